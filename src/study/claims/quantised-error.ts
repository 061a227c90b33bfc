import { measureError, type StimulusName } from '../../measure/index.ts';
import type { CheckedUnit } from '../../verify/index.ts';

/** Real operands: mantissas uniform in a binade, or normal numbers scaled as everywhere. */
export const OPERAND_KINDS: readonly ['binade', 'gaussian'] = ['binade', 'gaussian'];
export type OperandKind = (typeof OPERAND_KINDS)[number] & StimulusName;

export interface QuantisedError {
  readonly mred: number;
  readonly rms: number;
  readonly sqnrDb: number;
}

/**
 * Error of a unit against the product of real operands, before they were rounded to its format: that of the operands'
 * quantisation is in it. Operands below the normal range are left out, of relative errors products below it too.
 */
export function quantisedError(unit: CheckedUnit, kind: OperandKind): QuantisedError {
  const { unquantised } = measureError(unit, kind, { normalOperands: true });
  const { all, inRange } = unquantised!;
  return { mred: inRange!.mred, rms: inRange!.rms, sqnrDb: all.sqnrDb };
}
