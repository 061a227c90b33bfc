import { SimulationError } from '../errors.ts';
import type { Netlist } from '../netlist/netlist.ts';
import { hasSimd } from '../wasm/instantiate.ts';
import { interpret } from './interpreter.ts';
import { compile as compileJavascript } from './javascript.ts';
import type { CompileOptions } from './options.ts';
import type { Simulator } from './simulator.ts';
import { compileWasm } from './wasm.ts';

/** The engines, slowest first. They give the same results. */
export const ENGINES = ['interpreter', 'javascript', 'wasm'] as const;
export type Engine = (typeof ENGINES)[number];

/**
 * A simulator of a netlist. `auto`, the default, takes WebAssembly where it has vectors, else JavaScript.
 * The interpreter has one lane and takes no options. Throws `option-range`, `too-large`.
 */
export function simulatorOf(
  netlist: Netlist,
  options: CompileOptions & { readonly engine?: Engine | 'auto' } = {},
): Simulator {
  const { engine = 'auto', ...compileOptions } = options;
  switch (engine) {
    case 'auto':
      return hasSimd() ? compileWasm(netlist, compileOptions) : compileJavascript(netlist, compileOptions);
    case 'wasm':
      return compileWasm(netlist, compileOptions);
    case 'javascript':
      return compileJavascript(netlist, compileOptions);
    case 'interpreter':
      return interpret(netlist);
    default:
      throw new SimulationError('option-range', `there is no engine ${String(engine)}`, [
        `the engines are ${ENGINES.join(', ')}, or auto`,
      ]);
  }
}
