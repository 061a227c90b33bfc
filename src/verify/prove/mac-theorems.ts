import type { Literal } from '../../../sim/index.ts';
import { widthOf } from '../../format/index.ts';
import { slicedMacModelOf } from '../../model/index.ts';
import type { Templates } from '../../rtl/index.ts';
import { type MacSpec, macLatency } from '../../unit/index.ts';
import { generatedSource } from '../build.ts';
import { isSliced } from '../mac-machine.ts';
import { type Accumulating, aboutSteps, stepTheorems } from './step-theorems.ts';
import { leaveDifferent, type Steps, stepProblem } from './steps.ts';
import { mappedTheorems, type Theorem } from './theorem.ts';

/**
 * What can be said of a multiply-accumulate unit or dot product: its netlists make the steps of the RTL; the RTL makes
 * those of the bit-true model, where that can be written as gates; and the laws of a register that is added to.
 */
export function macTheorems(spec: MacSpec, templates?: Templates): Theorem[] {
  const width = widthOf(spec.product.format);
  const unit: Accumulating = {
    source: generatedSource(spec, templates),
    latency: macLatency(spec),
    lane: { lanes: spec.lanes, aBits: width, bBits: width },
    isCommutative: true,
  };
  const model = aboutSteps(
    unit,
    'RTL = model',
    'an operation leaves the sum that the bit-true model, written as gates, makes of the one before',
    (stepping) => stepProblem(stepping, differsFromModel(spec)),
  );
  return [...mappedTheorems(spec, templates), ...(isSliced(spec) ? [model] : []), ...stepTheorems(unit)];
}

function differsFromModel(spec: MacSpec): (steps: Steps) => Literal {
  const model = slicedMacModelOf(spec);
  return ({ network, given, step }) => {
    const { before, after, valid } = step(given);
    network.separate();
    const kept = (bit: Literal): Literal => network.and(bit, network.not(given.clear));
    const start = { acc: before.acc.map(kept), invalid: kept(before.invalid[0] ?? network.zero) };
    const next = model(network, start, given.a, given.b);
    const chosen = (added: Literal, left: Literal): Literal => network.mux(given.valid, added, left);
    const expected = {
      acc: next.acc.map((bit, at) => chosen(bit, start.acc[at] as Literal)),
      invalid: after.invalid.map(() => chosen(next.invalid, start.invalid)),
    };
    return network.or(network.xor(valid, given.valid), leaveDifferent(network, after, expected));
  };
}
