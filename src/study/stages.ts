import {
  areaByStage,
  type EnergyFigures,
  type MappedEnergy,
  nand2ByStage,
  type Stage,
  type StageEnd,
  type StageSums,
} from '../measure/index.ts';
import type { YosysJson } from '../synth/index.ts';
import { type AnySpec, accumulates } from '../unit/index.ts';
import type { CheckedUnit, MappedUnit } from '../verify/index.ts';
import type { Kept } from './more-netlists.ts';

/** The whole of a netlist with its stages kept apart may differ from that of the flat one by so much. */
export const STAGE_TOLERANCE = 0.15;

/** A figure of the netlist whose stages were kept apart, and how it stands to the flat one. */
export interface KeptFigure {
  readonly byStage: StageSums;
  /** What the stages add up to, inputs and leakage included where it is an energy. */
  readonly total: number;
  /** `total` over the figure of the flat netlist, less 1. */
  readonly deviation: number;
  readonly withinTolerance: boolean;
  /** The bound: what part of the total would be saved if the significand multiplier were free, or what stands in its place. */
  readonly freeMultiplierSaves: number;
  /** Of a unit that accumulates: if the whole product unit were free. */
  readonly freeProductSaves?: number;
}

/** Where area and energy go, measured on netlists of their own: the smallest with the ends of stages kept. */
export interface MeasuredStages {
  readonly stagesFjPerOp: StageSums;
  /** Of switching and internal energy. */
  readonly sharesOfGates: StageSums;
  /** Of energy; see `KeptFigure`. */
  readonly freeMultiplierSaves: number;
  /** The whole energy and area of that netlist, to be held against the figures. */
  readonly keptFjPerOp: number;
  readonly keptAreaUm2: number;
  readonly energyFj: KeptFigure;
  readonly areaUm2: KeptFigure;
  readonly nand2Equivalents: KeptFigure;
}

/** Measures the stages under one stimulus, beside the flat figures of the same unit. */
export async function measuredStages(
  { spec, costs }: CheckedUnit<AnySpec>,
  { technology, cost }: MappedUnit,
  flat: EnergyFigures,
  kept: Kept,
  measure: (netlist: YosysJson, ends: readonly StageEnd[]) => Promise<MappedEnergy>,
): Promise<MeasuredStages> {
  const { stagesFjPerOp = {}, energyFjPerOp, termsFjPerOp } = await measure(kept.mapped.netlist, kept.ends);
  const gates = sum(stagesFjPerOp);
  const { registers, clock } = termsFjPerOp;
  const whole =
    registers + clock === 0
      ? stagesFjPerOp
      : { ...stagesFjPerOp, registers: (stagesFjPerOp.registers ?? 0) + registers + clock };
  const energyFj = keptFigure(spec, whole, energyFjPerOp, flat.energyFjPerOp);
  const area = areaByStage(kept.mapped.netlist, technology, kept.ends);
  const nand2 = nand2ByStage(kept.gates, kept.ends);
  return {
    stagesFjPerOp,
    sharesOfGates: sharesOf(stagesFjPerOp, gates),
    freeMultiplierSaves: energyFj.freeMultiplierSaves,
    keptFjPerOp: energyFjPerOp,
    keptAreaUm2: kept.mapped.cost.areaUm2,
    energyFj,
    areaUm2: keptFigure(spec, area, sum(area), cost.areaUm2),
    nand2Equivalents: keptFigure(spec, nand2, sum(nand2), costs.gates.nand2Equivalents),
  };
}

function keptFigure(spec: AnySpec, byStage: StageSums, total: number, flat: number): KeptFigure {
  const share = (...stages: Stage[]): number =>
    stages.reduce((added, stage) => added + (byStage[stage] ?? 0), 0) / total;
  const deviation = total / flat - 1;
  return {
    byStage,
    total,
    deviation,
    withinTolerance: Math.abs(deviation) <= STAGE_TOLERANCE,
    freeMultiplierSaves: share('multiply'),
    ...(accumulates(spec) ? { freeProductSaves: share('decode', 'multiply', 'pack') } : {}),
  };
}

function sum(byStage: StageSums): number {
  return Object.values(byStage).reduce((total, each) => total + each, 0);
}

function sharesOf(byStage: StageSums, total: number): StageSums {
  return Object.fromEntries(Object.entries(byStage).map(([stage, each]) => [stage, each / total]));
}
