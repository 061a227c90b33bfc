import type { Templates } from '../../src/rtl/templates.ts';
import { faultyTemplates, TEMPLATE_FAULTS } from '../../src/verify/mutate/template-faults.ts';

/** The shipped templates with one of the faults that `lmul mutate` knows. */
export function broken(name: string): Templates {
  const fault = TEMPLATE_FAULTS.find((each) => each.name === name);
  if (fault === undefined) throw new Error(`there is no template fault ${name}`);
  return faultyTemplates(fault);
}

/** The offset of L-Mul, one unit in the last place too large. */
export const offsetOffByOne = (): Templates => broken('offset-off-by-one');

/** Operand a is never taken for a zero. */
export const droppedZeroTest = (): Templates => broken('no-zero-test');

/** The valid bit is lost in the registers. */
export const lostValid = (): Templates => broken('lost-valid');

/** An adder forgets the ones it shifts out. */
export const lostSticky = (): Templates =>
  faultyTemplates({
    name: 'lost-sticky',
    title: 'an adder forgets the ones it shifts out',
    edits: [{ template: 'add-align', from: 'row[0] | lost', to: 'row[0]' }],
  });
