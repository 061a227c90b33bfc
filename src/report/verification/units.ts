import type { UnitVerification } from '../../study/index.ts';
import { shortName } from '../../unit/index.ts';
import { describeExtent } from '../../verify/index.ts';
import { left, markdownTable, right } from '../table.ts';
import { isMissed, scoreIn } from './mutants.ts';
import { isProved, largest, openProofs, seconds } from './proofs.ts';

export const UNIT_NOTES = `* checked: bit-true model against elaborated RTL, gates and iCE40 cells, on these operand pairs
* kill score: share of the mutants that can be told from the unit which the vectors of the check do notice; mutants of the
  gate netlist (stuck-at 0 and 1 on every net, neighbouring gates), of the iCE40 netlist (the same, one row of a table
  wrong, dropped carries), and of the templates. 16-bit units: what the directed and random vectors of a quick check miss
  is put to all pairs, as the check of this table does
* few pairs: size of the set that \`lmul vectors --coverage\` writes, with the stuck-at faults of the gates it shows, of
  those that any pair shows
* proofs: theorems proved of those put to the solvers (\`lmul prove\`), and the largest of them in AIG nodes`;

export function unitTable(units: readonly UnitVerification[]): string {
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

/** What is left open, by name. */
export function openLines(units: readonly UnitVerification[]): string[] {
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
