import { runYosys } from '../tools/index.ts';
import { frontScript, legalizeFlipFlops } from './front.ts';
import { parseNetlist, topOf, type YosysJson } from './netlist-json.ts';
import { sourceFiles, type VerilogSource } from './source.ts';

export interface ToolLimits {
  /** For each tool run. Default 10 minutes. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/**
 * The elaborated RTL: one flat module of single-bit `$_..._` cells, as the Verilog says it, without any logic
 * optimisation by ABC. This is what gets simulated, and what mapped netlists are proved equal to.
 */
export async function elaborate(source: VerilogSource, limits: ToolLimits = {}): Promise<YosysJson> {
  const script = [
    ...frontScript(source),
    'techmap',
    'simplemap',
    legalizeFlipFlops,
    'techmap',
    'opt_clean',
    'write_json elaborated.json',
  ].join('\n');
  const outputs = ['elaborated.json'];
  const { files } = await runYosys({ script, files: sourceFiles(source), outputs, ...limits });
  const netlist = parseNetlist(files['elaborated.json']!, source.top);
  const foreign = Object.values(topOf(netlist).module.cells).find(({ type }) => !isGeneric(type));
  if (foreign !== undefined) throw new Error(`elaboration left a cell of type ${foreign.type}`);
  return netlist;
}

function isGeneric(type: string): boolean {
  return type === '$scopeinfo' || /^\$_\w+_$/.test(type);
}
