import { widthOf } from '../../format/index.ts';
import type { FloatSpec, MacSpec, UnitSpec } from '../../unit/index.ts';
import type { CheckedUnit } from '../check.ts';
import { STREAMS } from '../mac-machine.ts';
import { nowAndThen } from '../now-and-then.ts';
import type { OperandPairs } from '../operands.ts';
import type { SolveLimits } from '../prove/solve.ts';
import { type BaseLevel, levelName } from '../verdict.ts';
import { checkAllPairs } from './all-pairs.ts';
import { checkVectors, type VectorsUnderTest } from './fault-vectors.ts';
import { mutateMacNetlist, mutateMacTemplates, stepsOf } from './mutate-mac.ts';
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
  /** Whether mutants that those vectors miss are put to all operand pairs, in formats of up to 16 bits. Default false. */
  readonly exhaustive?: boolean;
  readonly onProgress?: (text: string) => void;
}

/** What a set of vectors is worth: which faults of a unit it notices. */
export interface Mutation {
  readonly spec: FloatSpec;
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
  const { levels, onProgress, vectors: given, ...limits } = options;
  const { seed = 1, exhaustive = false } = limits;
  const { spec } = unit;
  if (exhaustive) checkAllPairs(spec.format);
  const vectors = given ?? checkVectors(spec, seed);
  const groups = await groupsOf(unit.source.top, { levels, onProgress }, (place) =>
    place === 'templates'
      ? mutateTemplates(spec, vectors, limits)
      : mutateNetlist(unit, place, vectors, limits),
  );
  return {
    spec,
    vectors: [
      given === undefined ? describe(spec, vectors, seed) : describe(spec, vectors),
      ...(exhaustive && vectors !== 'all pairs' ? [describe(spec, 'all pairs')] : []),
    ].join(', then '),
    groups,
  };
}

/**
 * The same for a unit that accumulates, on the streams of its check: `vectors` and `exhaustive` are of products alone.
 */
export async function mutateMac(
  unit: CheckedUnit<MacSpec>,
  options: Omit<MutateOptions, 'vectors' | 'exhaustive'> = {},
): Promise<Mutation> {
  const { levels, onProgress, seed = 1, ...limits } = options;
  const { spec } = unit;
  const steps = stepsOf(spec, seed);
  const groups = await groupsOf(unit.source.top, { levels, onProgress }, (place, tell) =>
    place === 'templates'
      ? mutateMacTemplates(spec, steps, limits)
      : mutateMacNetlist(unit, place, steps, limits, tell),
  );
  const streams = `${STREAMS.toLocaleString('en')} streams of ${steps.length.toLocaleString('en')} cycles`;
  return { spec, vectors: `${streams} (seed ${seed})`, groups };
}

type Place = BaseLevel | 'templates';

/** The mutants of each netlist, one after the other, and then of the templates. */
async function groupsOf(
  top: string,
  {
    levels = ['gates'],
    onProgress = () => {},
  }: { [Option in 'levels' | 'onProgress']: MutateOptions[Option] | undefined },
  mutantsIn: (place: Place, tell: (done: number, of: number) => void) => Promise<Mutant[]>,
): Promise<Mutation['groups']> {
  const groups: Mutation['groups'][number][] = [];
  for (const where of [...levels, 'templates'] satisfies Place[]) {
    const what = `${top}: faults in ${where === 'templates' ? 'its templates' : `the ${levelName(where)}`}`;
    onProgress(what);
    const tell = nowAndThen((done: number, of: number) =>
      onProgress(`${what}: ${done.toLocaleString('en')} of ${of.toLocaleString('en')}`),
    );
    groups.push({ where, mutants: await mutantsIn(where, tell) });
  }
  return groups;
}

function describe({ format }: UnitSpec, vectors: VectorsUnderTest, seed?: number): string {
  if (vectors === 'all pairs') return `all ${(2 ** (2 * widthOf(format))).toLocaleString('en')} pairs`;
  const count = vectors.a.length.toLocaleString('en');
  if (seed === undefined) return vectors.a.length === 1 ? '1 vector' : `${count} vectors`;
  return `${count} directed and random pairs (seed ${seed})`;
}
