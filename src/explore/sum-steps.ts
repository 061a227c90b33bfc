import type { Stages } from '../model/index.ts';
import { guardBits, sumFractionBits, type UnitSpec } from '../unit/index.ts';
import { expAndMan, fixedPoint, fractionText, type Step, type StepRow, widthNeeded } from './bits.ts';

type Sum = Extract<Stages, { kind: 'sum' }>;

/** The steps of an adder between the operands' fields and the rounding. */
export function sumSteps(spec: UnitSpec, { terms, raw }: Sum): Step[] {
  const { large, small, sum, outcome } = terms;
  const { manBits, expBits } = spec.format;
  const isSpecial = outcome.isNan || outcome.isInf;
  if (spec.product !== 'add' || isSpecial)
    return [{ title: 'Sum', says: 'An operand is not a finite number: nothing is added.', rows: [] }];
  const guard = guardBits(spec);
  const significand = ({ isZero, man }: typeof large): bigint =>
    isZero ? 0n : ((1n << BigInt(manBits)) | man) << BigInt(guard);
  const distance = large.exp - small.exp;
  const shifted = significand(small) >> distance;
  const aligned = shifted << distance === significand(small) ? shifted : shifted | 1n;
  const subtracts = large.sign !== small.sign;
  const total = subtracts ? significand(large) - aligned : significand(large) + aligned;
  const bits = manBits + guard;
  const row = (label: string, value: bigint): StepRow => ({
    label,
    bits: fixedPoint(value, bits, 2),
    value: fractionText(value, bits),
  });
  const exp = raw.raw >> BigInt(raw.fractionBits);
  const width = Math.max(expBits + 2, widthNeeded(raw.raw) - raw.fractionBits);
  return [
    {
      title: 'Align',
      says: `The smaller magnitude moves right by ${distance}, the difference of the exponents; its last bit is sticky.`,
      rows: [row('smaller', significand(small)), { ...row('aligned', aligned), isResult: true }],
    },
    {
      title: 'Sum',
      says: subtracts ? 'The signs differ: it is subtracted.' : 'The signs agree: it is added.',
      rows: [
        row('larger', significand(large)),
        subtracts
          ? { ...row('- smaller', aligned), value: fractionText(-aligned, bits) }
          : row('+ smaller', aligned),
        { ...row(subtracts ? 'difference' : 'sum', total), isResult: true },
      ],
    },
    {
      title: 'Normalise',
      says:
        sum === undefined
          ? 'Nothing is left: the sum is zero.'
          : 'The leading one moves to its place; the exponent follows.',
      rows:
        sum === undefined
          ? []
          : [
              {
                label: 'exp, fraction',
                bits: expAndMan(raw.raw, width, sumFractionBits(spec), manBits),
                value: `exponent field ${exp}`,
                isResult: true,
              },
            ],
    },
  ];
}
