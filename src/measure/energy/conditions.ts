import type { Netlist } from '../../../sim/index.ts';
import {
  type Arrivals,
  arrivalsOf,
  type NetBit,
  type NetlistModule,
  type TimingOptions,
} from '../../synth/index.ts';
import type { Technology } from '../../tech/index.ts';
import type { NetConditions } from './weights.ts';

/**
 * Loads and slews as the timing pass has them, for the nets of the simulator's netlist of the same module; slew: mean of
 * both edges.
 */
export function conditionsOf(
  netlist: Netlist,
  module: NetlistModule,
  technology: Technology,
  options: TimingOptions = {},
): NetConditions {
  const { arrivals, loads } = arrivalsOf(module, technology, options);
  const loadFf = new Float64Array(netlist.netCount);
  const slewPs = new Float64Array(netlist.netCount).fill(technology.defaultInputSlewPs);
  const set = (net: number, bit: NetBit | undefined): void => {
    if (typeof bit !== 'number') return;
    loadFf[net] = loads.get(bit) ?? 0;
    slewPs[net] = slewOf(arrivals, bit) ?? technology.defaultInputSlewPs;
  };
  for (const { name, nets } of netlist.ports)
    nets.forEach((net, index) => {
      set(net, module.ports[name]?.bits[index]);
    });
  const pinsOf = new Map(technology.cells.map((cell) => [cell.name, cell.outputs]));
  for (const { name, type, outputs } of netlist.cells) {
    const pins = pinsOf.get(type);
    outputs.forEach((net, index) => {
      // The inverted output of a flip-flop goes by the flip-flop's name and its pin.
      const dot = name.lastIndexOf('.');
      const [cell, pin] =
        pins === undefined ? [name.slice(0, dot), name.slice(dot + 1)] : [name, pins[index]!.name];
      set(net, module.cells[cell]?.connections[pin]?.[0]);
    });
  }
  for (const { name, type, output } of netlist.flipFlops) {
    const pin = pinsOf.get(type)?.find((each) => each.function === 'IQ');
    if (pin !== undefined) set(output, module.cells[name]?.connections[pin.name]?.[0]);
  }
  return { loadFf, slewPs };
}

function slewOf(arrivals: Arrivals, bit: NetBit): number | undefined {
  const { rise, fall } = arrivals.get(bit) ?? {};
  const slews = [rise, fall].flatMap((arrival) => (arrival === undefined ? [] : [arrival.slewPs]));
  return slews.length === 0 ? undefined : slews.reduce((sum, slew) => sum + slew, 0) / slews.length;
}
