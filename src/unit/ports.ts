import { widthOf } from '../format/index.ts';
import { resultFormat } from './result.ts';
import type { UnitSpec } from './spec.ts';

export interface Port {
  readonly name: string;
  readonly direction: 'input' | 'output';
  /** Bits. */
  readonly width: number;
}

/** Ports of the emitted module, in the order of its header: clock and valid only where there is state. */
export function portsOf(spec: UnitSpec): readonly Port[] {
  const input = (name: string, width: number): Port => ({ name, direction: 'input', width });
  const output = (name: string, width: number): Port => ({ name, direction: 'output', width });
  const clocked = spec.stages > 0;
  const operandBits = widthOf(spec.format);
  return [
    ...(clocked ? [input('clk_i', 1), input('rst_ni', 1), input('valid_i', 1)] : []),
    input('a_i', operandBits),
    input('b_i', operandBits),
    ...(clocked ? [output('valid_o', 1)] : []),
    output('p_o', widthOf(resultFormat(spec))),
  ];
}

/** Cycles from operands to result: the number of register stages. */
export function latencyOf(spec: UnitSpec): number {
  return spec.stages;
}
