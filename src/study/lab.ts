import { availableParallelism } from 'node:os';
import { Diagnostic } from '../diagnostic.ts';
import { type Format, parseFormat, widthOf } from '../format/index.ts';
import { stimulusSpec } from '../measure/index.ts';
import type { ToolLimits } from '../synth/index.ts';
import { builtInTechnology } from '../tech/index.ts';
import {
  type AccumulatorRequest,
  type AnySpec,
  type FloatSpec,
  type IntegerSpec,
  isInteger,
  isMac,
  macSpec,
  nameOf,
  operandFormatOf,
  type UnitRequest,
  type UnitSpec,
  unitSpec,
} from '../unit/index.ts';
import { type CheckedUnit, type CheckOptions, checkAnyUnit, effortOf } from '../verify/index.ts';
import type { CostName } from './ratios.ts';
import { stimulusFor } from './running.ts';
import { isMeasured, type MeasuredPoint, parseStudy, type Study, sweep } from './sweep/index.ts';
import { energyOfUnit, type UnitEnergy } from './unit-energy.ts';

export interface LabOptions extends ToolLimits {
  /** Of area, delay and energy, where a target does not say otherwise. Default sky130. */
  readonly technology?: string;
  readonly onProgress?: (text: string) => void;
}

/** Why something could not be measured: the reason stands in place of a verdict. */
export class NotMeasuredError extends Error {}

/** Measures units one by one, each once, through the points of a sweep and so through its cache. */
export class Lab {
  readonly technology: string;
  readonly #options: LabOptions;
  readonly #points = new Map<string, Promise<MeasuredPoint>>();
  readonly #waiting: (() => void)[] = [];
  #free = availableParallelism() + 1;

  constructor(options: LabOptions) {
    this.technology = options.technology ?? 'sky130';
    this.#options = options;
  }

  /** The target of area, delay and energy. */
  get cells(): string {
    return `cells:${this.technology}`;
  }

  /** A checked unit on a target. Throws NotMeasuredError when the point failed. */
  measure(spec: FloatSpec, target: string): Promise<MeasuredPoint> {
    const key = `${nameOf(spec)} ${target}`;
    const known = this.#points.get(key) ?? this.#inTurn(() => this.#run(spec, target));
    this.#points.set(key, known);
    return known;
  }

  /**
   * The unit itself, of any kind, for what is measured of its results or has no point of a sweep. Throws
   * NotMeasuredError when it fails its check.
   */
  async checked<Spec extends AnySpec>(
    spec: Spec,
    build: Pick<CheckOptions, 'technologies' | 'prove'> = {},
  ): Promise<CheckedUnit<Spec>> {
    const { technology: _, onProgress = () => {}, ...limits } = this.#options;
    onProgress(nameOf(spec));
    const { seed, count, prove } = isUnproved(spec) ? UNPROVED.check : DEFAULTS.check;
    const result = await this.#inTurn(() => checkAnyUnit(spec, { seed, count, prove, ...build, ...limits }));
    if (result.kind === 'passed') return result.unit as CheckedUnit<Spec>;
    throw new NotMeasuredError(result.description);
  }

  /** A unit on integers in standard cells, as the points of a sweep have those on floating-point numbers. */
  async integerEnergy(spec: IntegerSpec): Promise<UnitEnergy<IntegerSpec>> {
    const { technology: _, onProgress, ...limits } = this.#options;
    const unit = await this.checked(spec, { technologies: [builtInTechnology(this.technology)] });
    const stimuli = [stimulusFor(spec, 'gaussian')];
    return energyOfUnit(unit, unit.mapped[0]!, {
      stimuli,
      precision: DEFAULTS.precision,
      ...limits,
      ...(onProgress && { onProgress }),
    });
  }

  /** Of some units, the one that takes least. */
  async least(specs: readonly FloatSpec[], target: string, cost: CostName): Promise<MeasuredPoint> {
    const points = await Promise.all(specs.map((spec) => this.measure(spec, target)));
    return points.reduce((best, point) => (point.costs[cost]! < best.costs[cost]! ? point : best));
  }

  /** A few at a time: whole claims are asked for at once, and netlists take memory. */
  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free += 1;
      else next();
    }
  }

  async #run(spec: FloatSpec, target: string): Promise<MeasuredPoint> {
    const { technology: _, onProgress = () => {}, ...limits } = this.#options;
    onProgress(`${nameOf(spec)}, ${target}`);
    const level = isMac(spec) ? (spec.lanes === 1 ? 'mac' : 'dot') : 'element';
    const stimuli = [stimulusSpec('gaussian', operandFormatOf(spec))];
    const base = { index: 0, unit: nameOf(spec), level, spec, target, stimuli } as const;
    const point = target.startsWith('cells:') ? { ...base, recipe: 'best' } : base;
    const [outcome] = await sweep(
      isTooWide(spec) ? UNPROVED : DEFAULTS,
      { points: [point], refused: [] },
      limits,
    );
    if (outcome !== undefined && isMeasured(outcome)) return outcome;
    throw new NotMeasuredError(`${nameOf(spec)} on ${target}: ${outcome?.reason.split('\n')[0]}`);
  }
}

/** What a study has by default: the same check, precision and operands, so that claims and sweeps share their points. */
const DEFAULTS: Study = parseStudy(
  JSON.stringify({ name: 'claims', formats: ['e4m3'], units: [{ product: 'lmul' }] }),
  'claims',
);

/** Netlists of products wider than 16 bits are not proved: sampled pairs alone, as in docs/energy.md. */
const UNPROVED: Study = { ...DEFAULTS, check: { ...DEFAULTS.check, prove: false } };

/** Steps of many lanes are too wide for a proof as well. */
function isTooWide(spec: AnySpec): boolean {
  if (isInteger(spec) || isMac(spec)) return effortOf(spec) === 'light';
  return spec.product !== 'add' && widthOf(spec.format) > 16;
}

/** Of what is no point, those of several floating-point lanes are not proved either. */
const isUnproved = (spec: AnySpec): boolean => isTooWide(spec) || (isMac(spec) && spec.lanes > 1);

/** The exact units of a format, in every architecture there is; beyond 16 bits the array alone, which takes long enough. */
export function exactUnits(format: Format, request: UnitRequest = {}): UnitSpec[] {
  const architectures = widthOf(format) > 16 ? ['array'] : ['carry-in', 'table', 'array', 'multiply'];
  return architectures.flatMap((architecture) => {
    try {
      return [unitSpec('exact', format, { ...request, architecture })];
    } catch (error) {
      if (error instanceof Diagnostic) return [];
      throw error;
    }
  });
}

export const lmulOf = (format: string, request: UnitRequest = {}): UnitSpec =>
  unitSpec('lmul', parseFormat(format), request);

export const macOf = (product: UnitSpec, request: AccumulatorRequest): FloatSpec => macSpec(product, request);
