import { parseFormat } from '../../src/format/index.ts';
import { modelOf } from '../../src/model/index.ts';
import { resultFormat, type UnitRequest, type UnitSpec, unitSpec } from '../../src/unit/index.ts';
import { valueByDefinition } from '../format/by-definition.ts';
import { add, divide, magnitude, type Rational, rational, rationalOf, subtract, times } from './rational.ts';

/** The products of the table in numerics §5, as units. All get operands 1.f, in the middle of the range. */
export type Row = 'mitchell' | 'adder' | 'equation' | 'equation-rne' | 'equation-rtz' | 'rne' | 'rtz';

const REQUESTS: Record<Row, readonly [string, UnitRequest]> = {
  mitchell: ['mitchell', { contract: 'bare' }],
  adder: ['lmul', {}],
  equation: ['lmul', { form: 'equation', output: 'wide', contract: 'bare' }],
  'equation-rne': ['lmul', { form: 'equation' }],
  'equation-rtz': ['lmul', { form: 'equation', rounding: 'rtz', contract: 'full' }],
  rne: ['exact', {}],
  rtz: ['exact', { rounding: 'rtz', contract: 'bare' }],
};

export function unitOfRow(row: Row, manBits: number, offset?: string): UnitSpec {
  const [product, request] = REQUESTS[row];
  return unitSpec(product, parseFormat({ expBits: 5, manBits, encoding: 'ieee' }), { ...request, offset });
}

/** What a unit makes of (1 + a/2^M)(1 + b/2^M), by the value of its result code. */
export function productOfFractions(spec: UnitSpec): (a: number, b: number) => number {
  const model = modelOf(spec);
  const result = resultFormat(spec);
  const { bias, manBits } = spec.format;
  const one = bias * 2 ** manBits;
  return (a, b) => valueByDefinition(result, Number(model(BigInt(one + a), BigInt(one + b))));
}

/** Visits all 2^M x 2^M fraction pairs with the unit's product and the real one; both are exact doubles. */
export function forFractionPairs(spec: UnitSpec, visit: (product: number, real: number) => void): void {
  const product = productOfFractions(spec);
  const size = 2 ** spec.format.manBits;
  for (let a = 0; a < size; a++)
    for (let b = 0; b < size; b++) visit(product(a, b), (1 + a / size) * (1 + b / size));
}

export interface Summary {
  readonly bias: number;
  readonly mred: number;
  readonly rms: number;
  readonly min: number;
  readonly max: number;
}

/** Relative errors summed up in per cent. */
export function summaryOf(spec: UnitSpec): Summary {
  let [count, signed, unsigned, squares, min, max] = [0, 0, 0, 0, Infinity, -Infinity];
  forFractionPairs(spec, (product, real) => {
    const error = (product - real) / real;
    count++;
    signed += error;
    unsigned += Math.abs(error);
    squares += error * error;
    min = Math.min(min, error);
    max = Math.max(max, error);
  });
  const percent = (x: number): number => 100 * x;
  return {
    bias: percent(signed / count),
    mred: percent(unsigned / count),
    rms: percent(Math.sqrt(squares / count)),
    min: percent(min),
    max: percent(max),
  };
}

/** Mean signed and mean absolute relative error as exact fractions; for few mantissa bits. */
export function exactMeans(spec: UnitSpec): { bias: Rational; mred: Rational } {
  let [bias, mred, count] = [rational(0n), rational(0n), 0n];
  forFractionPairs(spec, (product, real) => {
    const error = divide(subtract(rationalOf(product), rationalOf(real)), rationalOf(real));
    bias = add(bias, error);
    mred = add(mred, magnitude(error));
    count++;
  });
  return { bias: times(bias, rational(1n, count)), mred: times(mred, rational(1n, count)) };
}

/** Share of pairs whose product is another number than the correctly rounded one. */
export function shareOtherThanRne(spec: UnitSpec): number {
  const product = productOfFractions(spec);
  const rounded = productOfFractions(unitOfRow('rne', spec.format.manBits));
  const size = 2 ** spec.format.manBits;
  let other = 0;
  for (let a = 0; a < size; a++) for (let b = 0; b < size; b++) if (product(a, b) !== rounded(a, b)) other++;
  return other / size ** 2;
}
