import { type EnergyFigures, energyOfMapped, type StageEnd, type StimulusSpec } from '../measure/index.ts';
import type { Spread, ToolLimits, YosysJson } from '../synth/index.ts';
import type { Technology } from '../tech/index.ts';
import { type AnySpec, accumulates, lanesOf, nameOf } from '../unit/index.ts';
import type { CheckedUnit, Extent, MappedUnit } from '../verify/index.ts';
import { keptNetlist, otherNetlists } from './more-netlists.ts';
import { operandsOf, runningOf } from './running.ts';
import { type MeasuredStages, measuredStages } from './stages.ts';

/** Energy under one stimulus. */
export interface MeasuredStimulus {
  readonly stimulus: StimulusSpec;
  readonly figures: EnergyFigures;
  readonly stages?: MeasuredStages;
}

/** Area, delay and energy of a checked unit in one technology: all of one netlist, the smallest of all recipes. */
export interface UnitEnergy<Spec extends AnySpec = AnySpec> {
  readonly unit: string;
  readonly spec: Spec;
  readonly extent: Extent;
  readonly technology: Technology;
  readonly recipe: string;
  readonly areaUm2: number;
  readonly delayPs: number;
  /** Of the energy alone. */
  readonly wireFfPerPin: number;
  /** Of a unit that accumulates: products an operation, and operations from one clear to the next. */
  readonly accumulation?: { readonly productsPerOp: number; readonly opsPerSum: number };
  /** In the order of the stimuli asked for. */
  readonly energies: readonly MeasuredStimulus[];
  /** Over the recipes; of energy under the first stimulus, when it was asked for. */
  readonly spread: {
    readonly recipes: number;
    readonly areaUm2: Spread;
    readonly delayPs: Spread;
    readonly energyFjPerOp?: Spread;
  };
  readonly tools: { readonly yosys: string };
}

export interface EnergyOptions extends ToolLimits {
  readonly stimuli: readonly StimulusSpec[];
  /** One operation each this long, for leakage. Default: the delay of the netlist. */
  readonly periodPs?: number;
  /** What a wire adds to a net for each pin on it; area and delay are without. Default 0: no wires. */
  readonly wireFfPerPin?: number;
  /** Of a unit that accumulates: products of a sum, from one clear to the next. Default 256. */
  readonly sumLength?: number;
  /** Half the 95 % interval, as a share, at which measuring ends. Default 0.01. */
  readonly precision?: number;
  /** Measure the netlists of all recipes. Default false. */
  readonly spread?: boolean;
  /** Measure the energy by stage. Default false. */
  readonly byStage?: boolean;
  readonly onProgress?: (text: string) => void;
}

/** The energy of a checked unit in one of the technologies it was mapped to and checked in. */
export async function energyOfUnit<Spec extends AnySpec>(
  unit: CheckedUnit<Spec>,
  mapped: MappedUnit,
  options: EnergyOptions,
): Promise<UnitEnergy<Spec>> {
  const { spec, verdict } = unit;
  if (!unit.mapped.includes(mapped)) throw new TypeError('this netlist is not one the unit was checked in');
  const { technology, netlist, cost } = mapped;
  const { recipe, areaUm2, delayPs, tools } = cost;
  const { stimuli, onProgress = () => {} } = options;
  const name = `${nameOf(spec)}: ${technology.name}`;
  const measure = measurer(spec, technology, { periodPs: delayPs, ...options });
  const kept = options.byStage === true ? await keptNetlist(unit, mapped, options) : undefined;
  const energies: MeasuredStimulus[] = [];
  for (const stimulus of stimuli) {
    onProgress(`${name}: energy, ${stimulus.name}`);
    const figures = await measure(netlist, stimulus);
    const stages =
      kept === undefined
        ? undefined
        : await measuredStages(unit, mapped, figures, kept, (netlist, ends) =>
            measure(netlist, stimulus, ends),
          );
    energies.push({ stimulus, figures, ...(stages && { stages }) });
  }
  const first = stimuli[0];
  let energySpread: Spread | undefined;
  if (options.spread === true && first !== undefined) {
    onProgress(`${name}: energy by all recipes`);
    const all: number[] = [];
    for (const each of await otherNetlists(unit, mapped, options))
      all.push((await measure(each, first)).energyFjPerOp);
    energySpread = spreadOf([energies[0]!.figures.energyFjPerOp, ...all]);
  }
  return {
    unit: nameOf(spec),
    spec,
    extent: verdict.extent,
    technology,
    recipe,
    areaUm2,
    delayPs,
    wireFfPerPin: options.wireFfPerPin ?? 0,
    ...(accumulates(spec)
      ? {
          accumulation: {
            productsPerOp: lanesOf(spec),
            opsPerSum: runningOf(spec, options.sumLength).clearEvery!,
          },
        }
      : {}),
    energies,
    spread: {
      recipes: cost.recipes.length,
      ...cost.spread,
      ...(energySpread === undefined ? {} : { energyFjPerOp: energySpread }),
    },
    tools,
  };
}

type Measure = (
  netlist: YosysJson,
  stimulus: StimulusSpec,
  stages?: readonly StageEnd[],
) => ReturnType<typeof energyOfMapped>;

function measurer(
  spec: AnySpec,
  technology: Technology,
  options: EnergyOptions & { periodPs: number },
): Measure {
  const { periodPs, precision, wireFfPerPin, sumLength } = options;
  return (netlist, stimulus, stages) =>
    energyOfMapped(netlist, technology, operandsOf(spec, stimulus), {
      periodPs,
      ...(precision !== undefined && { precision }),
      ...(wireFfPerPin !== undefined && { wireFfPerPin }),
      ...runningOf(spec, sumLength),
      ...(stages && { stages }),
    });
}

function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((x, y) => x - y);
  const half = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
  return { best: sorted[0]!, median, worst: sorted.at(-1)! };
}
