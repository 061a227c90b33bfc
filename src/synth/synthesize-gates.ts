import { runYosys, toolVersions } from '../tools/index.ts';
import { type GatesCost, type GatesFigures, nand2Weights } from './cost.ts';
import { depthOf } from './depth.ts';
import { type EffortOptions, recipesOf } from './effort.ts';
import type { ToolLimits } from './elaborate.ts';
import { frontScript, legalizeFlipFlops } from './front.ts';
import { countCells, parseNetlist, topOf, type YosysJson } from './netlist-json.ts';
import { gateSet, type Recipe, recipes } from './recipes.ts';
import { rippleFile, rippleText } from './ripple.ts';
import { sourceFiles, type VerilogSource } from './source.ts';

interface Trial {
  readonly netlist: YosysJson;
  readonly cells: Readonly<Record<string, number>>;
  readonly figures: GatesFigures;
}

/** Two-input gates by every recipe, and the netlist of the best; see `recipes`. */
export async function synthesizeGates(
  source: VerilogSource,
  { effort, ...limits }: EffortOptions = {},
): Promise<{ netlist: YosysJson; cost: GatesCost }> {
  const trials = await Promise.all(
    recipesOf(recipes, effort).map((recipe) => tryRecipe(source, recipe, limits)),
  );
  const best = trials.reduce((a, b) => (isBetter(b.figures, a.figures) ? b : a));
  const cost: GatesCost = {
    target: 'gates',
    ...best.figures,
    tools: { yosys: toolVersions().yosys },
    cells: best.cells,
    recipes: trials.map(({ figures }) => figures),
  };
  return { netlist: best.netlist, cost };
}

async function tryRecipe(source: VerilogSource, recipe: Recipe, limits: ToolLimits): Promise<Trial> {
  const { top } = source;
  // ABC reads a script given in place with commas for blanks and semicolons for line ends.
  const abc = recipe.abc.map((command) => command.replaceAll(' ', ',')).join(';');
  const script = [
    ...frontScript(source),
    `synth -flatten -noabc -top ${top} ${recipe.synth}`,
    legalizeFlipFlops,
    'techmap',
    `abc -g ${gateSet} -script +${abc}`,
    'opt_clean',
    'write_json gates.json',
    'aigmap',
    'opt_merge',
    'opt_clean',
    'write_json aig.json',
  ].join('\n');
  const inputs = { ...sourceFiles(source), [rippleFile]: rippleText };
  const { files } = await runYosys({ script, files: inputs, outputs: ['gates.json', 'aig.json'], ...limits });
  const netlist = parseNetlist(files['gates.json']!, top);
  const gates = topOf(netlist).module;
  const aig = topOf(parseNetlist(files['aig.json']!, top)).module;

  const cells = countCells(gates);
  const sum = (wanted: (type: string) => boolean): number =>
    Object.entries(cells).reduce((total, [type, n]) => total + (wanted(type) ? n : 0), 0);
  const nand2 = Object.entries(cells).reduce((total, [type, n]) => total + n * weightOf(type), 0);
  const figures: GatesFigures = {
    recipe: recipe.name,
    gates: sum((type) => type !== '$_NOT_' && !isFlipFlop(type)),
    inverters: cells.$_NOT_ ?? 0,
    flipFlops: sum(isFlipFlop),
    nand2Equivalents: nand2,
    aigNodes: countCells(aig).$_AND_ ?? 0,
    depthGates: depthOf(gates, unitWeight),
    depthAig: depthOf(aig, unitWeight),
  };
  return { netlist, cells, figures };
}

function isFlipFlop(type: string): boolean {
  return type.startsWith('$_DFF');
}

function unitWeight(type: string): number | undefined {
  if (isFlipFlop(type)) return undefined;
  return type === '$_NOT_' || type === '$scopeinfo' ? 0 : 1;
}

function weightOf(type: string): number {
  const weight = nand2Weights[type];
  if (weight === undefined) throw new Error(`no gate weight for ${type}`);
  return weight;
}

function isBetter(a: GatesFigures, b: GatesFigures): boolean {
  const order = ['aigNodes', 'nand2Equivalents', 'depthGates'] as const;
  const differing = order.find((key) => a[key] !== b[key]);
  return differing !== undefined && a[differing] < b[differing];
}
