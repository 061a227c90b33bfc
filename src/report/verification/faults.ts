import type { JudgedMutant, SeededFault, UnitVerification } from '../../study/index.ts';
import { scoreOf } from '../../verify/index.ts';
import { left, markdownTable, right } from '../table.ts';

export const FAULT_NOTES = `Netlist faults, over all units above, by the layer that notices: all pairs of 8-bit units, directed and random vectors
of 16-bit units, and what those miss, all 2^32 pairs. The rest is equivalent, shown on all pairs or by SAT.`;

export function netlistFaultTable(units: readonly UnitVerification[]): string {
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

export function templateFaultTable(faults: readonly SeededFault[]): string {
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
