import type { Netlist } from '../../../sim/index.ts';
import type { EnergyModel } from './weights.ts';

/** Parts of a datapath, in its order; registers are a term of their own. */
export type Stage = 'decode' | 'multiply' | 'add' | 'normalise' | 'round' | 'select';

/** The wires at which a stage ends: what it declares and another one reads. */
export interface StageEnd {
  readonly stage: Stage;
  readonly signals: readonly string[];
}

const banner = /^\s*\/\/ --- (\w+)/;

/**
 * The stages of a unit's Verilog, by the banners of its sections. The significand product is split from the section it
 * stands in, which otherwise adds (exponents and, without a multiplier, mantissas) and normalises. Empty for text that
 * has no such banners: a circuit of somebody else's.
 */
export function stageEnds(verilog: string): StageEnd[] {
  const sections: { title: string; lines: string[] }[] = [];
  for (const line of verilog.split('\n')) {
    const title = banner.exec(line)?.[1];
    if (title !== undefined) sections.push({ title, lines: [] });
    else sections.at(-1)?.lines.push(line.replace(/\/\/.*/, ''));
  }
  const texts = sections.map(({ lines }) => lines.join('\n'));
  const ends = sections.flatMap(({ title }, index): StageEnd[] => {
    const declared = [...texts[index]!.matchAll(/^\s*wire\s+(?:\[[^\]]*\]\s*)?(\w+)/gm)].map(
      (match) => match[1] as string,
    );
    const elsewhere = texts.filter((_, other) => other !== index).join('\n');
    const leaving = declared.filter((name) => new RegExp(`\\b${name}\\b`).test(elsewhere));
    if (title !== 'Product') {
      const stage = stageOf(title);
      return stage === undefined || leaving.length === 0 ? [] : [{ stage, signals: leaving }];
    }
    const multiplies = declared.includes('product');
    return [
      ...(multiplies ? [{ stage: 'multiply', signals: ['product'] } as const] : []),
      { stage: multiplies ? 'normalise' : 'add', signals: leaving.filter((name) => name !== 'product') },
    ];
  });
  return ends;
}

function stageOf(title: string): Stage | undefined {
  const stages: Readonly<Record<string, Stage>> = { Decode: 'decode', Round: 'round', Select: 'select' };
  return stages[title];
}

/** Energy of the gates of a stage, per operation: switching and internal. */
export type StageEnergies = Readonly<Partial<Record<Stage, number>>>;

/**
 * The energy of the gates by stage, of a netlist that was mapped with the ends of stages kept. A gate belongs to the
 * stage whose end it leads to; one that leads to several, to the first of them; what leads to no end, to `select`.
 */
export function energyByStage(
  { netlist, weights }: EnergyModel,
  togglesPerOp: Float64Array,
  ends: readonly StageEnd[],
): StageEnergies {
  const stages = stagesOfNets(netlist, ends);
  const sums = new Map<Stage, number>();
  for (const { outputs } of netlist.cells)
    for (const net of outputs) {
      const stage = stages.get(net) ?? 'select';
      const fj = (weights.switching[net]! + weights.internal[net]!) * togglesPerOp[net]!;
      sums.set(stage, (sums.get(stage) ?? 0) + fj);
    }
  return Object.fromEntries(order.flatMap((stage) => (sums.has(stage) ? [[stage, sums.get(stage)]] : [])));
}

const order: readonly Stage[] = ['decode', 'multiply', 'add', 'normalise', 'round', 'select'];

/** Walks back from the ends; gates come after what they read, so readers are settled before their drivers. */
function stagesOfNets(netlist: Netlist, ends: readonly StageEnd[]): ReadonlyMap<number, Stage> {
  const netsOf = new Map(netlist.signals.map(({ name, nets }) => [name, nets]));
  const atEnds = new Map<number, Stage>();
  for (const { stage, signals } of ends)
    for (const net of signals.flatMap((name) => netsOf.get(name) ?? []))
      if (!atEnds.has(net)) atEnds.set(net, stage);
  const stages = new Map(atEnds);
  const earlier = (a: Stage | undefined, b: Stage): Stage =>
    a !== undefined && order.indexOf(a) <= order.indexOf(b) ? a : b;
  for (const { inputs, outputs } of [...netlist.cells].reverse()) {
    const stage = outputs.reduce<Stage | undefined>(
      (first, net) => (stages.has(net) ? earlier(first, stages.get(net)!) : first),
      undefined,
    );
    for (const net of inputs)
      if (!atEnds.has(net)) stages.set(net, earlier(stages.get(net), stage ?? 'select'));
  }
  return stages;
}
