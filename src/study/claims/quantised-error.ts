import { decode, toNumber } from '../../format/index.ts';
import { codeOf } from '../../measure/index.ts';
import { modelOf } from '../../model/index.ts';
import { Random } from '../../random.ts';
import { resultFormat, type UnitSpec } from '../../unit/index.ts';

/** Real operands: mantissas uniform in a binade, or a standard normal scaled as everywhere. */
export const OPERAND_KINDS = ['uniform', 'gaussian'] as const;
export type OperandKind = (typeof OPERAND_KINDS)[number];

export interface QuantisedError {
  readonly mred: number;
  readonly rms: number;
  /** Signal to quantisation noise: 10 log10 of the sum of squares over that of errors. */
  readonly sqnrDb: number;
}

const PAIRS = 2 ** 15;
const SEED = 1;

/**
 * Error of a unit against the product of real operands, before they were rounded to its format: that of the operands'
 * quantisation is in it. Products of nothing, and those below the normal range, are left out of the relative errors.
 */
export function quantisedError(spec: UnitSpec, kind: OperandKind): QuantisedError {
  const { format } = spec;
  const compute = modelOf(spec);
  const result = resultFormat(spec);
  const draw = drawer(kind, new Random(SEED));
  const smallest = 2 ** (1 - format.bias);
  let [count, absolute, squares, signal, noise] = [0, 0, 0, 0, 0];
  for (let at = 0; at < PAIRS; at += 1) {
    const [x, y] = [draw(), draw()];
    const exact = x * y;
    const got = toNumber(decode(result, compute(codeOf(format, x), codeOf(format, y))));
    signal += exact * exact;
    noise += (got - exact) ** 2;
    if (Math.min(Math.abs(x), Math.abs(y), Math.abs(exact)) < smallest) continue;
    const relative = (got - exact) / exact;
    count += 1;
    absolute += Math.abs(relative);
    squares += relative * relative;
  }
  return {
    mred: absolute / count,
    rms: Math.sqrt(squares / count),
    sqnrDb: 10 * Math.log10(signal / noise),
  };
}

function drawer(kind: OperandKind, random: Random): () => number {
  const uniform = (): number => (random.next32() + 0.5) / 2 ** 32;
  if (kind === 'uniform') return () => 1 + uniform();
  // Box and Muller, one of the two.
  return () => 2 * Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}
