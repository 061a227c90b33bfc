import { hexOf } from '../format/index.ts';
import { type FloatSpec, nameOf, operandFormatOf } from '../unit/index.ts';
import {
  levelName,
  type Mutant,
  type Mutation,
  type Outcome,
  type Score,
  scoreOf,
  scoreText,
} from '../verify/index.ts';
import { left, right, textTable } from './table.ts';

/** Survivors that are listed; all of them are in the data. */
const LISTED = 20;

interface Row {
  readonly where: string;
  readonly fault: string;
  readonly score: Score;
}

/** The kill score by kind of fault, and who survived and why. */
export function mutationText(mutation: Mutation): string {
  const { spec, vectors } = mutation;
  const rows = rowsOf(mutation);
  const count = ({ score }: Row, key: keyof Score): string => score[key].toLocaleString('en');
  const table = textTable<Row>(
    [
      left('faults in', ({ where }) => where),
      left('fault', ({ fault }) => fault),
      right('injected', (row) => count(row, 'injected')),
      right('killed', (row) => count(row, 'killed')),
      ...(rows.some(({ score }) => score.byAllPairs > 0)
        ? [right<Row>('by all pairs alone', (row) => count(row, 'byAllPairs'))]
        : []),
      right('equivalent', (row) => count(row, 'equivalent')),
      right('missed', (row) => count(row, 'missed')),
      right('kill score', ({ score }) => scoreText(score)),
    ],
    rows,
  );
  return [
    `${nameOf(spec)}: ${vectors}`,
    '',
    table,
    ...untouchedLines(mutation),
    ...survivorLines(mutation),
  ].join('\n');
}

function rowsOf({ groups }: Mutation): Row[] {
  return groups.flatMap(({ where, mutants }) =>
    [...new Set(mutants.map((mutant) => mutant.class))].map((kind) => ({
      where: placeName(where),
      fault: kind,
      score: scoreOf(mutants.filter((mutant) => mutant.class === kind)),
    })),
  );
}

/** What would otherwise be a row that is missing without a word. */
function untouchedLines({ groups }: Mutation): string[] {
  const untouched = groups.filter(({ mutants }) => mutants.length === 0);
  return untouched.map(({ where }) => `\nno seeded fault changes its ${placeName(where)}`);
}

function placeName(where: Mutation['groups'][number]['where']): string {
  return where === 'templates' ? 'RTL templates' : levelName(where);
}

function survivorLines({ spec, groups }: Mutation): string[] {
  const all = groups.flatMap(({ where, mutants }) => mutants.map((mutant) => ({ where, ...mutant })));
  // What the vectors missed comes before what nothing can show.
  const order = ['survived', 'unknown', 'equivalent'] as const;
  const survivors = order.flatMap((kind) => all.filter(({ outcome }) => outcome.kind === kind));
  if (survivors.length === 0) return [];
  const lines = survivors
    .slice(0, LISTED)
    .map(
      ({ where, outcome, ...mutant }) =>
        `  ${placeName(where)}: ${faultText(mutant)}: ${reasonText(spec, outcome)}`,
    );
  const more = survivors.length - LISTED;
  return ['', 'not killed', ...lines, ...(more > 0 ? [`  and ${more} more, all of them in --json`] : [])];
}

function faultText({ class: kind, fault }: Omit<Mutant, 'outcome'>): string {
  return kind.startsWith('stuck-at') || kind === 'template' ? fault : `${kind}, ${fault}`;
}

function reasonText(spec: FloatSpec, outcome: Outcome): string {
  switch (outcome.kind) {
    case 'survived':
      return `not reached; ${shownText(spec, outcome.shownBy)} would show it`;
    case 'unknown':
      return `unknown: ${outcome.reason}`;
    case 'equivalent':
      return `equivalent: ${outcome.how}`;
    case 'killed':
      return 'killed';
  }
}

function shownText(
  spec: FloatSpec,
  { a, b, state }: Extract<Outcome, { kind: 'survived' }>['shownBy'],
): string {
  if (state !== undefined)
    return `0x${a.toString(16)}, 0x${b.toString(16)} onto registers 0x${state.toString(16)}`;
  const format = operandFormatOf(spec);
  return `${hexOf(format, a)}, ${hexOf(format, b)}`;
}

export function mutationData(mutation: Mutation): object {
  const { spec, vectors, groups } = mutation;
  return {
    unit: nameOf(spec),
    spec,
    vectors,
    groups: groups.map(({ where, mutants }) => ({
      where,
      score: { ...scoreOf(mutants), killScore: scoreText(scoreOf(mutants)) },
      mutants,
    })),
  };
}
