import type { LmulSpec } from '../unit/index.ts';
import { exponentText, operandText } from './decode.ts';
import { type Names, productView, type Section } from './section.ts';

/** The product of L-Mul: one addition, or the fractions first and then the exponents. */
export function lmulSection(spec: LmulSpec, names: Names): Section {
  return spec.form === 'adder' ? adderSection(spec, names) : equationSection(spec, names);
}

function adderSection(spec: LmulSpec, names: Names): Section {
  const { bits } = productView(spec);
  return {
    banner: 'Product: one integer addition',
    template: 'lmul-adder',
    view: {
      ...productView(spec),
      closed: spec.output === 'closed',
      sum: [
        operandText(spec, names, 'a'),
        operandText(spec, names, 'b'),
        ...offsetText(spec, `${bits}-1`),
      ].join(' + '),
    },
  };
}

function equationSection(spec: LmulSpec, names: Names): Section {
  const padded = (mantissa: string): string => `{2'b00, ${names(mantissa)}}`;
  return {
    banner: 'Product: fractions, then exponents',
    template: 'lmul-equation',
    view: {
      ...productView(spec),
      sum: [padded('man_a'), padded('man_b'), ...offsetText(spec, 'ManBits+1')].join(' + '),
      exponent_a: exponentText(spec, names, 'a'),
      exponent_b: exponentText(spec, names, 'b'),
      bias: spec.output === 'closed' ? ' - Bias[ProdExpBits-1:0]' : '',
    },
  };
}

/** The offset as a summand of so many bits, where there is one. */
function offsetText({ offset }: LmulSpec, msb: string): string[] {
  return offset === 'none' ? [] : [`Offset[${msb}:0]`];
}
