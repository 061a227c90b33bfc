import { type Simulator, wrap } from '../engine/simulator.ts';
import type { PortShape } from '../netlist/netlist.ts';

/** Time units from one edge of a clock to the next. */
export const HALF_PERIOD = 5;

/** All values at one moment; a clock that is high is among `high`. */
export interface Sample {
  readonly time: number;
  readonly values: ReadonlyMap<string, bigint>;
}

/**
 * A simulator that hands every settled state of one lane to `take`, in order of time. Each clock edge is two moments:
 * the rising edge with what it brings about, and the falling one, when inputs may change. Without a clock every
 * `settle` is a moment of its own. Flip-flops of a falling edge show their states at the rising one.
 */
export function record(simulator: Simulator, take: (sample: Sample) => void, lane = 0): Simulator {
  let time = 0;
  let settled = false;
  const levelOf = ({ name }: PortShape, high: string | undefined): bigint =>
    simulator.clocks.includes(name) ? (name === high ? 1n : 0n) : simulator.get(name, lane);
  const sample = (high?: string): void => {
    take({ time, values: new Map(simulator.ports.map((port) => [port.name, levelOf(port, high)])) });
  };
  return wrap(simulator, {
    settle: () => {
      simulator.settle();
      if (simulator.clocks.length === 0 && settled) time += 2 * HALF_PERIOD;
      settled = true;
      sample();
    },
    clockEdge: (clock) => {
      simulator.clockEdge(clock);
      simulator.settle();
      time += HALF_PERIOD;
      sample(clock ?? simulator.clocks[0]);
      time += HALF_PERIOD;
      sample();
    },
  });
}
