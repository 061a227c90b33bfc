import { runYosys } from '../tools/index.ts';
import type { ToolLimits } from './elaborate.ts';
import { legalizeFlipFlops } from './front.ts';
import { parseNetlist, topOf, type YosysJson } from './netlist-json.ts';

/**
 * A netlist of iCE40 cells as generic gates, each cell replaced by what Yosys's own model `+/ice40/cells_sim.v` says
 * it does.
 */
export async function lowerIce40(netlist: YosysJson, limits: ToolLimits = {}): Promise<YosysJson> {
  const { name } = topOf(netlist);
  const script = [
    // -lib: reading the bodies of the memory models takes 40 s in WebAssembly. Logic cells are white boxes and keep
    // theirs; as plain modules, hierarchy then gives each instance its parameters.
    'read_verilog -lib -D ICE40_HX +/ice40/cells_sim.v',
    'setattr -mod -unset whitebox =A:whitebox',
    'read_json mapped.json',
    `hierarchy -check -top ${name}`,
    'proc',
    'flatten -wb',
    'opt_clean',
    'techmap',
    legalizeFlipFlops,
    'techmap',
    'opt_clean',
    'write_json lowered.json',
  ].join('\n');
  const files = { 'mapped.json': JSON.stringify(netlist) };
  const result = await runYosys({ script, files, outputs: ['lowered.json'], ...limits });
  return parseNetlist(result.files['lowered.json']!, name);
}
