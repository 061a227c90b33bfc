import type { Line, MacTableOptions } from './mac-table-lines.ts';
import { unitKey } from './unit-key.ts';

const WORK = { of: 'mac-table', revision: 1 };

/** A digest of everything a row of the table depends on, but not of the other rows. */
export function macTableKey(line: Line, options: MacTableOptions): string {
  const { technologies, stimulus, sumLength, precision, byStage, prove } = options;
  const measured = { technologies, stimulus, sumLength, precision, byStage, prove };
  return unitKey(WORK, line.spec, { line, ...measured });
}
