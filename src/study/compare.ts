import { Diagnostic } from '../diagnostic.ts';
import type { Format, Rounding } from '../format/index.ts';
import { type StimulusName, stimulusSpec } from '../measure/index.ts';
import type { Technology } from '../tech/index.ts';
import type { Ice40Device } from '../tools/index.ts';
import { type Contract, shortName, type UnitRequest, type UnitSpec, unitSpec } from '../unit/index.ts';
import { type CheckOptions, type CheckResult, type Counterexample, checkUnit } from '../verify/index.ts';
import { type ComparedUnit, measureUnit } from './measure-unit.ts';

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
  const { stimulus = 'gaussian' } = options;
  const names = stimulus === 'uniform' ? [stimulus] : ([stimulus, 'uniform'] as const);
  const stimuli = names.map((name) => stimulusSpec(name, format));
  const units = await Promise.all(
    passed.map(async (unit): Promise<ComparedUnit> => {
      // Once one unit could not be placed, there is no column of Fmax, and the others need not try.
      const seeds = withoutFmax === undefined ? options.seeds : [];
      const result = await measureUnit(unit, { ...options, seeds, stimuli });
      withoutFmax ??= result.withoutFmax;
      options.onProgress?.(`${shortName(unit.spec)}: done`);
      return result.measured;
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

function candidates(format: Format, { contract, rounding }: CompareOptions) {
  const other: Rounding = rounding === 'rtz' ? 'rne' : 'rtz';
  const wanted: readonly (readonly [string, UnitRequest])[] = [
    ['lmul', { form: 'adder' }],
    ['lmul', { form: 'equation' }],
    ['mitchell', { form: 'adder' }],
    ['lns', { rounding }],
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
