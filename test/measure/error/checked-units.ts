import { expect } from 'vitest';
import { parseFormat } from '../../../src/format/index.ts';
import { type UnitRequest, unitSpec } from '../../../src/unit/index.ts';
import { type CheckedUnit, checkUnit, describeCounterexample } from '../../../src/verify/index.ts';

/** A unit that has passed its check; of a wide one 1,000 random pairs, not proved. */
export async function checkedUnit(
  product: string,
  format: string,
  request: UnitRequest = {},
): Promise<CheckedUnit> {
  const spec = unitSpec(product, parseFormat(format), request);
  const result = await checkUnit(spec, { count: 1_000, prove: false });
  if (result.kind === 'failed') expect.fail(describeCounterexample(spec, result.counterexample));
  return result.unit;
}

/** The same unit with other gates: what is measured has to notice. */
export function withGates(unit: CheckedUnit, from: string, to: string): CheckedUnit {
  const text = JSON.stringify(unit.netlists.gates).replaceAll(from, to);
  return { ...unit, netlists: { ...unit.netlists, gates: JSON.parse(text) } } as CheckedUnit;
}
