import { type EnergyFigures, energyOfMapped, type OperandStream } from '../measure/index.ts';
import { logicCellsOf, type ToolLimits, topOf } from '../synth/index.ts';
import type { Technology } from '../tech/index.ts';
import { type MacSpec, macLatency, type SystolicSpec } from '../unit/index.ts';
import { type CheckedEdges, type CheckedSystolic, type CheckedUnit, checkEdges } from '../verify/index.ts';
import { runningOf } from './running.ts';

/** A figure of an array by its hierarchy: of each element, of what is around them, and of all. */
export interface SummedFigure {
  readonly each: number;
  readonly edges: number;
  readonly all: number;
}

/** An array in the cells of one technology. */
export interface SystolicCells {
  readonly technology: Technology;
  readonly areaUm2: SummedFigure;
  /** Of an element, or of the edges where they are slower. */
  readonly delayPs: number;
  /** Of a clock in which every element has operands. Rows of sums that are read are not in it. */
  readonly energyFj: SummedFigure;
  /** The same of one product. */
  readonly energyFjPerProduct: number;
  /** Of an element, with the interval. */
  readonly element: EnergyFigures;
}

export interface SystolicFigures {
  readonly aigNodes: SummedFigure;
  readonly lut4: SummedFigure;
  readonly logicCells: SummedFigure;
  readonly cells: readonly SystolicCells[];
}

export interface SystolicCost extends SystolicFigures {
  readonly array: CheckedSystolic;
  readonly element: CheckedUnit<MacSpec>;
  readonly edges: CheckedEdges;
}

/** What goes into an array while its energy is measured. */
export interface SystolicOperands {
  /** Of one element. */
  readonly element: OperandStream;
  /** Of all rows and all columns side by side. */
  readonly edges: OperandStream;
  /** Steps of a sum. */
  readonly stepsPerSum: number;
}

export interface SystolicCostOptions extends ToolLimits {
  readonly operands: SystolicOperands;
  /** Half the 95 % interval, as a share, at which measuring ends. Default 0.01. */
  readonly precision?: number;
  readonly onProgress?: (text: string) => void;
}

/**
 * What a checked array costs, as so many times its checked element and its edges: synthesised whole, it takes minutes,
 * and no logic is shared between elements. Undefined where the edges are not proved.
 */
export async function systolicCost(
  array: CheckedSystolic,
  element: CheckedUnit<MacSpec>,
  options: SystolicCostOptions,
): Promise<SystolicCost | undefined> {
  const { operands, precision, ...limits } = options;
  const technologies = element.mapped.map(({ technology }) => technology);
  const edges = await checkEdges(array, { technologies, ...limits });
  if (edges === undefined) return undefined;
  const sum = summed(array.spec);
  const cells: SystolicCells[] = [];
  for (const at of technologies.keys()) {
    limits.onProgress?.(`${array.source.top}: ${technologies[at]!.name}: energy`);
    cells.push(await cellsOf(array.spec, element, edges, at, operands, precision));
  }
  const cellsIn = ({ netlists }: Pick<CheckedEdges, 'netlists'>): number =>
    logicCellsOf(topOf(netlists.ice40).module);
  return {
    array,
    element,
    edges,
    aigNodes: sum(element.costs.gates.aigNodes, edges.costs.gates.aigNodes),
    lut4: sum(element.costs.ice40.lut4, edges.costs.ice40.lut4),
    logicCells: sum(cellsIn(element), cellsIn(edges)),
    cells,
  };
}

const summed =
  ({ rows, cols }: SystolicSpec) =>
  (each: number, edges: number): SummedFigure => ({ each, edges, all: rows * cols * each + edges });

async function cellsOf(
  spec: SystolicSpec,
  element: CheckedUnit<MacSpec>,
  edges: CheckedEdges,
  at: number,
  operands: SystolicOperands,
  precision: number | undefined,
): Promise<SystolicCells> {
  const sum = summed(spec);
  const { rows, cols } = spec;
  const [inside, around] = [element.mapped[at]!, edges.mapped[at]!];
  const { technology } = inside;
  const delayPs = Math.max(inside.cost.delayPs, around.cost.delayPs);
  const running = {
    ...runningOf(element.spec, operands.stepsPerSum * element.spec.lanes),
    periodPs: delayPs,
    ...(precision !== undefined && { precision }),
  };
  const ofElement = await energyOfMapped(inside.netlist, technology, operands.element, running);
  const ofEdges = await energyOfMapped(around.netlist, technology, operands.edges, {
    ...running,
    latency: rows + cols + macLatency(element.spec),
  });
  const energyFj = sum(ofElement.energyFjPerOp, ofEdges.energyFjPerOp);
  return {
    technology,
    areaUm2: sum(inside.cost.areaUm2, around.cost.areaUm2),
    delayPs,
    energyFj,
    energyFjPerProduct: energyFj.all / (rows * cols * element.spec.lanes),
    element: ofElement,
  };
}
