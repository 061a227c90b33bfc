import { type Netlist, readNetlist, type Simulator, simulatorOf } from '../../sim/index.ts';
import { joinCodes, widthOf } from '../format/index.ts';
import { macModel } from '../model/index.ts';
import { E8M0, hasInvalidFlag, type MacSpec, macLatency, macName } from '../unit/index.ts';
import type { LevelNetlist } from './build.ts';
import { STREAM_WORDS } from './mac-machine.ts';
import { type MacStep, macSteps } from './mac-steps.ts';
import type { Level } from './verdict.ts';

/** The first cycle and stream in which hardware and model differ. */
export interface MacCounterexample {
  readonly level: Level;
  /** Clock cycle after reset. */
  readonly cycle: number;
  readonly stream: number;
  readonly port: 'acc_o' | 'valid_o' | 'invalid_o';
  /** What went in `latency` cycles before. */
  readonly a: bigint;
  readonly b: bigint;
  readonly valid: boolean;
  readonly clear: boolean;
  /** The model's accumulator before that. */
  readonly before: bigint;
  readonly expected: bigint;
  readonly got: bigint;
}

export interface MacRun {
  readonly cycles: number;
  readonly counterexample?: MacCounterexample;
}

/**
 * Holds the given levels against the model in lockstep, one pass of `macSteps`: `valid_o`, `acc_o` and `invalid_o` in
 * every cycle and stream, and before that nothing but zeros while in reset.
 */
export function cosimulateMac(
  spec: MacSpec,
  netlists: readonly LevelNetlist[],
  seed: number,
  onCycle: (cycle: number) => void = () => {},
): MacRun {
  const levels = netlists.map(({ level, json, cells }) => ({ level, netlist: readNetlist(json, { cells }) }));
  return inLockstep(spec, levels, macSteps(spec, seed), onCycle);
}

/** The same with steps that were made before: those of many mutants are the same. */
export function inLockstep(
  spec: MacSpec,
  netlists: readonly { readonly level: Level; readonly netlist: Netlist }[],
  steps: Iterable<MacStep>,
  onCycle: (cycle: number) => void = () => {},
): MacRun {
  const latency = macLatency(spec);
  const levels = netlists.map(({ level, netlist }) => ({
    level,
    simulator: simulatorOf(netlist, { words: STREAM_WORDS }),
  }));
  const history: MacStep[] = [];
  let cycle = 0;
  for (const { level, simulator } of levels) {
    const leak = leakInReset(spec, simulator, latency);
    if (leak !== undefined) return { cycles: 0, counterexample: { level, ...leak } };
  }
  for (const step of steps) {
    history.push(step);
    cycle += 1;
    onCycle(cycle);
    for (const { level, simulator } of levels) {
      feed(spec, simulator, step);
      const due = history[history.length - latency];
      const difference = due === undefined ? undefined : compare(spec, simulator, due);
      if (difference === undefined || due === undefined) continue;
      const before = history[history.length - latency - 1];
      const found = described(due, before, difference);
      confirm(spec, found);
      return { cycles: cycle, counterexample: { level, cycle, ...found } };
    }
    if (history.length > latency + 1) history.shift();
  }
  return { cycles: cycle };
}

function feed(spec: MacSpec, simulator: Simulator, { valid, clear, a, b }: MacStep): void {
  simulator.setBits('valid_i', valid);
  simulator.setBits('clear_i', clear);
  const lanes = STREAM_WORDS * spec.lanes * widthOf(spec.product.format);
  simulator.setBits('a_i', a.subarray(0, lanes));
  simulator.setBits('b_i', b.subarray(0, lanes));
  if (spec.scale === 'mx') {
    simulator.setBits('scale_a_i', a.subarray(lanes));
    simulator.setBits('scale_b_i', b.subarray(lanes));
  }
  simulator.cycle();
}

interface Difference {
  readonly port: MacCounterexample['port'];
  readonly stream: number;
  readonly expected: bigint;
  readonly got: bigint;
}

function compare(spec: MacSpec, simulator: Simulator, due: MacStep): Difference | undefined {
  const outputs = [
    ['valid_o', due.valid],
    ['acc_o', due.acc],
    ...(hasInvalidFlag(spec) ? [['invalid_o', due.invalid] as const] : []),
  ] as const;
  for (const [port, expected] of outputs) {
    const got = simulator.getBits(port);
    const stream = differingStream(got, expected);
    if (stream !== undefined)
      return { port, stream, expected: valueIn(expected, stream), got: valueIn(got, stream) };
  }
  return undefined;
}

function described(
  due: MacStep,
  before: MacStep | undefined,
  { stream, ...difference }: Difference,
): Omit<MacCounterexample, 'level' | 'cycle'> {
  const at = (sliced: Int32Array): bigint => valueIn(sliced, stream);
  return {
    stream,
    ...difference,
    a: at(due.a),
    b: at(due.b),
    valid: at(due.valid) === 1n,
    clear: at(due.clear) === 1n,
    before: before === undefined ? 0n : at(before.acc),
  };
}

/** What is shown as expected is what the model itself says. */
function confirm(
  spec: MacSpec,
  { port, a, b, valid, clear, before, expected }: Omit<MacCounterexample, 'level' | 'cycle'>,
): void {
  if (port !== 'acc_o' || !valid) return;
  const onto = { acc: clear ? 0n : before, invalid: false };
  if (macModel(spec)(onto, a, b).acc === expected) return;
  throw new Error(`the sliced model of ${macName(spec)} is not its model for ${a} and ${b} onto ${onto.acc}`);
}

/** Valid operands during reset leave nothing: the accumulator stays zero and nothing is valid. */
function leakInReset(
  spec: MacSpec,
  simulator: Simulator,
  latency: number,
): Omit<MacCounterexample, 'level'> | undefined {
  simulator.reset();
  for (const [port, value] of [
    ['rst_ni', 0n],
    ['valid_i', 1n],
    ['clear_i', 0n],
  ] as const)
    simulator.set(port, value);
  const one = BigInt(spec.product.format.bias) << BigInt(spec.product.format.manBits);
  const ones = joinCodes(new Array<bigint>(spec.lanes).fill(one), widthOf(spec.product.format));
  simulator.set('a_i', ones);
  simulator.set('b_i', ones);
  if (spec.scale === 'mx')
    for (const port of ['scale_a_i', 'scale_b_i']) simulator.set(port, BigInt(E8M0.bias));
  simulator.cycle(latency + 2);
  const leaked = (['acc_o', 'valid_o'] as const).find((port) =>
    simulator.getBits(port).some((word) => word !== 0),
  );
  simulator.set('rst_ni', 1n);
  if (leaked === undefined) return undefined;
  const operands = { a: ones, b: ones, valid: true, clear: false, before: 0n };
  return { cycle: 0, stream: 0, port: leaked, ...operands, expected: 0n, got: simulator.get(leaked) };
}

function differingStream(got: Int32Array, expected: Int32Array): number | undefined {
  for (let at = 0; at < expected.length; at++) {
    const difference = (got[at] as number) ^ (expected[at] as number);
    if (difference !== 0) return 32 * (at % STREAM_WORDS) + 31 - Math.clz32(difference & -difference);
  }
  return undefined;
}

function valueIn(sliced: Int32Array, stream: number): bigint {
  let value = 0n;
  for (let bit = sliced.length / STREAM_WORDS - 1; bit >= 0; bit--) {
    const word = sliced[bit * STREAM_WORDS + (stream >> 5)] as number;
    value = (value << 1n) | BigInt((word >>> (stream & 31)) & 1);
  }
  return value;
}
