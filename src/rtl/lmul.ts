import type { LmulSpec } from '../unit/index.ts';
import { exponentText, operandText } from './decode.ts';
import { type Names, productView, type Section } from './section.ts';

/** The product of L-Mul: one addition, or the fractions first and then the exponents. */
export function lmulSection(spec: LmulSpec, names: Names): Section {
  return spec.form === 'adder' ? adderSection(spec, names) : equationSection(spec, names);
}

function adderSection(spec: LmulSpec, names: Names): Section {
  return {
    banner: 'Product: one integer addition',
    template: 'lmul-adder',
    view: {
      ...productView(spec),
      operand_a: operandText(spec, names, 'a'),
      operand_b: operandText(spec, names, 'b'),
      constant: adderConstantText(spec),
    },
  };
}

/** A closed result takes one bias off again; a wide one keeps both. */
function adderConstantText(spec: LmulSpec): string {
  const range = `[${productView(spec).bits}-1:0]`;
  if (spec.output === 'closed') return spec.offset === 'none' ? ` - BiasMag${range}` : ` - K${range}`;
  return spec.offset === 'none' ? '' : ` + Offset${range}`;
}

function equationSection(spec: LmulSpec, names: Names): Section {
  return {
    banner: 'Product: fractions, then exponents',
    template: 'lmul-equation',
    view: {
      ...productView(spec),
      sum: `{2'b00, ${names('man_a')}} + {2'b00, ${names('man_b')}}${spec.offset === 'none' ? '' : ' + Offset[ManBits+1:0]'}`,
      exponent_a: exponentText(spec, names, 'a'),
      exponent_b: exponentText(spec, names, 'b'),
      bias: spec.output === 'closed' ? ' - Bias[ProdExpBits-1:0]' : '',
    },
  };
}
