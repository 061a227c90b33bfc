import { Diagnostic } from '../diagnostic.ts';
import { type Format, widthOf } from '../format/index.ts';
import { type StimulusName, stimulusSpec } from '../measure/index.ts';
import type { Technology } from '../tech/index.ts';
import { type Contract, type UnitRequest, type UnitSpec, unitSpec } from '../unit/index.ts';
import { type CheckOptions, type Counterexample, checkUnit } from '../verify/index.ts';
import { energyOfUnit, type UnitEnergy } from './unit-energy.ts';

export interface EnergyTableOptions extends CheckOptions {
  readonly contract: Contract;
  readonly technologies: readonly Technology[];
  readonly stimulus?: StimulusName;
  /** Measure the netlists of all recipes, for the spread of energy. Default true. */
  readonly spread?: boolean;
}

/** Area, delay and energy of the units of a format, in several technologies. */
export interface EnergyTable {
  readonly format: Format;
  readonly contract: Contract;
  /** In the order of the technologies asked for. */
  readonly technologies: readonly {
    readonly technology: Technology;
    readonly units: readonly UnitEnergy<UnitSpec>[];
  }[];
  /** Units that did not pass their check: no figure is given for them. */
  readonly failed: readonly { readonly spec: UnitSpec; readonly counterexample: Counterexample }[];
}

/** L-Mul in both forms, Mitchell, and the exact product in its architectures, rounded to nearest and truncated. */
function unitsOfTable(format: Format, contract: Contract): UnitSpec[] {
  const wanted: readonly (readonly [string, UnitRequest])[] = [
    ['lmul', { form: 'adder' }],
    ['lmul', { form: 'equation' }],
    ['mitchell', { form: 'adder' }],
    ['exact', { architecture: 'carry-in' }],
    ['exact', { architecture: 'array' }],
    // Beyond 16 bits the array alone: the recipes take an hour for each more.
    ...(widthOf(format) > 16 ? [] : [['exact', { architecture: 'multiply' }] as const]),
    ['exact', { architecture: 'array', rounding: 'rtz' }],
  ];
  return wanted.flatMap(([product, request]) => {
    try {
      return [unitSpec(product, format, { ...request, contract })];
    } catch (error) {
      if (error instanceof Diagnostic) return [];
      throw error;
    }
  });
}

/** Builds, checks and measures every unit, one after the other: the large ones need all there is of memory. */
export async function energyTable(format: Format, options: EnergyTableOptions): Promise<EnergyTable> {
  const { contract, technologies, stimulus = 'gaussian', spread = true, ...check } = options;
  const names = stimulus === 'uniform' ? [stimulus] : ([stimulus, 'uniform'] as const);
  const stimuli = names.map((name) => stimulusSpec(name, format));
  const measured = new Map<Technology, UnitEnergy<UnitSpec>[]>(
    technologies.map((technology) => [technology, []]),
  );
  const failed: { spec: UnitSpec; counterexample: Counterexample }[] = [];
  for (const spec of unitsOfTable(format, contract)) {
    const result = await checkUnit(spec, { ...check, technologies });
    if (result.kind === 'failed') {
      failed.push(result);
      continue;
    }
    for (const mapped of result.unit.mapped) {
      const energy = await energyOfUnit(result.unit, mapped, { ...check, stimuli, spread });
      measured.get(mapped.technology)!.push(energy);
    }
  }
  return {
    format,
    contract,
    technologies: technologies.map((technology) => ({ technology, units: measured.get(technology)! })),
    failed,
  };
}
