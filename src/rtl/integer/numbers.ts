import { widthOf } from '../../format/index.ts';
import { type NumberMacSpec, smallestPlace } from '../../unit/index.ts';
import { rangeOf } from '../mac-widen.ts';
import type { Section } from '../section.ts';

/** Bits `high` down to `low` of a vector. */
function bitsOf(high: number, low: number): string {
  return high === low ? `[${high}]` : `[${high}:${low}]`;
}

/** The stages before the addition of numbers under ternary weights: numbers as integers, and those to subtract inverted. */
export function numberLanes(spec: NumberMacSpec, shared: object): Section[] {
  const { lanes, bits, packed, activation: format } = spec;
  const { expBits, manBits } = format;
  const several = lanes > 1;
  const [magBits, codeBits] = [bits - 1, widthOf(format)];
  const code = several ? 'code' : 'a_i';
  const field = bitsOf(codeBits - 2, manBits);
  const special = specialBits(spec);
  const common = { ...shared, several, magBits };
  return [
    {
      banner: 'Decode: numbers as integers, under their weights',
      template: 'ternary-decode',
      view: {
        ...common,
        packed,
        codeBits,
        codeRange: rangeOf(codeBits),
        weights: packed ? 'weights' : 'b_i',
        weight: several ? 'weight' : 'b_i',
        code,
        field,
        special,
        nones: format.encoding === 'ieee' ? 'a field of all ones: Inf, NaN' : 'a code of all ones: NaN',
        places: smallestPlace(format),
        magnitudesRange: rangeOf(lanes * magBits),
        significandRange: rangeOf(manBits + 1),
        unpacked: `{hidden, ${code}${bitsOf(manBits - 1, 0)}}`,
        gate: `{${manBits + 1}{used}}`,
        shiftRange: rangeOf(expBits),
        shift: `{${code}${bitsOf(codeBits - 2, manBits + 1)}, ${code}[${manBits}] | ~hidden}`,
        movedRange: rangeOf(bits),
        significand: `{${bits - manBits - 1}'d0, significand}`,
        signBit: codeBits - 1,
        magnitude: several ? `magnitudes[lane*${magBits} +: ${magBits}]` : 'magnitudes',
        negative: several ? 'minus[lane]' : 'minus',
      },
    },
    {
      banner: 'Select: the number, or inverted',
      template: 'ternary-invert',
      view: {
        ...common,
        inverted: `{${bits}{${several ? 'minus[lane]' : 'minus'}}}`,
      },
    },
  ];
}

/** What is all ones in a code that is no number; of fnuz the only one is the negative zero, and counts as one anyway. */
function specialBits({ activation: format }: NumberMacSpec): string {
  const { encoding, manBits } = format;
  if (encoding === 'fn') return bitsOf(widthOf(format) - 2, 0);
  return encoding === 'ieee' ? bitsOf(widthOf(format) - 2, manBits) : '';
}
