import { parseShortName } from '../../../src/unit/index.ts';
import { type Proof, proveUnit, TEMPLATE_FAULTS } from '../../../src/verify/index.ts';
import { faultyTemplates } from '../../../src/verify/mutate/template-faults.ts';

/** What is proved of a unit made from templates with a fault. */
export function proofsWithFault(unit: string, fault: string, only: readonly string[]): Promise<Proof[]> {
  const found = TEMPLATE_FAULTS.find(({ name }) => name === fault)!;
  return proveUnit(parseShortName(unit), { templates: faultyTemplates(found), only });
}
