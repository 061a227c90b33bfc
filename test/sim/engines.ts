import { combine } from '../../sim/engine/combine.ts';
import { interpret } from '../../sim/engine/interpreter.ts';
import { compile } from '../../sim/engine/javascript.ts';
import type { CompileOptions } from '../../sim/engine/options.ts';
import type { Simulator } from '../../sim/engine/simulator.ts';
import { compileWasm } from '../../sim/engine/wasm.ts';
import type { Netlist } from '../../sim/netlist/netlist.ts';

/** Every engine in lockstep on one lane: whatever the test expects of it, it expects of all of them. */
export function allEngines(netlist: Netlist, options: CompileOptions = {}): Simulator {
  return combine(interpret(netlist), fastEngines(netlist, options));
}

/** The engines of many lanes in lockstep. */
export function fastEngines(netlist: Netlist, options: CompileOptions = {}): Simulator {
  return combine(compile(netlist, options), compileWasm(netlist, options));
}
