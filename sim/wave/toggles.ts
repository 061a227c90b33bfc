import { type Simulator, wrap } from '../engine/simulator.ts';
import type { Netlist, Port } from '../netlist/netlist.ts';
import { movingNets } from '../netlist/order.ts';
import type { NetToggles } from '../sweep/toggle-sweep.ts';
import { popcount } from '../toggle/word-function.ts';

export interface ToggleRecord {
  readonly simulator: Simulator;
  /** Every net but constants and clocks, in the order of the netlist. */
  toggles(): NetToggles[];
  /** How often the simulator was looked at. */
  looks(): number;
}

const portOf = (net: number): string => `net ${net}`;

/** The netlist with every net as a further output port, so that every engine keeps all of them. */
export function exposeNets(netlist: Netlist): Netlist {
  const ports = movingNets(netlist).map(
    (net): Port => ({ name: portOf(net), direction: 'output', width: 1, nets: [net] }),
  );
  return { ...netlist, ports: [...netlist.ports, ...ports] };
}

/**
 * Counts toggles while a simulator of `exposeNets(netlist)` runs. Without a clock every `settle` is a moment for each
 * lane, in the order of the lanes; with one, the moment is the settled state before each edge, in each lane alike. Lanes that repeat
 * their neighbour count nothing.
 */
export function recordToggles(simulator: Simulator, netlist: Netlist): ToggleRecord {
  const nets = simulator.ports.filter(({ name }) => name.startsWith('net ')).map(({ name }) => name);
  const counts = new Float64Array(nets.length);
  const last = new Int32Array(nets.length);
  const words = new Int32Array(simulator.words);
  let looks = 0;
  // The interpreter has one lane.
  const top = Math.min(simulator.lanes, 32) - 1;
  const mask = -1 >>> (31 - top);
  const look = (): void => {
    for (const [index, name] of nets.entries()) {
      simulator.getBits(name, words);
      // The word shifted by one lane, filled with the lane before it.
      let before = looks === 0 ? words[0]! & 1 : last[index]!;
      for (const word of words) {
        counts[index]! += popcount((word ^ ((word << 1) | before)) & mask);
        before = (word >>> top) & 1;
      }
      last[index] = before;
    }
    looks += 1;
  };
  const recorded = wrap(simulator, {
    ports: simulator.ports.filter(({ name }) => !name.startsWith('net ')),
    settle: () => {
      simulator.settle();
      if (simulator.clocks.length === 0) look();
    },
    clockEdge: (clock) => {
      simulator.settle();
      look();
      simulator.clockEdge(clock);
    },
  });
  const nameOf = (port: string): string => netlist.netNames[Number(port.slice(4))]!;
  return {
    simulator: recorded,
    toggles: () => nets.map((port, index) => ({ name: nameOf(port), toggles: counts[index]! })),
    looks: () => looks,
  };
}
