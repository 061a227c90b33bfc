import { type AnySpec, activationName, isInteger, isMac, nameOf } from '../unit/index.ts';

/** The product of a unit in a few words, for a column. */
export function productText(spec: AnySpec): string {
  if (isMac(spec)) {
    const { product } = spec;
    return product.product === 'exact' ? `exact, ${product.architecture}` : product.product;
  }
  if (!isInteger(spec) || !('register' in spec)) return nameOf(spec);
  const into = `into int${spec.register.bits}`;
  return spec.kind === 'int-mac'
    ? `int${spec.bits}, ${spec.architecture}, ${into}`
    : `${activationName(spec)} x ternary, ${into}`;
}
