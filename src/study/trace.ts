import {
  type Netlist,
  type PortShape,
  recordText,
  recordVcd,
  type Simulator,
  simulatorOf,
  type TextWave,
} from '../../sim/index.ts';
import { anyPorts, type FloatSpec, isMac, macLatency } from '../unit/index.ts';

/** The value of every port in one cycle, as it stands before the edge that ends it; of a unit without a clock, one step. */
export interface TraceStep {
  readonly values: ReadonlyMap<string, bigint>;
  /** The operation whose operands are at the inputs, and the one whose result is at the outputs. */
  readonly operandsOf?: number;
  readonly resultOf?: number;
}

export interface Trace {
  readonly ports: readonly PortShape[];
  readonly steps: readonly TraceStep[];
  /** The same run as text. */
  readonly wave: TextWave;
}

export interface Operation {
  readonly a: bigint;
  readonly b: bigint;
}

/** Cycles without an operation, in the middle of the run: that a pipeline carries them as well is to be seen. */
const GAP = 1;

/**
 * Runs operations through a netlist of the unit: a cycle of reset, half of the operations, a gap, the other half, and as
 * many cycles as the last one needs to come out. `write` takes the same run as a VCD.
 */
export function traceOf(
  spec: FloatSpec,
  netlist: Netlist,
  operations: readonly Operation[],
  write?: (text: string) => void,
): Trace {
  const ports = anyPorts(spec);
  const plain = simulatorOf(netlist, { engine: 'javascript', words: 1 });
  const dumped = write === undefined ? plain : recordVcd(plain, write, { scope: netlist.top });
  // The text shows the unit's own ports; a VCD has inner signals too.
  const wave = recordText({ ...forwarding(dumped), ports }, { limit: 4 * operations.length + 16 });
  const { simulator } = wave;
  const clocked = simulator.clocks.length > 0;
  const latency = isMac(spec) ? macLatency(spec) : spec.stages;
  const schedule = clocked ? scheduleOf(operations.length, latency) : [...operations.keys()];
  const steps: TraceStep[] = [];
  for (const [at, operation] of schedule.entries()) {
    const { a, b } = operations[operation ?? Math.max(0, last(schedule, at))] ?? { a: 0n, b: 0n };
    simulator.set('a_i', a);
    simulator.set('b_i', b);
    if (clocked) {
      simulator.set('rst_ni', at === 0 ? 0n : 1n);
      simulator.set('valid_i', operation === undefined ? 0n : 1n);
      if (ports.some(({ name }) => name === 'clear_i')) simulator.set('clear_i', operation === 0 ? 1n : 0n);
    }
    plain.settle();
    if (!clocked || at === 0) simulator.settle();
    const values = new Map(ports.map(({ name }) => [name, simulator.get(name)]));
    const result = schedule[at - latency];
    steps.push({
      values,
      ...(operation === undefined ? {} : { operandsOf: operation }),
      ...(result === undefined ? {} : { resultOf: result }),
    });
    if (clocked) simulator.clockEdge();
  }
  return { ports, steps, wave };
}

/** What is at the inputs in each cycle: the number of an operation, or nothing. */
function scheduleOf(count: number, latency: number): (number | undefined)[] {
  const half = Math.ceil(count / 2);
  const all = Array.from({ length: count }, (_, at) => at);
  const nothing = (cycles: number): undefined[] => Array<undefined>(cycles).fill(undefined);
  return [...nothing(1), ...all.slice(0, half), ...nothing(GAP), ...all.slice(half), ...nothing(latency + 1)];
}

/** The operation before a place without one: inputs stay as they are. */
function last(schedule: readonly (number | undefined)[], at: number): number {
  return schedule.slice(0, at).findLast((each) => each !== undefined) ?? -1;
}

function forwarding(simulator: Simulator): Simulator {
  const { ports, clocks, lanes, words } = simulator;
  return {
    ...{ ports, clocks, lanes, words },
    reset: () => simulator.reset(),
    set: (port, value) => simulator.set(port, value),
    setBits: (port, bits) => simulator.setBits(port, bits),
    get: (port, lane) => simulator.get(port, lane),
    getBits: (port, into) => simulator.getBits(port, into),
    settle: () => simulator.settle(),
    clockEdge: (clock) => simulator.clockEdge(clock),
    cycle: (n, clock) => simulator.cycle(n, clock),
  };
}
