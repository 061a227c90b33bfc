import { Diagnostic, EXIT } from './diagnostic.ts';
import { type Format, parseFormat } from './format/index.ts';
import { modelOf } from './model/index.ts';
import { planOfChecked, planOfUnchecked } from './report/index.ts';
import type { Plan } from './rtl/index.ts';
import type { CellsCost, GatesCost, Ice40Cost } from './synth/index.ts';
import { builtInTechnology, type Technology } from './tech/index.ts';
import {
  latencyOf,
  type Port,
  type ProductName,
  portsOf,
  shortName,
  type UnitRequest,
  type UnitSpec,
  unitSpec,
} from './unit/index.ts';
import {
  type CheckedUnit,
  type CheckOptions,
  type CheckResult,
  checkUnit,
  describeCounterexample,
} from './verify/index.ts';

/** A unit as users of the library hold it: what it is, what it computes, how it looks. */
export interface Unit {
  readonly spec: UnitSpec;
  readonly name: string;
  readonly ports: readonly Port[];
  /** Cycles from operands to result. */
  readonly latency: number;
  /** The result code of two operand codes. */
  compute(a: bigint, b: bigint): bigint;
  /** Its files, unchecked; `generate` of a CheckedUnit has the figures too. */
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

/**
 * A unit from a product, a format and options: what `lmul generate PRODUCT FORMAT` takes, with the same defaults.
 *
 * @throws Diagnostic `format/...` or `unit/...`: what is wrong, what was got, the way out
 */
export function defineUnit(product: ProductName, format: string | Format, options: UnitRequest = {}): Unit {
  return unit(unitSpec(product, typeof format === 'string' ? parseFormat(format) : format, options));
}

/**
 * The files of a unit as a plan that `writePlan` puts on the disk: NAME.v, NAME.json, NAME.f, NAME.core. The manifest of a
 * checked unit has its check, cost and error; that of another says that nobody has checked it.
 */
export function generate(of: Unit | CheckedUnit): Plan {
  return 'verdict' in of ? planOfChecked(of) : of.emit();
}

/**
 * Emits, synthesises and runs a unit against its model at every level: on all pairs of a small format, sampled and proved
 * beyond. `passed` has the CheckedUnit that every figure is asked of, `failed` the simplest pair that shows why.
 */
export function cosim(of: Unit, options: CheckOptions = {}): Promise<CheckResult> {
  return checkUnit(of.spec, options);
}

/** What a unit costs: in generic gates, on an iCE40, and in the cells of each technology, by name. */
export interface SynthesizedUnit {
  readonly unit: CheckedUnit;
  readonly gates: GatesCost;
  readonly ice40: Ice40Cost;
  readonly cells: Readonly<Record<string, CellsCost>>;
}

/**
 * Checks a unit and gives its costs. `technologies`: names of built-in ones, or your own from `readLiberty`.
 *
 * @throws Diagnostic `check/failed`, exit 1, with the counterexample: there are no costs of such a unit
 */
export async function synthesize(
  of: Unit,
  {
    technologies = [],
    ...options
  }: Omit<CheckOptions, 'technologies'> & {
    readonly technologies?: readonly (string | Technology)[];
  } = {},
): Promise<SynthesizedUnit> {
  const found = technologies.map((each) => (typeof each === 'string' ? builtInTechnology(each) : each));
  const result = await cosim(of, { ...options, technologies: found });
  if (result.kind === 'failed')
    throw new Diagnostic({
      code: 'check/failed',
      text: 'The unit did not pass its check, so nothing is said of its cost.',
      got: describeCounterexample(of.spec, result.counterexample),
      exit: EXIT.checkFailed,
    });
  const { costs, mapped } = result.unit;
  const cells = Object.fromEntries(mapped.map(({ technology, cost }) => [technology.name, cost]));
  return { unit: result.unit, ...costs, cells };
}
