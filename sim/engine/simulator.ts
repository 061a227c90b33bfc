import type { PortShape } from '../netlist/netlist.ts';

/**
 * A netlist being run on `lanes` independent vectors at once. The phases of a cycle are separate; `cycle` is
 * their composition. There are two values, 0 and 1. Everything starts at 0, flip-flops at their initial values.
 *
 * Bit-sliced access: `words` 32-bit words per bit, word index = bit * words + w, lane = 32 * w + bit position.
 */
export interface Simulator {
  readonly ports: readonly PortShape[];
  /** The input ports that clock flip-flops; `set` refuses them, they are low except within `clockEdge`. */
  readonly clocks: readonly string[];
  readonly lanes: number;
  readonly words: number;

  /** Puts every flip-flop at its initial value. Inputs stay; call `settle` before reading outputs. */
  reset(): void;
  /** Puts a value on an input port, in all lanes. Takes effect at the next `settle`. */
  set(port: string, value: bigint): void;
  /** Lets the logic follow the inputs and the state; active asynchronous sets and resets act here. */
  settle(): void;
  /**
   * One period of a clock: rising flip-flops take what was settled before, all at once; the logic settles with the
   * clock high; falling flip-flops do the same. Call `settle` before reading
   * outputs. Default: the only clock; with no clock at all, nothing happens.
   */
  clockEdge(clock?: string): void;
  /** The value of a port in one lane, 0 unless told. */
  get(port: string, lane?: number): bigint;
  /** settle, clockEdge, settle; n times. Default 1, of the only clock. */
  cycle(n?: number, clock?: string): void;

  /** Puts a value on an input port, lane by lane. */
  setBits(port: string, words: Int32Array): void;
  /** The value of a port in every lane, into `into` when given (of the port's width * `words` words). */
  getBits(port: string, into?: Int32Array): Int32Array;
}

/** The composition every engine uses for `cycle`. */
export function runCycles(simulator: Simulator, n: number, clock: string | undefined): void {
  for (let cycle = 0; cycle < n; cycle += 1) {
    simulator.settle();
    simulator.clockEdge(clock);
    simulator.settle();
  }
}

/**
 * The same simulator with some of its doings changed. Cycles are then composed of the changed phases, if phases
 * were changed.
 */
export function wrap(simulator: Simulator, changes: Partial<Simulator>): Simulator {
  const phases = changes.settle !== undefined || changes.clockEdge !== undefined;
  const wrapped: Simulator = {
    ports: simulator.ports,
    clocks: simulator.clocks,
    lanes: simulator.lanes,
    words: simulator.words,
    reset: () => simulator.reset(),
    set: (port, value) => simulator.set(port, value),
    setBits: (port, words) => simulator.setBits(port, words),
    get: (port, lane) => simulator.get(port, lane),
    getBits: (port, into) => simulator.getBits(port, into),
    settle: () => simulator.settle(),
    clockEdge: (clock) => simulator.clockEdge(clock),
    cycle: (n = 1, clock) => (phases ? runCycles(wrapped, n, clock) : simulator.cycle(n, clock)),
    ...changes,
  };
  return wrapped;
}
