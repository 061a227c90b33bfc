import { type Literal, type Netlist, Network, readNetlist } from '../../../sim/index.ts';
import type { YosysJson } from '../../synth/index.ts';
import { type Bits, byCycle, differ, type Ports, problemOf, runFrames, sourcesOf } from './networks.ts';
import type { Problem } from './solve.ts';

/** What one operation of an accumulating unit is given. */
export interface Given {
  readonly valid: Literal;
  readonly clear: Literal;
  readonly a: Bits;
  readonly b: Bits;
}

/** What the registers of an accumulating unit hold. */
export interface Held {
  readonly acc: Bits;
  /** Where the unit has such a flag. */
  readonly invalid: Bits;
}

/** One operation: what it finds in the registers when its product arrives, and what it leaves. */
export interface Step {
  readonly before: Held;
  readonly after: Held;
  readonly valid: Literal;
}

/** A unit whose steps are looked at: its RTL, and the cycles from operands to the sum that holds their product. */
export interface Stepping {
  readonly rtl: YosysJson;
  readonly latency: number;
}

/** What a statement about steps is made of. */
export interface Steps {
  readonly network: Network;
  /** One operation, from variables that stand for anything. */
  readonly given: Given;
  /** The same unit given something: from the same state, or from another one. The cycles after the first are shared. */
  step(given: Given, from?: 'the same state' | 'another state'): Step;
}

/**
 * The question whether a statement about single operations ever fails, from any state of the registers, out of reset.
 * What is in flight before and after the operation is anything at all.
 */
export function stepProblem({ rtl, latency }: Stepping, fails: (steps: Steps) => Literal): Problem {
  const netlist = readNetlist(rtl);
  const network = new Network();
  const frames = Array.from({ length: latency + 1 }, () => sourcesOf(netlist, network));
  const [first, ...later] = frames as [Ports, ...Ports[]];
  const initial = netlist.flipFlops.map(() => network.source());
  const other = netlist.flipFlops.map(() => network.source());
  const given: Given = {
    valid: first.valid_i?.[0] as Literal,
    clear: first.clear_i?.[0] as Literal,
    a: first.a_i as Bits,
    b: first.b_i as Bits,
  };
  const out = { rst_ni: [network.one] };
  const step: Steps['step'] = (operation, from = 'the same state') => {
    const { valid, clear, a, b } = operation;
    const run = [{ valid_i: [valid], clear_i: [clear], a_i: a, b_i: b }, ...later].map((frame) => ({
      ...frame,
      ...out,
    }));
    return stepIn(runFrames(netlist, network, run, from === 'another state' ? other : initial));
  };
  const fail = fails({ network, given, step });
  return problemOf(network, { initial_state: initial, other_state: other, ...byCycle(frames) }, fail);
}

function stepIn(outputs: readonly Ports[]): Step {
  const held = ({ acc_o, invalid_o = [] }: Ports): Held => ({ acc: acc_o as Bits, invalid: invalid_o });
  const [before, after] = outputs.slice(-2) as [Ports, Ports];
  return { before: held(before), after: held(after), valid: after.valid_o?.[0] as Literal };
}

/** The question whether a cycle in reset ever leaves something behind. */
export function resetProblem({ rtl }: Stepping): Problem {
  const netlist: Netlist = readNetlist(rtl);
  const network = new Network();
  const frames = [sourcesOf(netlist, network), sourcesOf(netlist, network)] as const;
  const run = [
    { ...frames[0], rst_ni: [network.zero] },
    { ...frames[1], rst_ni: [network.one] },
  ];
  const initial = netlist.flipFlops.map(() => network.source());
  const after = runFrames(netlist, network, run, initial)[1] as Ports;
  const left = ['acc_o', 'valid_o', 'invalid_o']
    .flatMap((port) => after[port] ?? [])
    .reduce((any, bit) => network.or(any, bit), network.zero);
  return problemOf(network, { initial_state: initial, ...byCycle(frames) }, left);
}

/** Whether two operations leave something different. */
export function leaveDifferent(network: Network, one: Held, other: Held): Literal {
  return network.or(differ(network, one.acc, other.acc), differ(network, one.invalid, other.invalid));
}
