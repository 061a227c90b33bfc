import type { Literal } from '../../../sim/index.ts';
import type { VerilogSource } from '../../synth/index.ts';
import { decide } from './decide.ts';
import type { Bits } from './networks.ts';
import type { Problem } from './solve.ts';
import { leaveDifferent, resetProblem, type Stepping, type Steps, stepProblem } from './steps.ts';
import { clockedRtl, type Theorem } from './theorem.ts';

/** An accumulating unit, as far as the laws of its steps are concerned. */
export interface Accumulating {
  readonly source: VerilogSource;
  readonly latency: number;
  /** Bits of the operands of one lane; undefined where a lane has no bits of its own. */
  readonly lane?: { readonly lanes: number; readonly aBits: number; readonly bBits: number };
  readonly isCommutative: boolean;
}

/** What can be put to a solver about the RTL of a unit, which is elaborated when it is. */
export function aboutSteps(
  { source, latency }: Pick<Accumulating, 'source' | 'latency'>,
  name: string,
  statement: string,
  problem: (unit: Stepping) => Problem,
): Theorem {
  return {
    name,
    statement: `${statement}; from any state`,
    decide: async (limits) => {
      const rtl = await clockedRtl(source);
      return 'kind' in rtl ? rtl : decide(problem({ rtl, latency }), Infinity, limits);
    },
  };
}

/** The laws of every unit with a register that products are added to. */
export function stepTheorems(unit: Accumulating): Theorem[] {
  const law = (name: string, statement: string, fails: (steps: Steps) => Literal): Theorem =>
    aboutSteps(unit, name, statement, (stepping) => stepProblem(stepping, fails));
  return [
    aboutSteps(unit, 'reset-clears', 'after a reset the sum is zero, and nothing is valid', resetProblem),
    law('holds', 'without a valid operation and without clear the sum stays as it is', holds),
    law('clear-forgets', 'what clear leaves does not depend on what was there', clearForgets),
    ...(unit.isCommutative
      ? [law('commutative', 'a and b changing places leave the same sum', commutative)]
      : []),
    ...(unit.lane !== undefined && unit.lane.lanes > 1
      ? [law('lanes-in-any-order', 'lanes changing places leave the same sum', inAnyOrder(unit.lane))]
      : []),
  ];
}

function holds({ network, given, step }: Steps): Literal {
  const { before, after, valid } = step({ ...given, valid: network.zero, clear: network.zero });
  return network.or(valid, leaveDifferent(network, before, after));
}

function clearForgets({ network, given, step }: Steps): Literal {
  const cleared = { ...given, clear: network.one };
  return leaveDifferent(network, step(cleared).after, step(cleared, 'another state').after);
}

function commutative({ network, given, step }: Steps): Literal {
  return leaveDifferent(network, step(given).after, step({ ...given, a: given.b, b: given.a }).after);
}

/** Every order is made of turning all lanes by one and of the first two changing places. */
function inAnyOrder({ lanes, aBits, bBits }: NonNullable<Accumulating['lane']>) {
  return ({ network, given, step }: Steps): Literal => {
    const { after } = step(given);
    const turned = [...Array(lanes).keys()].map((lane) => (lane + 1) % lanes);
    const swapped = [1, 0, ...[...Array(lanes).keys()].slice(2)];
    const differsIn = (order: readonly number[]): Literal => {
      const moved = { ...given, a: ordered(given.a, aBits, order), b: ordered(given.b, bBits, order) };
      return leaveDifferent(network, after, step(moved).after);
    };
    return network.or(differsIn(turned), differsIn(swapped));
  };
}

/** The lanes in another order; what comes after them, such as a scale, stays. */
function ordered(bits: Bits, width: number, order: readonly number[]): Bits {
  const lanes = order.flatMap((lane) => bits.slice(lane * width, (lane + 1) * width));
  return [...lanes, ...bits.slice(lanes.length)];
}
