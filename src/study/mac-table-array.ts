import type { StimulusName } from '../measure/index.ts';
import type { ToolLimits } from '../synth/index.ts';
import { type MacSpec, nameOf, systolicName, systolicSpec } from '../unit/index.ts';
import { type CheckedUnit, checkSystolic, type Extent } from '../verify/index.ts';
import { operandsOf, SUM_LENGTH, stimulusFor } from './running.ts';
import { type SystolicFigures, systolicCost } from './systolic-cost.ts';
import { type Placement, placementOf, tooManyElements } from './systolic-fit.ts';
import { stimulusOnArray } from './systolic-operands.ts';

/** Rows and columns of the arrays of the table. */
export const ARRAY_SIDE = 4;
/** Its matrices: two tiles each way. */
const MATRIX = { rows: 2 * ARRAY_SIDE, inner: 32, cols: 2 * ARRAY_SIDE };
const DEVICE = 'hx8k';
const SEEDS = [1, 2, 3, 4, 5] as const;

/** An array of the table: it has multiplied two matrices as its model does; its element has passed its own check. */
export interface MacTableArray {
  readonly array: string;
  readonly group: string;
  readonly element: MacSpec;
  /** Of the element's check. */
  readonly extent: Extent;
  readonly cost: SystolicFigures;
  readonly placed: Placement;
}

export interface TableArrayOptions extends ToolLimits {
  readonly stimulus: StimulusName;
  readonly sumLength?: number;
  readonly precision?: number;
  readonly onProgress?: (text: string) => void;
}

/** Checks, costs, places and measures an array of a checked element; or says why there is nothing of it. */
export async function tableArray(
  group: string,
  element: CheckedUnit<MacSpec>,
  { stimulus, sumLength = SUM_LENGTH, precision, ...common }: TableArrayOptions,
): Promise<MacTableArray | { readonly unit: string; readonly reason: string }> {
  const spec = systolicSpec(ARRAY_SIDE, ARRAY_SIDE, element.spec);
  const operands = stimulusFor(element.spec, stimulus);
  const { rows, inner, cols } = MATRIX;
  const stream = operandsOf(element.spec.product, operands);
  const { a } = stream.pairs(0, rows * inner);
  const { b } = stream.pairs(0, inner * cols);
  const result = await checkSystolic(spec, { ...MATRIX, a, b }, common);
  const unit = `${group}: ${nameOf(element.spec.product)}`;
  if (result.kind === 'failed') return { unit, reason: 'it differs from its model' };
  const fit = { device: DEVICE, ...common } as const;
  const placed = (await tooManyElements(spec, fit)) ?? (await placementOf(result, { ...fit, seeds: SEEDS }));
  const cost = await systolicCost(result, element, {
    operands: stimulusOnArray(spec, operands, sumLength),
    ...(precision !== undefined && { precision }),
    ...common,
  });
  if (cost === undefined)
    return { unit, reason: 'what is around its elements was not proved to be its RTL in time' };
  const { aigNodes, lut4, logicCells, cells } = cost;
  return {
    ...{ array: systolicName(spec), group, element: element.spec, extent: element.verdict.extent },
    cost: { aigNodes, lut4, logicCells, cells },
    placed,
  };
}
