import { CATALOGUE } from '../format/index.ts';
import {
  canonicalUnits,
  type Everywhere,
  type JudgedMutant,
  type OtherVerification,
  type SeededFault,
  type UnitVerification,
  type Verification,
} from '../study/index.ts';
import { nameOf, shortName } from '../unit/index.ts';
import { describeExtent, type Proof, scoreOf, scoreText } from '../verify/index.ts';
import { left, markdownTable, right } from './table.ts';

/** docs/verification.md as the command writes it. Its times are those of one run; everything else is reproducible. */
export function verificationMarkdown(verification: Verification): string {
  const { units, more, everywhere, others, faults } = verification;
  return [
    introduction(units),
    '## Units',
    unitTable(units),
    UNIT_NOTES,
    ...openLines(units),
    '## Theorems',
    THEOREM_NOTES,
    theoremTable(units),
    ...(more.length > 0 ? ['## Beyond the canonical units', moreTable(more)] : []),
    ...(everywhere.length > 0 ? ['## In every format up to fp32', everywhereTable(everywhere)] : []),
    ...(others.length > 0
      ? ['## Units that accumulate, and integers', OTHER_NOTES, otherTable(others), ...otherOpen(others)]
      : []),
    '## Faults, and the layer that notices',
    FAULT_NOTES,
    netlistFaultTable(units),
    templateFaultTable(faults),
    '',
  ].join('\n\n');
}

function introduction(units: readonly UnitVerification[]): string {
  const names = new Set(units.map(({ spec }) => shortName(spec)));
  const canonical = canonicalUnits().map(shortName);
  const shown = canonical.filter((name) => names.has(name)).length;
  const few = shown < canonical.length ? '\n`make verification` makes it for all of them.' : '';
  return `# How far the units are verified

Made by \`lmul prove --markdown\`: ${shown} of the ${canonical.length} canonical units of \`generated/\` and ${names.size - shown} others, each checked,
broken on purpose, and proved. Where a number is missing, nothing was claimed. Seconds are of one run on a shared machine
of two cores.${few}`;
}

const UNIT_NOTES = `* checked: bit-true model against elaborated RTL, gates and iCE40 cells, on these operand pairs
* kill score: share of the mutants that can be told from the unit which the vectors of the check do notice; mutants of the
  gate netlist (stuck-at 0 and 1 on every net, neighbouring gates), of the iCE40 netlist (the same, one row of a table
  wrong, dropped carries), and of the templates. 16-bit units: what the directed and random vectors of a quick check miss
  is put to all pairs, as the check of this table does
* few pairs: size of the set that \`lmul vectors --coverage\` writes, with the stuck-at faults of the gates it shows, of
  those that any pair shows
* proofs: theorems proved of those put to the solvers (\`lmul prove\`), and the largest of them in AIG nodes`;

const THEOREM_NOTES = `Over the units above: how often each theorem applies, is proved, by what, its largest instance, and the seconds of all
its instances together. A theorem whose time was up is open, and never counted as proved.`;

const FAULT_NOTES = `Netlist faults, over all units above, by the layer that notices: all pairs of 8-bit units, directed and random vectors
of 16-bit units, and what those miss, all 2^32 pairs. The rest is equivalent, shown on all pairs or by SAT.`;

const OTHER_NOTES = `Beside the canonical products, one unit of each kind. A register is proved step by step, from any state: one operation
is that of the bit-true model or of plain Verilog arithmetic; without one the sum stays; clear forgets, reset clears; operands
and lanes may change places. What SAT leaves open is named.`;

function scoreIn({ mutations }: UnitVerification, where: string): string {
  const mutants = mutations.find((group) => group.where === where)?.mutants;
  if (mutants === undefined) return '';
  const score = scoreOf(mutants);
  return `${scoreText(score)} of ${(score.killed + score.missed).toLocaleString('en')}`;
}

function unitTable(units: readonly UnitVerification[]): string {
  return markdownTable<UnitVerification>(
    [
      left('unit', ({ spec }) => shortName(spec)),
      left('checked', ({ extent }) => describeExtent(extent)),
      right('kill score, gates', (each) => scoreIn(each, 'gates')),
      right('iCE40', (each) => scoreIn(each, 'ice40')),
      right('templates', (each) => scoreIn(each, 'templates')),
      right('few pairs', (each) => String(each.coveringPairs)),
      right('stuck-at', ({ coverage }) => `${coverage.detected} of ${coverage.faults - coverage.untestable}`),
      right('proofs', ({ proofs }) => `${proofs.filter(isProved).length} of ${proofs.length}`),
      right('AIG nodes', ({ proofs }) => largest(proofs)),
      right('s', ({ proofs }) => seconds(proofs)),
    ],
    units,
  );
}

const isProved = ({ kind }: Proof): boolean => kind === 'proved';

function largest(proofs: readonly Proof[]): string {
  return Math.max(0, ...proofs.map(({ andNodes }) => andNodes)).toLocaleString('en');
}

function seconds(proofs: readonly Proof[]): string {
  return proofs.reduce((sum, { seconds }) => sum + seconds, 0).toFixed(1);
}

/** What is left open, by name. */
function openLines(units: readonly UnitVerification[]): string[] {
  const lines = units.flatMap(({ spec, mutations, proofs }) => {
    const name = shortName(spec);
    const missed = mutations.flatMap(({ mutants }) => mutants).filter(isMissed);
    return [
      ...openProofs(name, proofs),
      ...missed.map(({ fault }) => `* ${name}: nothing notices \`${fault}\``),
    ];
  });
  return lines.length === 0 ? [] : ['Open:', lines.join('\n')];
}

function openProofs(name: string, proofs: readonly Proof[]): string[] {
  return proofs.flatMap((proof) =>
    proof.kind === 'unknown' ? `* ${name}: ${proof.name} is open: ${proof.reason}` : [],
  );
}

const isMissed = ({ outcome }: JudgedMutant): boolean =>
  outcome.kind === 'survived' || outcome.kind === 'unknown';

function theoremTable(units: readonly UnitVerification[]): string {
  const all = units.flatMap(({ proofs }) => proofs);
  const names = [...new Set(all.map(({ name }) => name))];
  const of = (name: string): Proof[] => all.filter((proof) => proof.name === name);
  return markdownTable<string>(
    [
      left('theorem', (name) => name),
      right('units', (name) => String(of(name).length)),
      right('proved', (name) => String(of(name).filter(isProved).length)),
      left('by', (name) => solvers(of(name))),
      right('AIG nodes', (name) => largest(of(name))),
      right('s', (name) => seconds(of(name))),
    ],
    names,
  );
}

function solvers(proofs: readonly Proof[]): string {
  const names = proofs.flatMap((proof) => (proof.kind === 'proved' ? proof.solver : []));
  return [...new Set(names)].sort().join('; ');
}

function moreTable(more: Verification['more']): string {
  return markdownTable<Verification['more'][number]>(
    [
      left('unit', ({ unit }) => unit),
      left('theorem', ({ proof }) => proof.name),
      left('outcome', ({ proof }) => proof.kind),
      left('by', ({ proof }) => solvers([proof])),
      right('AIG nodes', ({ proof }) => proof.andNodes.toLocaleString('en')),
      right('s', ({ proof }) => seconds([proof])),
    ],
    more,
  );
}

function everywhereTable(everywhere: Verification['everywhere']): string {
  return markdownTable<Everywhere>(
    [
      left('unit', ({ unit }) => unit),
      left('formats', ({ formats }) => `${formats.length}: ${CATALOGUE.length} named, e2m1 to e8m23`),
      left('theorem', ({ proofs }) => proofs[0]?.name ?? ''),
      right('proved', ({ proofs }) => String(proofs.filter(isProved).length)),
      left('by', ({ proofs }) => solvers(proofs)),
      right('AIG nodes', ({ proofs }) => largest(proofs)),
      right('s', ({ proofs }) => seconds(proofs)),
    ],
    everywhere,
  );
}

function otherTable(others: Verification['others']): string {
  return markdownTable<OtherVerification>(
    [
      left('unit', ({ spec }) => nameOf(spec)),
      left('checked', ({ extent }) => describeExtent(extent)),
      right('proofs', ({ proofs }) => `${proofs.filter(isProved).length} of ${proofs.length}`),
      left('by', ({ proofs }) => solvers(proofs)),
      right('AIG nodes', ({ proofs }) => largest(proofs)),
      right('s', ({ proofs }) => seconds(proofs)),
    ],
    others,
  );
}

function otherOpen(others: Verification['others']): string[] {
  const lines = others.flatMap(({ spec, proofs }) => openProofs(nameOf(spec), proofs));
  return lines.length === 0 ? [] : ['Open:', lines.join('\n')];
}

function netlistFaultTable(units: readonly UnitVerification[]): string {
  const groups = units
    .flatMap(({ mutations }) => mutations)
    .filter(({ where }) => where !== 'templates')
    .flatMap(({ where, mutants }) => mutants.map((mutant) => ({ where, mutant })));
  const rows = (['gates', 'ice40'] as const).flatMap((level) =>
    [...FAULT_CLASSES].map(([title, matches]) => ({
      title,
      level,
      score: scoreOf(
        groups.filter(({ where, mutant }) => where === level && matches(mutant)).map(({ mutant }) => mutant),
      ),
    })),
  );
  return markdownTable<(typeof rows)[number]>(
    [
      left('fault', ({ title }) => title),
      left('netlist', ({ level }) => level),
      right('injected', ({ score }) => score.injected.toLocaleString('en')),
      right('noticed by vectors', ({ score }) => (score.killed - score.byAllPairs).toLocaleString('en')),
      right('by all pairs alone', ({ score }) => score.byAllPairs.toLocaleString('en')),
      right('shown equivalent', ({ score }) => score.equivalent.toLocaleString('en')),
      right('open', ({ score }) => score.missed.toLocaleString('en')),
    ],
    rows.filter(({ score }) => score.injected > 0),
  );
}

const FAULT_CLASSES: ReadonlyMap<string, (mutant: JudgedMutant) => boolean> = new Map([
  ['stuck-at 0 on a net', (mutant) => mutant.class === 'stuck-at 0'],
  ['stuck-at 1 on a net', (mutant) => mutant.class === 'stuck-at 1'],
  ['a gate swapped for a neighbour', ({ fault }) => / in place of |swapped$/.test(fault)],
  ['one row of a lookup table wrong', ({ fault }) => / row \d+ of its table /.test(fault)],
  ['a carry dropped, or deaf to the carry before it', ({ fault }) => /: the carry is /.test(fault)],
]);

function templateFaultTable(faults: readonly SeededFault[]): string {
  return markdownTable<SeededFault>(
    [
      left('template fault', ({ fault }) => fault.name),
      left('what is wrong', ({ fault }) => fault.title),
      right('units', ({ shows }) => String(shows)),
      right('noticed by the check', ({ killed }) => String(killed)),
      left('and by proof', ({ proof }) =>
        proof === undefined ? '' : `${proof.theorem} of ${proof.unit}: ${proof.outcome}`,
      ),
    ],
    faults,
  );
}
