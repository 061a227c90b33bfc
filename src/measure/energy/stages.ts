import type { Netlist } from '../../../sim/index.ts';
import type { EnergyModel } from './weights.ts';

/** Parts of a datapath, in its order; `pack`, `align` and `registers` are those of units that accumulate: `macStages`. */
const ORDER = [
  'decode',
  'multiply',
  'pack',
  'align',
  'add',
  'normalise',
  'round',
  'select',
  'registers',
] as const;
export type Stage = (typeof ORDER)[number];

/** The wires at which a stage ends: what it declares and another one reads. */
export interface StageEnd {
  readonly stage: Stage;
  readonly signals: readonly string[];
}

/** A part of a module under a banner. */
export interface Section {
  readonly title: string;
  /** Without comments. */
  readonly text: string;
}

const banner = /^\s*\/\/ --- (\w+)/;

export function sectionsOf(verilog: string): Section[] {
  const sections: { title: string; lines: string[] }[] = [];
  for (const line of verilog.split('\n')) {
    const title = banner.exec(line)?.[1];
    if (title !== undefined) sections.push({ title, lines: [] });
    else sections.at(-1)?.lines.push(line.replace(/\/\/.*/, ''));
  }
  return sections.map(({ title, lines }) => ({ title, text: lines.join('\n') }));
}

function wiresOf({ text }: Section): string[] {
  return [...text.matchAll(/^\s*wire\s+(?:\[[^\]]*\]\s*)?(\w+)/gm)].map((match) => match[1] as string);
}

/** What some sections declare and others read. */
export function leavingWires(sections: readonly Section[], others: readonly Section[]): string[] {
  const elsewhere = others.map(({ text }) => text).join('\n');
  return sections.flatMap(wiresOf).filter((name) => new RegExp(`\\b${name}\\b`).test(elsewhere));
}

/** The product of the significands; nothing where an addition stands in its place. */
export function significandProduct(section: Section): string[] {
  return wiresOf(section).filter((name) => name === 'product');
}

/**
 * The stages of a unit's Verilog, by the banners of its sections. The significand product is split from the section it
 * stands in, which otherwise adds (exponents and, without a multiplier, mantissas) and normalises. Empty for text that
 * has no such banners: a circuit of somebody else's.
 */
export function stageEnds(verilog: string): StageEnd[] {
  const sections = sectionsOf(verilog);
  return sections.flatMap((section): StageEnd[] => {
    const others = sections.filter((other) => other !== section);
    const leaving = leavingWires([section], others);
    if (section.title !== 'Product') {
      const stage = stageOf(section.title);
      return stage === undefined || leaving.length === 0 ? [] : [{ stage, signals: leaving }];
    }
    const multiplies = significandProduct(section).length > 0;
    return [
      ...(multiplies ? [{ stage: 'multiply', signals: ['product'] } as const] : []),
      { stage: multiplies ? 'normalise' : 'add', signals: leaving.filter((name) => name !== 'product') },
    ];
  });
}

function stageOf(title: string): Stage | undefined {
  const stages: Readonly<Record<string, Stage>> = { Decode: 'decode', Round: 'round', Select: 'select' };
  return stages[title];
}

/** A quantity by stage, in the order of the datapath. */
export type StageSums = Readonly<Partial<Record<Stage, number>>>;

/** The switching and internal energy of the gates by stage, of a netlist that was mapped with the ends of stages kept. */
export function energyByStage(
  { netlist, weights }: EnergyModel,
  togglesPerOp: Float64Array,
  ends: readonly StageEnd[],
): StageSums {
  const { switching, internal } = weights;
  return sumByStage(netlist, ends, ({ outputs }) =>
    outputs.reduce((sum, net) => sum + (switching[net]! + internal[net]!) * togglesPerOp[net]!, 0),
  );
}

/**
 * Something of each gate, added up by stage. A gate belongs to the stage whose end it leads to; one that leads to several,
 * to the first of them; what leads to no end, to the last stage: `select`, or the `registers` of a unit that accumulates.
 */
export function sumByStage(
  netlist: Netlist,
  ends: readonly StageEnd[],
  of: (cell: Netlist['cells'][number]) => number,
): StageSums {
  const rest: Stage = netlist.ports.some(({ name }) => name === 'acc_o') ? 'registers' : 'select';
  const stages = stagesOfNets(netlist, ends, rest);
  const sums = new Map<Stage, number>();
  for (const cell of netlist.cells) {
    const stage = firstOf(cell.outputs.map((net) => stages.get(net) ?? rest));
    sums.set(stage, (sums.get(stage) ?? 0) + of(cell));
  }
  return Object.fromEntries(ORDER.flatMap((stage) => (sums.has(stage) ? [[stage, sums.get(stage)]] : [])));
}

function firstOf(stages: readonly Stage[]): Stage {
  return stages.reduce((a, b) => (ORDER.indexOf(a) <= ORDER.indexOf(b) ? a : b));
}

/** Walks back from the ends; gates come after what they read, so readers are settled before their drivers. */
function stagesOfNets(netlist: Netlist, ends: readonly StageEnd[], rest: Stage): ReadonlyMap<number, Stage> {
  const netsOf = new Map(netlist.signals.map(({ name, nets }) => [name, nets]));
  const atEnds = new Map<number, Stage>();
  for (const { stage, signals } of ends)
    for (const net of signals.flatMap((name) => netsOf.get(name) ?? []))
      if (!atEnds.has(net)) atEnds.set(net, stage);
  const stages = new Map(atEnds);
  // What a register at an end takes is of the stage that ends there.
  for (const { output, data } of netlist.flipFlops) {
    const stage = atEnds.get(output);
    if (stage !== undefined && !atEnds.has(data)) stages.set(data, stage);
  }
  for (const { inputs, outputs } of [...netlist.cells].reverse()) {
    const known = outputs.flatMap((net) => stages.get(net) ?? []);
    const stage = known.length === 0 ? rest : firstOf(known);
    for (const net of inputs)
      if (!atEnds.has(net)) stages.set(net, firstOf([stages.get(net) ?? stage, stage]));
  }
  return stages;
}
