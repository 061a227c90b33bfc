import { type Literal, lower, type Netlist, Network, readNetlist, yosysModule } from '../../../sim/index.ts';
import { slicedModelOf } from '../../model/index.ts';
import type { YosysJson } from '../../synth/index.ts';
import { latencyOf, type UnitSpec } from '../../unit/index.ts';
import type { Problem } from './solve.ts';

export type Bits = readonly Literal[];
/** Ports by name. */
export type Ports = Readonly<Record<string, Bits>>;

/** The question whether the elaborated RTL of a combinational unit ever differs from the bit-true model, in gates. */
export function modelProblem(spec: UnitSpec, rtl: YosysJson): Problem {
  const netlist = readNetlist(rtl);
  const network = new Network();
  const inputs = sourcesOf(netlist, network);
  const got = lastOf(runFrames(netlist, network, [inputs]));
  network.separate();
  const expected = slicedModelOf(spec)(network, inputs.a_i as Bits, inputs.b_i as Bits);
  return problemOf(network, inputs, differ(network, got.p_o as Bits, expected));
}

/**
 * The question whether a pipeline ever puts out anything but what the combinational unit gives for the operands of
 * exactly `latency` cycles before, valid then and never reset since. Its registers begin in any state, so that nothing
 * an earlier operation left behind matters, and latency + 1 cycles stand for every cycle.
 */
export function pipelineProblem(spec: UnitSpec, pipeline: YosysJson, combinational: YosysJson): Problem {
  const [netlist, function_] = [readNetlist(pipeline), readNetlist(combinational)];
  const network = new Network();
  const frames = Array.from({ length: latencyOf(spec) + 1 }, () => sourcesOf(netlist, network));
  const initial = netlist.flipFlops.map(() => network.source());
  const got = lastOf(runFrames(netlist, network, frames, initial));
  const first = frames[0] as Ports;
  const operands = { a_i: first.a_i as Bits, b_i: first.b_i as Bits };
  const expected = lastOf(runFrames(function_, network, [operands]));
  const valid = frames.reduce(
    (all, { rst_ni }) => network.and(all, (rst_ni as Bits)[0] as Literal),
    (first.valid_i as Bits)[0] as Literal,
  );
  const wrongValid = differ(network, got.valid_o as Bits, [valid]);
  const wrongResult = network.and(valid, differ(network, got.p_o as Bits, expected.p_o as Bits));
  const inputs = { initial_state: initial, ...byCycle(frames) };
  return problemOf(network, inputs, network.or(wrongValid, wrongResult));
}

/**
 * The register that is not clocked by the rising edge of `clk_i`, where there is one. Proofs over cycles step all registers
 * at once, and would take it for one of the others.
 */
export function otherwiseClocked(rtl: YosysJson): string | undefined {
  return readNetlist(rtl).flipFlops.find(({ clockPort, edge }) => clockPort !== 'clk_i' || edge !== 'rising')
    ?.name;
}

/** The inputs of all cycles, as ports of their own: `a_i__cycle_0`. */
export function byCycle(frames: readonly Ports[]): Ports {
  const named = frames.map((frame, index) =>
    Object.fromEntries(Object.entries(frame).map(([name, bits]) => [`${name}__cycle_${index}`, bits])),
  );
  return Object.assign({}, ...named) as Ports;
}

/** A free variable for every input bit. */
export function sourcesOf(netlist: Netlist, network: Network): Ports {
  return Object.fromEntries(
    netlist.ports
      .filter(({ direction }) => direction === 'input')
      .map(({ name, width }) => [name, Array.from({ length: width }, () => network.source())]),
  );
}

/** The outputs in each of these cycles. */
export function runFrames(
  netlist: Netlist,
  network: Network,
  frames: readonly Ports[],
  initial: Bits = [],
): Ports[] {
  let states = initial;
  return frames.map((frame) => {
    const input = (port: string, bit: number): Literal => frame[port]?.[bit] ?? network.zero;
    const { literals, next } = lower(netlist, network, input, (index) => states[index] as Literal);
    states = next;
    return Object.fromEntries(
      netlist.ports
        .filter(({ direction }) => direction === 'output')
        .map(({ name, nets }) => [name, nets.map((net) => literals[net] as Literal)]),
    );
  });
}

function lastOf(frames: readonly Ports[]): Ports {
  return frames.at(-1) as Ports;
}

/** Whether two words differ. */
export function differ(network: Network, a: Bits, b: Bits): Literal {
  if (a.length !== b.length) throw new RangeError(`${a.length} bits cannot be compared with ${b.length}`);
  return a.reduce((any, bit, i) => network.or(any, network.xor(bit, b[i] as Literal)), network.zero);
}

/** The question which of these bits can be 1. */
export function problemOf(network: Network, inputs: Ports, ...fail: readonly Literal[]): Problem {
  const module = { attributes: {}, netnames: {}, ...yosysModule(network, inputs, { fail }) };
  const files = { 'question.json': JSON.stringify({ creator: 'lmul-rtl', modules: { problem: module } }) };
  return { files, script: ['read_json question.json'] };
}
