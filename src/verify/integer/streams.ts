import { compile, readNetlist, type Simulator } from '../../../sim/index.ts';
import { CLEARED, integerMacModel } from '../../model/index.ts';
import { type IntegerMacSpec, largestTerm } from '../../unit/index.ts';
import type { LevelNetlist } from '../build.ts';
import type { MacCounterexample, MacRun } from '../cosim-mac.ts';
import { farthest, type Input, type IntegerStep, integerSteps, STREAM_WORDS } from './steps.ts';

/** Most clock cycles a register is driven for to reach its ends. */
const MOST_DRIVEN_CYCLES = 2 ** 20;
/** Of those, how many are looked at one by one at each end. */
const WATCHED_CYCLES = 12;

/**
 * Holds the given levels against the model in lockstep: `valid_o` and `acc_o` in every cycle and stream, and while in
 * reset nothing but zeros. Last, a register that can be filled is driven to both its ends and past them.
 */
export function cosimulateInteger(
  spec: IntegerMacSpec,
  netlists: readonly LevelNetlist[],
  seed: number,
  onCycle: (cycle: number) => void = () => {},
): MacRun {
  const levels = netlists.map(({ level, json, cells }) => ({
    level,
    netlist: readNetlist(json, { cells }),
  }));
  const simulators = levels.map(({ level, netlist }) => ({
    level,
    simulator: compile(netlist, { words: STREAM_WORDS }),
  }));
  let cycle = 0;
  for (const { level, simulator } of simulators) {
    const leak = leakInReset(spec, simulator);
    if (leak !== undefined) return { cycles: 0, counterexample: { level, ...leak } };
  }
  let before: IntegerStep | undefined;
  for (const step of integerSteps(spec, seed)) {
    onCycle(++cycle);
    for (const { level, simulator } of simulators) {
      for (const port of ['valid', 'clear', 'a', 'b'] as const) simulator.setBits(`${port}_i`, step[port]);
      simulator.cycle();
      for (const [port, expected] of [
        ['valid_o', step.valid],
        ['acc_o', step.acc],
      ] as const) {
        const got = simulator.getBits(port);
        const stream = differing(got, expected);
        if (stream === undefined) continue;
        const values = {
          before: valueIn(before?.acc, stream),
          expected: valueIn(expected, stream),
          got: valueIn(got, stream),
        };
        const input = step.inputs[stream] as Input;
        return { cycles: cycle, counterexample: { level, cycle, stream, port, ...input, ...values } };
      }
    }
    before = step;
  }
  for (const { level, netlist } of levels) {
    const { cycles, counterexample } = toTheEnds(spec, compile(netlist, { words: 1 }));
    if (counterexample !== undefined) return { cycles: cycle, counterexample: { level, ...counterexample } };
    if (level === levels.at(-1)?.level) cycle += cycles;
  }
  return { cycles: cycle };
}

type Found = Omit<MacCounterexample, 'level'>;

/** From zero to one end and past it, back to the other and past that; nothing of a register that is too wide for it. */
function toTheEnds(spec: IntegerMacSpec, simulator: Simulator): { cycles: number; counterexample?: Found } {
  const step = largestTerm(spec) * BigInt(spec.lanes);
  const steps = Number((1n << BigInt(spec.register.bits - 1)) / step) + 4;
  if (3 * steps > MOST_DRIVEN_CYCLES) return { cycles: 0 };
  const model = integerMacModel(spec);
  const { down, up } = farthest(spec);
  simulator.reset();
  for (const [port, value] of Object.entries({ rst_ni: 1n, valid_i: 1n, clear_i: 0n }))
    simulator.set(port, value);
  let state = CLEARED;
  let cycle = 0;
  for (const [operands, count] of [
    [up, steps],
    [down, 2 * steps],
    [down, WATCHED_CYCLES],
  ] as const) {
    simulator.set('a_i', operands.a);
    simulator.set('b_i', operands.b);
    const unwatched = Math.max(0, count - WATCHED_CYCLES);
    if (unwatched > 0) simulator.cycle(unwatched);
    for (let at = 0; at < count; at++) {
      const before = state.acc;
      state = model(state, operands.a, operands.b);
      cycle += 1;
      if (at < unwatched) continue;
      simulator.cycle();
      const got = simulator.get('acc_o');
      if (got === state.acc) continue;
      const input = { ...operands, valid: true, clear: false, stream: 0, port: 'acc_o' as const };
      return { cycles: cycle, counterexample: { cycle, ...input, before, expected: state.acc, got } };
    }
  }
  return { cycles: cycle };
}

/** Valid operands during reset leave nothing: the register stays zero and nothing is valid. */
function leakInReset(spec: IntegerMacSpec, simulator: Simulator): Found | undefined {
  const { a, b } = farthest(spec).down;
  simulator.reset();
  for (const [port, value] of Object.entries({ rst_ni: 0n, valid_i: 1n, clear_i: 0n, a_i: a, b_i: b }))
    simulator.set(port, value);
  simulator.cycle(3);
  const port = (['acc_o', 'valid_o'] as const).find((name) => simulator.getBits(name).some((word) => word));
  simulator.set('rst_ni', 1n);
  if (port === undefined) return undefined;
  const values = { before: 0n, expected: 0n, got: simulator.get(port) };
  return { cycle: 0, stream: 0, port, a, b, valid: true, clear: false, ...values };
}

function differing(got: Int32Array, expected: Int32Array): number | undefined {
  const at = expected.findIndex((word, i) => word !== got[i]);
  if (at < 0) return undefined;
  const difference = (got[at] as number) ^ (expected[at] as number);
  return 32 * (at % STREAM_WORDS) + 31 - Math.clz32(difference & -difference);
}

function valueIn(sliced: Int32Array | undefined, stream: number): bigint {
  if (sliced === undefined) return 0n;
  let value = 0n;
  for (let bit = sliced.length / STREAM_WORDS - 1; bit >= 0; bit--)
    value =
      (value << 1n) | BigInt(((sliced[bit * STREAM_WORDS + (stream >> 5)] as number) >>> (stream & 31)) & 1);
  return value;
}
