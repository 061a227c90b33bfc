import { modelOf } from './model/index.ts';
import { planOfUnchecked } from './report/index.ts';
import type { Plan } from './rtl/index.ts';
import { latencyOf, type Port, portsOf, shortName, type UnitSpec } from './unit/index.ts';

/** A unit as users of the library hold it: what it is, what it computes, how it looks. */
export interface Unit {
  readonly spec: UnitSpec;
  readonly name: string;
  readonly ports: readonly Port[];
  /** Cycles from operands to result. */
  readonly latency: number;
  /** The result code of two operand codes. */
  compute(a: bigint, b: bigint): bigint;
  /** Its files, unchecked; `planOfChecked` of a CheckedUnit has the figures too. */
  emit(): Plan;
}

export function unit(spec: UnitSpec): Unit {
  return {
    spec,
    name: shortName(spec),
    ports: portsOf(spec),
    latency: latencyOf(spec),
    compute: modelOf(spec),
    emit: () => planOfUnchecked(spec),
  };
}
