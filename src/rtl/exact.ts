import type { ExactSpec } from '../unit/index.ts';
import { arrayView } from './array.ts';
import { carryInView } from './carry-in.ts';
import { exponentText } from './decode.ts';
import { type Names, productView, type Section } from './section.ts';
import { inRows, planesOf } from './truth-table.ts';

/** The exact product in the architecture the spec names. */
export function exactSection(spec: ExactSpec, names: Names): Section {
  switch (spec.architecture) {
    case 'multiply':
      return {
        banner: 'Product: significands multiplied',
        template: 'exact-multiply',
        view: multiplyView(spec, names),
      };
    case 'array':
      return {
        banner: 'Product: significands by a Dadda tree and one addition',
        template: 'exact-array',
        view: { ...multiplyView(spec, names), ...arrayView(spec.format.manBits, names) },
      };
    case 'table':
      return {
        banner: 'Product: significands by table',
        template: 'exact-table',
        view: tableView(spec, names),
      };
    case 'carry-in':
      return {
        banner: 'Product: an addition and its correction',
        template: 'exact-carry-in',
        view: carryInView(spec, names),
      };
  }
}

function multiplyView(spec: ExactSpec, names: Names): object {
  const significand = (operand: string): string => `{{(ManBits+1){1'b0}}, 1'b1, ${names(operand)}}`;
  return {
    ...productView(spec),
    significand_a: significand('man_a'),
    significand_b: significand('man_b'),
    index: `{${names('man_a')}, ${names('man_b')}}`,
    exponent_a: exponentText(spec, names, 'a'),
    exponent_b: exponentText(spec, names, 'b'),
    bias: spec.output === 'closed' ? ' - Bias[ProdExpBits-1:0]' : '',
    last: 2 ** spec.format.manBits - 1,
  };
}

function tableView(spec: ExactSpec, names: Names): object {
  const { manBits } = spec.format;
  const one = 1n << BigInt(manBits);
  const planes = planesOf('Product', [manBits, manBits], 2 * manBits + 2, (a, b) => (one + a) * (one + b));
  return {
    ...multiplyView(spec, names),
    planes,
    lookups: inRows(planes.map(({ name }) => `${name}[index]`)),
  };
}
