import { parseFormat } from '../../src/format/index.ts';
import { stimulusSpec } from '../../src/measure/index.ts';
import type { ComparedUnit, Comparison } from '../../src/study/index.ts';
import { builtInTechnology } from '../../src/tech/index.ts';
import { shortName, type UnitSpec, unitSpec } from '../../src/unit/index.ts';

/** Figures of a unit that only ratios and reports look at: made up, and easy to divide. */
export function comparedUnit(spec: UnitSpec, cost: number, fmaxMHz?: number): ComparedUnit {
  const figures = { gates: cost, inverters: 0, flipFlops: 0, depthAig: cost / 10 };
  const tools = { yosys: '0.0' };
  return {
    unit: shortName(spec),
    spec,
    extent: { kind: 'exhaustive', pairs: 65_536 },
    error: {
      ...{ pairs: 64, kind: 'exhaustive', seed: 1, bias: 0.01, mred: 0.02, rms: 0.03, min: -0.1, max: 0.1 },
      notRne: 0.25,
    },
    gates: {
      ...{ target: 'gates', recipe: 'best', tools, cells: { $_AND_: 3 }, recipes: [], ...figures },
      ...{ aigNodes: cost, nand2Equivalents: cost + 0.5, depthGates: cost / 10 },
    },
    ice40: {
      ...{ target: 'ice40', recipe: 'hx', tools, cells: { SB_LUT4: cost }, flipFlops: 0 },
      ...{ lut4: cost / 4, carries: 8, depthLut4: 4 },
    },
    ...(fmaxMHz === undefined ? {} : { placed: placedAt(fmaxMHz) }),
  } as ComparedUnit;
}

/** The same with area, delay and energy in sky130: `cost` tenfold, in um2, ps and fJ. */
export function inCells(unit: ComparedUnit, cost: number): ComparedUnit {
  const technology = builtInTechnology('sky130');
  const energy = {
    stimulus: stimulusSpec('gaussian', e4m3),
    figures: { energyFjPerOp: 10 * cost, halfWidthFjPerOp: cost / 20 },
  };
  const cells = {
    technology,
    areaUm2: 10 * cost,
    delayPs: 10 * cost,
    energies: [energy],
    spread: { recipes: 14 },
  };
  return { ...unit, cells: cells as unknown as NonNullable<ComparedUnit['cells']> };
}

function placedAt(fmaxMHz: number): NonNullable<ComparedUnit['placed']> {
  const bySeed = [{ seed: 1, fmaxMHz }];
  return {
    ...{ device: 'hx8k', package: 'ct256', tools: { nextpnr: '0.0', yosys: '0.0' } },
    ...{ fmaxMHz: { min: fmaxMHz - 10, median: fmaxMHz, max: fmaxMHz + 10, bySeed } },
    ...{ logicCells: 1, logicCellsAvailable: 7680 },
  } as unknown as NonNullable<ComparedUnit['placed']>;
}

export const e4m3 = parseFormat('e4m3');
export const lmul = unitSpec('lmul', e4m3);
export const multiply = unitSpec('exact', e4m3);
export const carryIn = unitSpec('exact', e4m3, { architecture: 'carry-in' });
export const truncated = unitSpec('exact', e4m3, { rounding: 'rtz' });

export function comparisonOf(units: readonly ComparedUnit[], more: Partial<Comparison> = {}): Comparison {
  return { format: e4m3, contract: 'flush', rounding: 'rne', units, failed: [], refused: [], ...more };
}
