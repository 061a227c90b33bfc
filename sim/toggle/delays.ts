import { SimulationError } from '../errors.ts';
import type { Netlist } from '../netlist/netlist.ts';

/**
 * How a gate's output follows its inputs:
 * `zero`      at once: what is counted is the difference of settled values, the least there can be;
 * `unit`      every gate takes one tick;
 * `inertial`  every output takes its own number of ticks, and pulses shorter than that do not pass.
 */
export type ToggleModel = 'zero' | 'unit' | 'inertial';
export const TOGGLE_MODELS: readonly ToggleModel[] = ['zero', 'unit', 'inertial'];

/** Delays in ticks of a grid, whole numbers from 0; the grid's width in time is the caller's business. */
export interface Delays {
  /** By cell, in the netlist's order, and by output of the cell. */
  readonly cells: readonly (readonly number[])[];
  /** From clock edge to output, by flip-flop. */
  readonly flipFlops: readonly number[];
}

/** Beyond this a sum of delays along a path might not fit 32 bits. */
const MAX_TICKS = 2 ** 20;

/** The delays a model uses on a netlist. Only `inertial` looks at those given, and cannot do without. */
export function delaysOf(netlist: Netlist, model: ToggleModel, given?: Delays): Delays {
  if (model !== 'inertial') {
    const ticks = model === 'unit' ? 1 : 0;
    return {
      cells: netlist.cells.map(({ outputs }) => outputs.map(() => ticks)),
      flipFlops: netlist.flipFlops.map(() => ticks),
    };
  }
  if (given === undefined) throw optionRange('the inertial model needs a delay for every cell');
  const { cells, flipFlops } = given;
  if (cells.length !== netlist.cells.length || flipFlops.length !== netlist.flipFlops.length) {
    const wanted = `${netlist.cells.length} cells and ${netlist.flipFlops.length} flip-flops`;
    throw optionRange(`delays of ${cells.length} cells and ${flipFlops.length} flip-flops for ${wanted}`);
  }
  netlist.cells.forEach(({ name, outputs }, index) => {
    const ticks = cells[index]!;
    if (ticks.length !== outputs.length || !ticks.every(isDelay))
      throw optionRange(`cell ${name} cannot have the delays [${ticks.join(', ')}]`);
  });
  const wrong = flipFlops.findIndex((ticks) => !isDelay(ticks));
  if (wrong >= 0)
    throw optionRange(
      `flip-flop ${netlist.flipFlops[wrong]!.name} cannot have the delay ${flipFlops[wrong]}`,
    );
  return given;
}

const isDelay = (ticks: number): boolean => Number.isInteger(ticks) && ticks >= 0 && ticks <= MAX_TICKS;

function optionRange(text: string): SimulationError {
  return new SimulationError('option-range', text, [
    `one whole number of ticks, 0 to ${MAX_TICKS}, for each output`,
  ]);
}
