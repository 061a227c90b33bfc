import { runYosys } from '../tools/index.ts';
import type { ToolLimits } from './elaborate.ts';
import { type Direction, parseNetlist, topOf } from './netlist-json.ts';
import { readSource, sourceFiles, type VerilogSource } from './source.ts';

/** The ports of a design's top module, with its parameters set, in their order. */
export async function modulePorts(
  source: VerilogSource,
  limits: ToolLimits = {},
): Promise<{ readonly name: string; readonly direction: Direction; readonly width: number }[]> {
  const script = [...readSource(source), 'proc', 'write_json ports.json'].join('\n');
  const { files } = await runYosys({
    script,
    files: sourceFiles(source),
    outputs: ['ports.json'],
    ...limits,
  });
  const { ports } = topOf(parseNetlist(files['ports.json']!, source.top)).module;
  return Object.entries(ports).map(([name, { direction, bits }]) => ({
    name,
    direction,
    width: bits.length,
  }));
}
