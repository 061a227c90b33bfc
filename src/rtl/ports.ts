import { hasAllPlaces, portsOf, productManBits, type UnitSpec } from '../unit/index.ts';
import { manBitsAreFree } from './widths.ts';

/** The range of a port as Verilog text, in the parameters that stay alive; empty for one bit. */
export function portRange(spec: UnitSpec, name: string): string {
  const man = manBitsAreFree(spec) ? 'ManBits' : `${spec.format.manBits}`;
  if (name === 'a_i' || name === 'b_i') return `[ExpBits+${man}:0]`;
  if (name !== 'p_o') return '';
  if (spec.output === 'closed' || spec.product === 'add') return `[ExpBits+${man}:0]`;
  if (hasAllPlaces(spec))
    return manBitsAreFree(spec) ? '[ExpBits+2*ManBits+2:0]' : `[ExpBits+${2 * spec.format.manBits + 2}:0]`;
  return `[ExpBits+${man}+${productManBits(spec) - spec.format.manBits + 1}:0]`;
}

const COMMENTS: Readonly<Record<string, string>> = {
  clk_i: 'clock, rising edge',
  rst_ni: 'reset of the valid chain, active low',
  valid_i: 'operands are valid',
  a_i: 'operand: sign, exponent, mantissa',
  b_i: 'operand',
  valid_o: 'product is valid',
  p_o: 'product',
};

export interface PortView {
  readonly direction: string;
  readonly range: string;
  readonly name: string;
  readonly comment: string;
}

export function portViews(spec: UnitSpec): PortView[] {
  return portsOf(spec).map(({ name, direction }) => ({
    direction,
    range: portRange(spec, name),
    name,
    comment: commentOf(spec, name),
  }));
}

function commentOf(spec: UnitSpec, name: string): string {
  const comment = COMMENTS[name] ?? '';
  if (spec.product === 'add') return comment.replace('product', 'sum');
  return name === 'p_o' && spec.output === 'wide'
    ? 'product, unrounded: sign, wide exponent, fraction'
    : comment;
}
