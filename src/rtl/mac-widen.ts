import { type Format, magBitsOf, nanCode, widthOf } from '../format/index.ts';
import { type ProductSpec, resultFormat } from '../unit/index.ts';

/** `[7:0]`; empty for one bit. */
export function rangeOf(bits: number): string {
  return bits === 1 ? '' : `[${bits - 1}:0]`;
}

/** The fields of a product's code, as numbers: the widths of its unit are fixed here. */
export function fieldsOf(format: Format, hidden: boolean): { readonly fields: object } & object {
  const { expBits, manBits, encoding } = format;
  const fields = {
    signBit: widthOf(format) - 1,
    magMsb: magBitsOf(format) - 1,
    manMsb: manBits - 1,
    hidden,
    expRange: rangeOf(expBits),
    manRange: `[${manBits - 1}:0]`,
    manBits,
    ieee: encoding === 'ieee',
    fn: encoding === 'fn',
    fnuz: encoding === 'fnuz',
  };
  return { ...fields, fields };
}

/** A product as a number of the accumulator's wider format: another bias, more places, and the specials as they are. */
export function widenView(product: ProductSpec, to: Format): object {
  const from = resultFormat(product);
  const rebias = to.bias - from.bias;
  const full = product.contract === 'full';
  const normalises = full && rebias > 0;
  const shiftBits = Math.ceil(Math.log2(from.manBits + 1));
  const zeros = (bits: number): string => (bits === 0 ? '' : `, ${bits}'d0`);
  const tail = zeros(to.manBits - from.manBits);
  const exp = normalises ? `(exp | {${from.expBits - 1}'d0, ~hidden})` : 'exp';
  const wideExp = to.expBits === from.expBits ? exp : `{${to.expBits - from.expBits}'d0, ${exp}}`;
  return {
    ...fieldsOf(from, normalises || !full),
    normalises,
    shiftRange: `[${shiftBits - 1}:0]`,
    shiftMsb: shiftBits - 1,
    normalMsb: shiftBits + from.manBits - 1,
    significandBits: from.manBits + 1,
    accRange: rangeOf(widthOf(to)),
    accExpRange: rangeOf(to.expBits),
    exponent: exponentText(wideExp, rebias, to.expBits, normalises ? shiftBits : 0),
    cases: [
      ...specialCases(from, to, tail),
      ...(full && !normalises
        ? []
        : [
            {
              condition: normalises ? '~(hidden | (|man))' : '~hidden',
              value: `{sign, ${magBitsOf(to)}'d0}`,
            },
          ]),
    ],
    final: `{sign, exponent, ${normalises ? 'fraction' : 'man'}${tail}}`,
  };
}

function exponentText(exp: string, rebias: number, bits: number, shiftBits: number): string {
  const moved = rebias === 0 ? exp : `${exp} + ${bits}'d${rebias}`;
  return shiftBits === 0 ? moved : `${moved} - {${bits - shiftBits}'d0, shift}`;
}

/** NaN and Inf: in an ieee product both have the fields that the accumulator wants. */
function specialCases(from: Format, to: Format, tail: string): { condition: string; value: string }[] {
  if (from.encoding === 'finite') return [];
  const nan = (nanCode(to) as bigint).toString(16);
  const value =
    from.encoding === 'ieee' ? `{sign, {${to.expBits}{1'b1}}, man${tail}}` : `${widthOf(to)}'h${nan}`;
  return [{ condition: 'is_special', value }];
}
