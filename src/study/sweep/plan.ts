import { join } from 'node:path';
import { Diagnostic } from '../../diagnostic.ts';
import { type Format, parseFormat } from '../../format/index.ts';
import { fileOperand, type StimulusSpec, stimulusSpec } from '../../measure/index.ts';
import {
  type FloatSpec,
  macSpec,
  nameOf,
  operandFormatOf,
  type UnitRequest,
  type UnitSpec,
  unitSpec,
} from '../../unit/index.ts';
import { BEST_RECIPE, type Study, type StudyLevel, type StudyStimulus, type StudyUnits } from './study.ts';

export type PointLevel = StudyLevel['kind'];

/** One unit on one target by one recipe: what is checked and measured as one. */
export interface Point {
  /** Its place in the plan, from 0. */
  readonly index: number;
  readonly unit: string;
  readonly level: PointLevel;
  readonly spec: FloatSpec;
  readonly target: string;
  /** Of standard cells. */
  readonly recipe?: string;
  /** Operands of errors and, in standard cells, of energy. */
  readonly stimuli: readonly StimulusSpec[];
  /** Of place and route. */
  readonly seeds?: readonly number[];
}

/** A combination of options that is no unit. */
export interface Refused {
  readonly unit: string;
  readonly reason: string;
}

export interface SweepPlan {
  readonly points: readonly Point[];
  readonly refused: readonly Refused[];
}

/**
 * Every point of a study, in the order of its lists. Combinations that make no sense are kept with the reason. Operand
 * files are read from paths relative to `folder`.
 *
 * @throws Diagnostic `study/too-many` when there is no end to them, `study/empty` when no combination makes sense, `operands/...` for a file that cannot be used
 */
export function planOf(study: Study, folder = '.'): SweepPlan {
  checkSize(study);
  const refused: Refused[] = [];
  const specs = new Map<string, { readonly spec: FloatSpec; readonly level: PointLevel }>();
  for (const format of study.formats.map((name) => parseFormat(name)))
    for (const contract of study.contracts)
      for (const level of study.levels)
        for (const units of study.units)
          for (const request of requestsOf(units, contract)) {
            const made = specOf(units.product, format, request, level);
            if ('reason' in made) refused.push(made);
            else specs.set(nameOf(made), { spec: made, level: level.kind });
          }
  if (specs.size === 0)
    throw new Diagnostic({
      code: 'study/empty',
      text: 'No combination of this study makes a unit.',
      got: refused[0] === undefined ? study.name : `${refused[0].unit}: ${refused[0].reason}`,
      wayOut: 'options that go together: lmul generate --help',
    });
  const stimuliOf = stimuliReader(study.stimuli, folder);
  const points = [...specs].flatMap(([unit, { spec, level }]) => {
    const stimuli = stimuliOf(operandFormatOf(spec));
    return study.targets.flatMap((target): Omit<Point, 'index'>[] => {
      const base = { unit, level, spec, target, stimuli };
      if (target.startsWith('ice40:')) return [{ ...base, seeds: study.seeds }];
      if (!target.startsWith('cells:')) return [base];
      return study.recipes.map((recipe) => ({ ...base, recipe }));
    });
  });
  return { points: points.map((point, index) => ({ index, ...point })), refused };
}

/** The options of a unit that a study lists. */
const AXES = [
  'form',
  'offset',
  'architecture',
  'columns',
  'logGuard',
  'rounding',
  'output',
  'saturate',
  'stages',
] as const;

/** More than anybody measures; lists that multiply to more would take all memory before the first is refused. */
const MOST_COMBINATIONS = 100_000;

function checkSize({ formats, contracts, levels, units, targets, recipes }: Study): void {
  const requests = units.reduce(
    (sum, each) => sum + AXES.reduce((product, axis) => product * (each[axis]?.length ?? 1), 1),
    0,
  );
  const lists = { formats, contracts, levels, targets, recipes };
  const all = Object.values(lists).reduce((product, { length }) => product * length, requests);
  if (all <= MOST_COMBINATIONS) return;
  const sizes = Object.entries(lists).map(([name, { length }]) => `${length} ${name}`);
  throw new Diagnostic({
    code: 'study/too-many',
    text: `A study has at most ${MOST_COMBINATIONS.toLocaleString('en')} combinations.`,
    got: `${all.toLocaleString('en')}: ${requests.toLocaleString('en')} units of options, ${sizes.join(', ')}`,
    wayOut: 'shorter lists, or several studies',
  });
}

/** Every combination of the option values listed. */
function requestsOf(units: StudyUnits, contract: string): UnitRequest[] {
  let requests: UnitRequest[] = [{ contract }];
  for (const axis of AXES) {
    const values = units[axis];
    if (values !== undefined)
      requests = requests.flatMap((request) => values.map((value) => ({ ...request, [axis]: value })));
  }
  return requests;
}

/** A product as the unit of a level. Throws Diagnostic `mac/...`. */
export function atLevel(product: UnitSpec, level: StudyLevel): FloatSpec {
  return level.kind === 'element' ? product : macSpec(product, level);
}

function specOf(
  product: string,
  format: Format,
  request: UnitRequest,
  level: StudyLevel,
): FloatSpec | Refused {
  try {
    const spec: UnitSpec = unitSpec(product, format, request);
    return atLevel(spec, level);
  } catch (error) {
    if (!(error instanceof Diagnostic)) throw error;
    const options = AXES.flatMap((axis) => (request[axis] === undefined ? [] : [`${axis} ${request[axis]}`]));
    const unit = [level.kind === 'element' ? [] : level.kind, product, format.name, ...options]
      .flat()
      .join(' ');
    return { unit: `${unit} ${request.contract}`, reason: error.text };
  }
}

/** Stimuli for a format; files are read once, now, so that a bad one is refused before any work. */
function stimuliReader(
  stimuli: readonly StudyStimulus[],
  folder: string,
): (format: Format) => readonly StimulusSpec[] {
  const makers = stimuli.map((stimulus): ((format: Format) => StimulusSpec) => {
    const { seed, reuse } = stimulus;
    const options = { seed, ...(reuse === undefined ? {} : { reuse }) };
    if (stimulus.name !== 'file') return (format) => stimulusSpec(stimulus.name, format, options);
    const read = (place: string) => fileOperand(join(folder, place), stimulus.scale);
    const [a, b] = [read(stimulus.a), stimulus.b === undefined ? undefined : read(stimulus.b)];
    return (format) => {
      const second = stimulusSpec('gaussian', format, options).b;
      return {
        name: 'file',
        seed,
        a: { ...a, reuse: 1 },
        b: b === undefined ? second : { ...b, reuse: second.reuse },
      };
    };
  });
  return (format) => makers.map((make) => make(format));
}

/** Points of one circuit: they share their check. */
export interface PointGroup {
  readonly spec: FloatSpec;
  readonly recipe: string;
  readonly points: readonly Point[];
}

/** Points by circuit and recipe, in the order of the plan. */
export function groupsOf(points: readonly Point[]): PointGroup[] {
  const groups = new Map<string, { spec: FloatSpec; recipe: string; points: Point[] }>();
  for (const point of points) {
    const { unit, spec, recipe = BEST_RECIPE } = point;
    const key = `${unit} ${recipe}`;
    const group = groups.get(key) ?? { spec, recipe, points: [] };
    group.points.push(point);
    groups.set(key, group);
  }
  return [...groups.values()];
}
