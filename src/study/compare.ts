import { Diagnostic } from '../diagnostic.ts';
import type { Format, Rounding } from '../format/index.ts';
import { type ErrorStatistics, errorOf, type StimulusName, stimulusSpec } from '../measure/index.ts';
import { type GatesCost, type Ice40Cost, type PlacedCost, placeAndRoute } from '../synth/index.ts';
import type { Technology } from '../tech/index.ts';
import { type Ice40Device, ToolMissingError } from '../tools/index.ts';
import {
  type Contract,
  portsOf,
  shortName,
  type UnitRequest,
  type UnitSpec,
  unitSpec,
} from '../unit/index.ts';
import {
  type CheckedUnit,
  type CheckOptions,
  type CheckResult,
  type Counterexample,
  checkUnit,
  type Extent,
} from '../verify/index.ts';
import { energyOfUnit, type UnitEnergy } from './unit-energy.ts';

export interface CompareOptions extends CheckOptions {
  readonly contract: Contract;
  readonly rounding: Rounding;
  readonly device: Ice40Device;
  /** Seeds of place and route; none skips it. */
  readonly seeds: readonly number[];
  /** Standard cells for area, delay and energy. Default: none, and no such figures. */
  readonly technology?: Technology;
  /** Operands of which energy is measured; uniform ones beside them. Default gaussian. */
  readonly stimulus?: StimulusName;
}

/** One unit of a comparison: checked, then costed. */
export interface ComparedUnit {
  readonly unit: string;
  readonly spec: UnitSpec;
  readonly extent: Extent;
  readonly error: ErrorStatistics;
  readonly gates: GatesCost;
  readonly ice40: Ice40Cost;
  /** Absent when place and route was not asked for or is not installed. */
  readonly placed?: PlacedCost;
  /** In the technology of the comparison, if it has one. */
  readonly cells?: UnitEnergy<UnitSpec>;
}

export interface Comparison {
  readonly format: Format;
  readonly contract: Contract;
  readonly rounding: Rounding;
  readonly units: readonly ComparedUnit[];
  /** Units that did not pass their check: no figure is given for them. */
  readonly failed: readonly { readonly spec: UnitSpec; readonly counterexample: Counterexample }[];
  /** Units that make no sense here, with the reason. */
  readonly refused: readonly { readonly unit: string; readonly reason: string }[];
  /** Why there is no Fmax, if there is none. */
  readonly withoutFmax?: string;
}

/**
 * Every unit of the catalogue on one format, under one contract: generated, checked at three levels, synthesised for
 * gates and iCE40, placed and routed. The exact product appears in all its architectures, and truncated as well.
 */
export async function compareUnits(format: Format, options: CompareOptions): Promise<Comparison> {
  const { specs, refused } = candidates(format, options);
  const { technology } = options;
  const checking = { ...options, technologies: technology === undefined ? [] : [technology] };
  const results = await Promise.all(specs.map((spec) => checkUnit(spec, checking)));
  const failed = results.flatMap((result) => (result.kind === 'failed' ? [result] : []));
  const passed = results.flatMap((result: CheckResult) => (result.kind === 'passed' ? [result.unit] : []));
  let withoutFmax: string | undefined =
    options.seeds.length === 0 ? 'place and route was switched off' : undefined;
  const units = await Promise.all(
    passed.map(async (unit): Promise<ComparedUnit> => {
      const placed = withoutFmax === undefined ? await place(unit, options) : undefined;
      if (typeof placed === 'string') withoutFmax = placed;
      const { spec, verdict, costs } = unit;
      const cells = await energyIn(unit, options);
      options.onProgress?.(`${shortName(spec)}: done`);
      return {
        unit: shortName(spec),
        spec,
        extent: verdict.extent,
        error: errorOf(unit),
        ...costs,
        ...(typeof placed === 'object' ? { placed } : {}),
        ...(cells === undefined ? {} : { cells }),
      };
    }),
  );
  const { contract, rounding } = options;
  return {
    format,
    contract,
    rounding,
    units,
    failed: failed.map(({ spec, counterexample }) => ({ spec, counterexample })),
    refused,
    ...(withoutFmax === undefined ? {} : { withoutFmax }),
  };
}

/** Area, delay and energy in the technology of the comparison. */
async function energyIn(
  unit: CheckedUnit,
  options: CompareOptions,
): Promise<UnitEnergy<UnitSpec> | undefined> {
  const [mapped] = unit.mapped;
  if (mapped === undefined) return undefined;
  const { stimulus = 'gaussian', onProgress, timeoutMs, signal } = options;
  const names = stimulus === 'uniform' ? [stimulus] : ([stimulus, 'uniform'] as const);
  return energyOfUnit(unit, mapped, {
    stimuli: names.map((name) => stimulusSpec(name, unit.spec.format)),
    ...(onProgress && { onProgress }),
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(signal && { signal }),
  });
}

/** Fmax of a checked unit, or in words why there is none. */
async function place(unit: CheckedUnit, options: CompareOptions): Promise<PlacedCost | string> {
  const { device, seeds, timeoutMs, signal, onProgress } = options;
  onProgress?.(`${shortName(unit.spec)}: place and route on ${device}, ${seeds.length} seeds`);
  try {
    return await placeAndRoute(unit.source, portsOf(unit.spec), {
      device,
      seeds,
      ...(timeoutMs !== undefined && { timeoutMs }),
      ...(signal && { signal }),
    });
  } catch (error) {
    if (error instanceof ToolMissingError) return error.message;
    if (error instanceof Diagnostic && error.code === 'synth/does-not-fit')
      return `${shortName(unit.spec)} ${error.text}`;
    throw error;
  }
}

function candidates(format: Format, { contract, rounding }: CompareOptions) {
  const other: Rounding = rounding === 'rtz' ? 'rne' : 'rtz';
  const wanted: readonly (readonly [string, UnitRequest])[] = [
    ['lmul', { form: 'adder' }],
    ['lmul', { form: 'equation' }],
    ['mitchell', { form: 'adder' }],
    ['exact', { architecture: 'carry-in', rounding }],
    ['exact', { architecture: 'multiply', rounding }],
    ['exact', { architecture: 'array', rounding }],
    ['exact', { architecture: 'table', rounding }],
    ['exact', { architecture: 'carry-in', rounding: other }],
    ['exact', { architecture: 'multiply', rounding: other }],
    ['exact', { architecture: 'array', rounding: other }],
  ];
  const specs: UnitSpec[] = [];
  const refused: { unit: string; reason: string }[] = [];
  for (const [product, request] of wanted)
    try {
      specs.push(unitSpec(product, format, { ...request, contract }));
    } catch (error) {
      if (!(error instanceof Diagnostic)) throw error;
      refused.push({
        unit: `${product} ${request.architecture ?? request.form} ${request.rounding ?? ''}`.trim(),
        reason: error.text,
      });
    }
  return { specs, refused };
}
