import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/package-root.ts';
import { loadTemplates, type Templates } from '../../src/rtl/templates.ts';

/** The shipped templates with one deliberate fault; the text to break must be there. */
function broken(template: string, from: string, to: string): Templates {
  const text = readFileSync(join(packageRoot, 'rtl-templates', `${template}.v.hbs`), 'utf8');
  if (!text.includes(from)) throw new Error(`${template}.v.hbs has no ${from} to break`);
  return loadTemplates({ [template]: text.replaceAll(from, to) });
}

/** The offset of L-Mul in adder form, one unit in the last place too large. */
export function offsetOffByOne(): Templates {
  return broken('lmul-adder', '{{sum}}', "{{sum}} + \\{{({{bits}}-1){1'b0}}, 1'b1}");
}

/** Operand a is never taken for a zero. */
export function droppedZeroTest(): Templates {
  return broken('decode', 'wire zero_a = ~(|exp_a);', "wire zero_a = 1'b0;");
}

/** The valid bit is lost in the registers. */
export function lostValid(): Templates {
  return broken(
    'registers',
    'valid_s{{stage}} <= {{validFrom}};',
    "valid_s{{stage}} <= {{validFrom}} & 1'b0;",
  );
}

/** An adder forgets the ones it shifts out. */
export function lostSticky(): Templates {
  return broken('add-align', 'row[0] | lost', 'row[0]');
}
