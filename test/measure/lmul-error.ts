import { parseFormat } from '../../src/format/index.ts';
import { unitSpec } from '../../src/unit/index.ts';
import { type CheckedUnit, checkUnit } from '../../src/verify/index.ts';

/** L-Mul in adder form, checked on few pairs where the format is wide. */
export async function checkedLmul(format: string): Promise<CheckedUnit> {
  const result = await checkUnit(unitSpec('lmul', parseFormat(format)), { prove: false, count: 1000 });
  if (result.kind === 'failed') throw new Error('a shipped unit failed its check');
  return result.unit;
}

/** Its error on fractions x and y with offset c, from its definition: whole parts of the sum go into the exponent. */
export function lmulError(x: number, y: number, c: number): number {
  const sum = x + y + c;
  const carry = Math.floor(sum);
  return (2 ** carry * (1 + sum - carry)) / ((1 + x) * (1 + y)) - 1;
}
