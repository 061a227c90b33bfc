import type { ComparedUnit, Comparison } from './compare.ts';

/** Costs of a unit that are compared; for all but Fmax less is better. */
export interface CostFigures {
  readonly aigNodes: number;
  readonly nand2Equivalents: number;
  readonly depthGates: number;
  readonly lut4: number;
  readonly fmaxMHz?: number;
}

export type CostName = keyof CostFigures;

export function figuresOf({ gates, ice40, placed }: ComparedUnit): CostFigures {
  return {
    aigNodes: gates.aigNodes,
    nand2Equivalents: gates.nand2Equivalents,
    depthGates: gates.depthGates,
    lut4: ice40.lut4,
    ...(placed === undefined ? {} : { fmaxMHz: placed.fmaxMHz.median }),
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
  const least = (cost: Exclude<CostName, 'fmaxMHz'>): number =>
    Math.min(...exact.map((figures) => figures[cost]));
  const clocks = exact.flatMap(({ fmaxMHz }) => fmaxMHz ?? []);
  return {
    aigNodes: least('aigNodes'),
    nand2Equivalents: least('nand2Equivalents'),
    depthGates: least('depthGates'),
    lut4: least('lut4'),
    ...(clocks.length === 0 ? {} : { fmaxMHz: Math.max(...clocks) }),
  };
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
