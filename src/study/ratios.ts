import type { Comparison } from './compare.ts';
import type { ComparedUnit } from './measure-unit.ts';

/** Costs of a unit that are compared; for all but Fmax less is better. */
export interface CostFigures {
  readonly aigNodes: number;
  readonly nand2Equivalents: number;
  readonly depthGates: number;
  readonly lut4: number;
  readonly depthLut4: number;
  readonly fmaxMHz?: number;
  readonly areaUm2?: number;
  readonly delayPs?: number;
  /** Under the first stimulus of the comparison. */
  readonly energyFjPerOp?: number;
}

export type CostName = keyof CostFigures;

const COSTS: readonly CostName[] = [
  ...(['aigNodes', 'nand2Equivalents', 'depthGates', 'lut4', 'depthLut4', 'fmaxMHz'] as const),
  ...(['areaUm2', 'delayPs', 'energyFjPerOp'] as const),
];

export function figuresOf({ gates, ice40, placed, cells }: ComparedUnit): CostFigures {
  const energyFjPerOp = cells?.energies[0]?.figures.energyFjPerOp;
  return {
    aigNodes: gates.aigNodes,
    nand2Equivalents: gates.nand2Equivalents,
    depthGates: gates.depthGates,
    lut4: ice40.lut4,
    depthLut4: ice40.depthLut4,
    ...(placed === undefined ? {} : { fmaxMHz: placed.fmaxMHz.median }),
    ...(cells === undefined ? {} : { areaUm2: cells.areaUm2, delayPs: cells.delayPs }),
    ...(energyFjPerOp === undefined ? {} : { energyFjPerOp }),
  };
}

/**
 * The best exact figure of each cost, over the architectures that round as the comparison does: the strongest exact
 * unit sets every ratio. A cost no exact unit has is absent.
 */
export function bestExact({ units, rounding }: Comparison): Partial<CostFigures> {
  const exact = units
    .filter(({ spec }) => spec.product === 'exact' && spec.rounding === rounding)
    .map(figuresOf);
  if (exact.length === 0) return {};
  const best: Partial<Record<CostName, number>> = {};
  for (const cost of COSTS) {
    const values = exact.flatMap((figures) => figures[cost] ?? []);
    if (values.length > 0) best[cost] = cost === 'fmaxMHz' ? Math.max(...values) : Math.min(...values);
  }
  return best;
}

/** Each cost of a unit over that of the best exact unit. */
export function ratiosOf(unit: ComparedUnit, best: Partial<CostFigures>): Partial<CostFigures> {
  return Object.fromEntries(
    Object.entries(figuresOf(unit)).flatMap(([cost, value]) => {
      const reference = best[cost as CostName];
      return reference === undefined || reference === 0 ? [] : [[cost, value / reference]];
    }),
  );
}
