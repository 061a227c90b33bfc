import { Diagnostic } from '../diagnostic.ts';
import { runYosys } from '../tools/index.ts';
import type { ToolLimits } from './elaborate.ts';
import { parseNetlist, topOf, type YosysJson } from './netlist-json.ts';
import { readSource, sourceFiles, type VerilogSource } from './source.ts';

/** Memories become registers up to this many bits; beyond, a netlist of gates is the wrong way to run them. */
export const MAX_MEMORY_BITS = 65_536;

/**
 * Any synthesisable design as a flat netlist of single-bit gates and flip-flops that keep their enables and resets: what
 * the Verilog says, for simulation, without optimisation by ABC.
 *
 * @throws Diagnostic `verilog/memory`, and ToolError with what Yosys says
 */
export async function loadVerilog(source: VerilogSource, limits: ToolLimits = {}): Promise<YosysJson> {
  const front = [...readSource(source), 'proc', 'flatten', 'opt_clean', 'memory -nomap'];
  const run = async (script: readonly string[]): Promise<YosysJson> => {
    const job = {
      script: script.join('\n'),
      files: sourceFiles(source),
      outputs: ['design.json'],
      ...limits,
    };
    const { files } = await runYosys(job);
    return parseNetlist(files['design.json']!, source.top);
  };
  checkMemories(await run([...front, 'write_json design.json']));
  return run([
    ...front,
    'memory_map',
    'opt -fast',
    'techmap',
    'simplemap',
    `dfflegalize ${FLIP_FLOPS.map((cell) => `-cell ${cell} 01`).join(' ')}`,
    'techmap',
    'opt_clean',
    'write_json design.json',
  ]);
}

/** The flip-flops the simulator knows, in the words of dfflegalize. */
const FLIP_FLOPS = [
  '$_DFF_?_',
  '$_DFFE_??_',
  '$_DFF_???_',
  '$_DFFE_????_',
  '$_SDFF_???_',
  '$_SDFFE_????_',
  '$_SDFFCE_????_',
];

function checkMemories(design: YosysJson): void {
  for (const [name, { type, parameters }] of Object.entries(topOf(design).module.cells)) {
    if (!type.startsWith('$mem')) continue;
    const [words, width] = [numberOf(parameters.SIZE), numberOf(parameters.WIDTH)];
    if (words * width <= MAX_MEMORY_BITS) continue;
    throw new Diagnostic({
      code: 'verilog/memory',
      text: `Memories are simulated as registers, up to ${MAX_MEMORY_BITS} bits each.`,
      got: `${name}: ${words} words of ${width} bits`,
      wayOut: 'a smaller memory, by a parameter (-G DEPTH=256), or a test bench without it',
    });
  }
}

/** Yosys writes parameters of up to 32 bits as binary digits. */
const numberOf = (parameter: string | number | undefined): number =>
  typeof parameter === 'number' ? parameter : Number.parseInt(parameter ?? '0', 2);
