import type { Port } from '../ports.ts';
import { activationBits } from './activation.ts';
import {
  fixedBits,
  type IntegerMacSpec,
  type IntegerProductSpec,
  type IntegerSpec,
  isIntegerMac,
} from './spec.ts';
import { weightBits } from './ternary.ts';

/** Bits of both operands and of the result, or of the register. */
export interface IntegerWidths {
  readonly a: number;
  readonly b: number;
  readonly result: number;
}

export function integerWidths(spec: IntegerSpec): IntegerWidths {
  if (!isIntegerMac(spec)) return productWidths(spec);
  const a = spec.lanes * activationBits(spec);
  return { a, b: spec.kind === 'ternary-mac' ? weightBits(spec) : a, result: spec.register.bits };
}

function productWidths(spec: IntegerProductSpec): IntegerWidths {
  const bits = spec.kind === 'int' ? spec.bits : fixedBits(spec);
  if (spec.kind === 'fixed') return { a: bits, b: bits, result: bits };
  return { a: bits, b: bits, result: 2 * bits };
}

/** Ports of the emitted module, in the order of its header. */
export function integerPorts(spec: IntegerSpec): readonly Port[] {
  const { a, b, result } = integerWidths(spec);
  const port = (direction: Port['direction'], name: string, width: number): Port => ({
    name,
    direction,
    width,
  });
  const operands = [port('input', 'a_i', a), port('input', 'b_i', b)];
  if (!isIntegerMac(spec)) return [...operands, port('output', 'p_o', result)];
  return [
    ...['clk_i', 'rst_ni', 'valid_i', 'clear_i'].map((name) => port('input', name, 1)),
    ...operands,
    port('output', 'valid_o', 1),
    port('output', 'acc_o', result),
  ];
}

/** The product unit of a lane; undefined where nothing is multiplied. */
export function integerProductOf(spec: IntegerMacSpec): IntegerProductSpec | undefined {
  if (spec.kind === 'ternary-mac') return undefined;
  return { kind: 'int', bits: spec.bits, architecture: spec.architecture };
}
