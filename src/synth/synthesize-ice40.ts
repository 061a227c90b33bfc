import { runYosys, toolVersions } from '../tools/index.ts';
import type { Ice40Cost } from './cost.ts';
import { depthOf } from './depth.ts';
import { type EffortOptions, ice40Commands } from './effort.ts';
import { frontScript } from './front.ts';
import { countCells, parseNetlist, topOf, type YosysJson } from './netlist-json.ts';
import { sourceFiles, type VerilogSource } from './source.ts';

export type Ice40Family = 'hx' | 'lp' | 'u';

/** LUTs, carries and flip-flops by `synth_ice40` with abc9, and no DSP block, so that all logic is counted. */
export async function synthesizeIce40(
  source: VerilogSource,
  { effort, ...limits }: EffortOptions = {},
  family: Ice40Family = 'hx',
): Promise<{ netlist: YosysJson; cost: Ice40Cost }> {
  const script = [
    ...frontScript(source),
    ...ice40Commands(family, source.top, effort),
    'write_json ice40.json',
  ].join('\n');
  const outputs = ['ice40.json'];
  const { files } = await runYosys({ script, files: sourceFiles(source), outputs, ...limits });
  const netlist = parseNetlist(files['ice40.json']!, source.top);
  const { module } = topOf(netlist);
  const cells = countCells(module);
  const flipFlops = Object.entries(cells).filter(([type]) => isFlipFlop(type));
  const cost: Ice40Cost = {
    target: 'ice40',
    recipe: `synth_ice40-${family}-abc9${effort === 'light' ? '-noshare' : ''}`,
    tools: { yosys: toolVersions().yosys },
    cells,
    lut4: cells.SB_LUT4 ?? 0,
    carries: cells.SB_CARRY ?? 0,
    flipFlops: flipFlops.reduce((total, [, n]) => total + n, 0),
    depthLut4: depthOf(module, (type) => (isFlipFlop(type) ? undefined : type === 'SB_LUT4' ? 1 : 0)),
  };
  return { netlist, cost };
}

export function isFlipFlop(type: string): boolean {
  return type.startsWith('SB_DFF');
}
