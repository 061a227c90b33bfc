import { packageVersion } from '../../package-root.ts';
import type { Axis } from '../../picture/index.ts';
import type { CostName } from '../../study/index.ts';
import type { Technology } from '../../tech/index.ts';
import { toolVersions } from '../../tools/index.ts';
import { productName, type UnitSpec } from '../../unit/index.ts';
import type { Extent } from '../../verify/index.ts';
import { ENERGY_CAVEAT } from '../energy.ts';
import { shortExtent } from '../extent.ts';

/** Costs that a plot can have on an axis, as they are called on the command line: for all of them less is better. */
export const PLOT_COSTS: Readonly<Record<PlotCost, { readonly name: CostName; readonly axis: Axis }>> = {
  aig: { name: 'aigNodes', axis: { label: 'AIG nodes' } },
  nand2: { name: 'nand2Equivalents', axis: { label: 'NAND2-equivalents' } },
  depth: { name: 'depthGates', axis: { label: 'depth', unit: 'two-input gates' } },
  lut4: { name: 'lut4', axis: { label: 'iCE40 LUT4' } },
  area: { name: 'areaUm2', axis: { label: 'area', unit: 'µm²' } },
  delay: { name: 'delayPs', axis: { label: 'delay', unit: 'ps' } },
  energy: { name: 'energyFjPerOp', axis: { label: 'energy by operation', unit: 'fJ' } },
};

export type PlotCost = 'aig' | 'nand2' | 'depth' | 'lut4' | 'area' | 'delay' | 'energy';

/** Whether a cost is known only of standard cells. */
export const needsCells = (cost: PlotCost): boolean => ['area', 'delay', 'energy'].includes(cost);

/** Which kind of unit a spec is, in the legend of a plot. */
export function groupOf(spec: UnitSpec): string {
  const name = productName(spec);
  switch (name) {
    case 'lmul':
      return spec.product === 'lmul' && spec.form === 'equation' ? 'L-Mul, equation' : 'L-Mul, adder';
    case 'mitchell':
      return 'Mitchell';
    case 'exact':
      return `exact, ${spec.rounding}`;
    default:
      return name;
  }
}

/** How far the units of a plot were checked: `checked: all 65,536 pairs`. */
export function checkedNote(extents: readonly Extent[]): string {
  return `checked: ${[...new Set(extents.map(shortExtent))].join('; ')}`;
}

export function technologyNote({ title, corner, supplyVolts }: Technology): string {
  return `${title}, ${corner}, ${supplyVolts} V; ${ENERGY_CAVEAT}`;
}

export function versionsNote(): string {
  const { yosys } = toolVersions();
  return `lmul-rtl ${packageVersion}, Yosys ${yosys}`;
}
