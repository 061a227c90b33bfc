import { widthOf } from '../../format/index.ts';
import type { UnitSpec } from '../../unit/index.ts';
import type { CheckedUnit } from '../check.ts';
import type { OperandPairs } from '../operands.ts';
import type { SolveLimits } from '../prove/solve.ts';
import { type BaseLevel, levelName } from '../verdict.ts';
import { checkVectors, type VectorsUnderTest } from './fault-vectors.ts';
import { mutateNetlist } from './mutate-netlist.ts';
import { mutateTemplates } from './mutate-templates.ts';
import type { Mutant } from './outcome.ts';

export interface MutateOptions extends SolveLimits {
  /** The vectors put to the test. Default: those of the check, all pairs up to 10 bits, else directed and random ones. */
  readonly vectors?: OperandPairs;
  /** The netlists to inject faults into. Default: the gates. */
  readonly levels?: readonly BaseLevel[];
  /** Of the default vectors and of pipeline gaps. Default 1. */
  readonly seed?: number;
  readonly onProgress?: (text: string) => void;
}

/** What a set of vectors is worth: which faults of a unit it notices. */
export interface Mutation {
  readonly spec: UnitSpec;
  /** The vectors in words: `all 65,536 pairs`. */
  readonly vectors: string;
  /** Netlist faults by level, then `templates`: see `mutateNetlist` and `mutateTemplates`. */
  readonly groups: readonly {
    readonly where: BaseLevel | 'templates';
    readonly mutants: readonly Mutant[];
  }[];
}

/** Injects faults into a unit that is right, and runs vectors until they notice. */
export async function mutateUnit(unit: CheckedUnit, options: MutateOptions = {}): Promise<Mutation> {
  const { levels = ['gates'], seed = 1, onProgress = () => {}, vectors: given, ...limits } = options;
  const { spec } = unit;
  const vectors = given ?? checkVectors(spec, seed);
  const groups: Mutation['groups'][number][] = [];
  for (const level of levels) {
    onProgress(`${unit.source.top}: faults in the ${levelName(level)}`);
    groups.push({ where: level, mutants: await mutateNetlist(unit, level, vectors, { ...limits, seed }) });
  }
  onProgress(`${unit.source.top}: faults in its templates`);
  groups.push({ where: 'templates', mutants: await mutateTemplates(spec, vectors, { ...limits, seed }) });
  return {
    spec,
    vectors: given === undefined ? describe(spec, vectors, seed) : describe(spec, vectors),
    groups,
  };
}

function describe({ format }: UnitSpec, vectors: VectorsUnderTest, seed?: number): string {
  if (vectors === 'all pairs') return `all ${(2 ** (2 * widthOf(format))).toLocaleString('en')} pairs`;
  const count = vectors.a.length.toLocaleString('en');
  return seed === undefined
    ? `${count} vector${count === '1' ? '' : 's'}`
    : `${count} directed and random pairs (seed ${seed})`;
}
