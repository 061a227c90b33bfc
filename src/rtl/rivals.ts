import type { SignedMantissaSpec, TruncatedSpec } from '../unit/index.ts';
import { exponentText } from './decode.ts';
import { type Names, productView, type Section } from './section.ts';

/** The logarithmic product with signed mantissas. */
export function signedMantissaSection(spec: SignedMantissaSpec, names: Names): Section {
  return {
    banner: 'Product: signed distances from a power of two, added',
    template: 'signed-mantissa',
    view: {
      ...sharedView(spec, names),
      upper_a: `{2'b11, ${names('man_a')}}`,
      upper_b: `{2'b11, ${names('man_b')}}`,
    },
  };
}

/** The product of significands without its lowest columns. */
export function truncatedSection(spec: TruncatedSpec, names: Names): Section {
  return {
    banner: 'Product: significands multiplied, lowest columns dropped',
    template: 'truncated',
    view: {
      ...sharedView(spec, names),
      one_a: `{1'b1, ${names('man_a')}}`,
      one_b: `{1'b1, ${names('man_b')}}`,
    },
  };
}

function sharedView(spec: SignedMantissaSpec | TruncatedSpec, names: Names): object {
  return {
    ...productView(spec),
    man_a: names('man_a'),
    man_b: names('man_b'),
    exponent_a: exponentText(spec, names, 'a'),
    exponent_b: exponentText(spec, names, 'b'),
    bias: spec.output === 'closed' ? ' - Bias[ProdExpBits-1:0]' : '',
  };
}
