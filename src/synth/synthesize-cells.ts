import { Diagnostic } from '../diagnostic.ts';
import { drivingCellOf, libertyText, type Technology } from '../tech/index.ts';
import { runYosys, ToolError, toolVersions } from '../tools/index.ts';
import { cellRecipesFor } from './cell-recipes.ts';
import type { CellsCost, CellsFigures, Spread } from './cost.ts';
import { type EffortOptions, recipesOf } from './effort.ts';
import { frontScript, legalizeFlipFlops } from './front.ts';
import { checkMappable } from './mappable.ts';
import { cellsByName } from './net-loads.ts';
import { countCells, parseNetlist, topOf, type YosysJson } from './netlist-json.ts';
import type { Recipe } from './recipes.ts';
import { rippleFile, rippleText } from './ripple.ts';
import { sourceFiles, type VerilogSource } from './source.ts';
import { type Timing, timingOf } from './timing.ts';

export interface CellsOptions extends EffortOptions {
  readonly technology: Technology;
  /** A clock to be met: the smallest netlist that does is the best, else the fastest. Default: the smallest of all. */
  readonly clockPs?: number;
  /** The name of the only recipe to be used. Default: all of them, and the best is kept. */
  readonly recipe?: string;
}

interface Trial {
  readonly netlist: YosysJson;
  readonly timing: Timing;
  readonly figures: CellsFigures;
}

/** Standard cells by every recipe, and the netlist of the best. Throws Diagnostic `tech/...` and ToolError. */
export async function synthesizeCells(
  source: VerilogSource,
  options: CellsOptions,
): Promise<{ netlist: YosysJson; cost: CellsCost }> {
  const { technology, clockPs, effort } = options;
  checkMappable(technology);
  const library = libertyText(technology, { power: false });
  const recipes = recipesOf(cellRecipesFor(clockPs), effort).filter(
    ({ name }) => name === (options.recipe ?? name),
  );
  const trials = await Promise.all(recipes.map((recipe) => tryRecipe(source, recipe, library, options)));
  const best = trials.reduce((a, b) => (isBetter(b.figures, a.figures, clockPs) ? b : a));
  const { module } = topOf(best.netlist);
  const known = cellsByName(technology);
  const kinds = Object.values(module.cells).flatMap(({ type }) => known.get(type) ?? []);
  const figures = trials.map((trial) => trial.figures);
  const { name, corner, supplyVolts } = technology;
  const cost: CellsCost = {
    target: 'cells',
    technology: name,
    corner,
    supplyVolts,
    ...best.figures,
    ...(clockPs === undefined
      ? {}
      : { clock: { periodPs: clockPs, meets: best.figures.delayPs <= clockPs } }),
    tools: { yosys: toolVersions().yosys },
    cells: countCells(module),
    flipFlops: kinds.filter(({ flipFlop }) => flipFlop !== undefined).length,
    leakageNw: rounded(kinds.reduce((sum, { leakageNw }) => sum + leakageNw, 0)),
    timing: best.timing,
    spread: { areaUm2: spreadOf(figures, 'areaUm2'), delayPs: spreadOf(figures, 'delayPs') },
    recipes: figures,
  };
  return { netlist: best.netlist, cost };
}

async function tryRecipe(
  source: VerilogSource,
  recipe: Recipe,
  library: string,
  { technology, timeoutMs, signal }: CellsOptions,
): Promise<Trial> {
  const { top } = source;
  const script = [
    ...frontScript(source),
    `synth -flatten -noabc -top ${top} ${recipe.synth}`,
    legalizeFlipFlops,
    'techmap',
    'dfflibmap -liberty cells.lib',
    'opt',
    'abc -liberty cells.lib -constr cells.constr -script recipe.abc',
    'opt_clean',
    'write_json cells.json',
  ].join('\n');
  const files = {
    ...sourceFiles(source),
    [rippleFile]: rippleText,
    'cells.lib': library,
    'cells.constr': `set_driving_cell ${drivingCellOf(technology)?.name}\nset_load ${technology.defaultOutputLoadFf} [all_outputs]\n`,
    'recipe.abc': `${[...recipe.abc, 'stime -p'].join('\n')}\n`,
  };
  const limits = { ...(timeoutMs !== undefined && { timeoutMs }), ...(signal && { signal }) };
  const run = await runYosys({ script, files, outputs: ['cells.json'], ...limits }).catch(
    (error: unknown) => {
      throw isMissingFlipFlop(error) ? missingReset(technology, error) : error;
    },
  );
  const netlist = parseNetlist(run.files['cells.json']!, top);
  const { module } = topOf(netlist);
  const known = cellsByName(technology);
  let area = 0;
  for (const [type, count] of Object.entries(countCells(module))) {
    const cell = known.get(type);
    if (cell === undefined) throw new Error(`mapping to ${technology.name} left a cell of type ${type}`);
    area += count * cell.areaUm2;
  }
  const timing = timingOf(module, technology);
  const figures: CellsFigures = {
    recipe: recipe.name,
    areaUm2: rounded(area),
    delayPs: rounded(timing.delayPs),
    abcDelayPs: Number([...run.stdout.matchAll(/\bDelay = *([\d.]+) ps/g)].at(-1)?.[1] ?? 0),
  };
  return { netlist, timing, figures };
}

/** Sums of decimal figures without the dust of binary ones. */
const rounded = (value: number): number => Number(value.toPrecision(9));

function isBetter(a: CellsFigures, b: CellsFigures, clockPs = Number.POSITIVE_INFINITY): boolean {
  const [aMeets, bMeets] = [a.delayPs <= clockPs, b.delayPs <= clockPs];
  if (aMeets !== bMeets) return aMeets;
  const order = aMeets ? (['areaUm2', 'delayPs'] as const) : (['delayPs', 'areaUm2'] as const);
  const differing = order.find((key) => a[key] !== b[key]);
  return differing !== undefined && a[differing] < b[differing];
}

function spreadOf(figures: readonly CellsFigures[], key: 'areaUm2' | 'delayPs'): Spread {
  const sorted = figures.map((each) => each[key]).sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
  return { best: sorted[0]!, median: rounded(median), worst: sorted.at(-1)! };
}

const isMissingFlipFlop = (error: unknown): error is ToolError =>
  error instanceof ToolError && /cannot be legalized/.test(error.text);

function missingReset({ name }: Technology, { text }: ToolError): Diagnostic {
  const type = /\(type (\S+)\)/.exec(text)?.[1] ?? text;
  return new Diagnostic({
    code: 'tech/no-flip-flop',
    text: `${name} has no flip-flop for the registers of this design.`,
    got: `${type.length > '$_DFF_P_'.length ? 'one with asynchronous reset' : 'one without reset'}, ${type}`,
    wayOut: 'a library with a rising-edge flip-flop with asynchronous reset, or a unit without --stages',
  });
}
