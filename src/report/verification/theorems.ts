import { CATALOGUE } from '../../format/index.ts';
import type { Everywhere, OtherVerification, UnitVerification, Verification } from '../../study/index.ts';
import { nameOf } from '../../unit/index.ts';
import { describeExtent, type Proof } from '../../verify/index.ts';
import { left, markdownTable, right } from '../table.ts';
import { isOpen, scoreIn } from './mutants.ts';
import { isProved, largest, openProofs, seconds, solvers } from './proofs.ts';

export const THEOREM_NOTES = `Over the units above: how often each theorem applies, is proved, by what, its largest instance, and the seconds of all
its instances together. A theorem whose time was up is open, and never counted as proved.`;

export const OTHER_NOTES = `Beside the canonical products, one unit of each kind. A register is proved step by step, from any state: one operation
is that of the bit-true model or of plain Verilog arithmetic; without one the sum stays; clear forgets, reset clears; operands
and lanes may change places. Mutants run the streams of the check, from reset. Of those that they do not show, SAT shows
some to be equivalent from any state, and gives for others a state from which they differ: a proof from any state notices
them, a stream may never come there (the exponents of an fp32 sum of e4m3 products stay far from their ends). What SAT
leaves open is named.`;

export function theoremTable(units: readonly UnitVerification[]): string {
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

export function moreTable(more: Verification['more']): string {
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

export function everywhereTable(everywhere: Verification['everywhere']): string {
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

export function otherTable(others: Verification['others']): string {
  return markdownTable<OtherVerification>(
    [
      left('unit', ({ spec }) => nameOf(spec)),
      left('checked', ({ extent }) => describeExtent(extent)),
      right('kill score, gates', (each) => scoreIn(each, 'gates')),
      right('from other states', (each) => (each.mutations.length === 0 ? '' : String(fromStates(each)))),
      right('templates', (each) => scoreIn(each, 'templates')),
      right('proofs', ({ proofs }) => `${proofs.filter(isProved).length} of ${proofs.length}`),
      left('by', ({ proofs }) => solvers(proofs)),
      right('AIG nodes', ({ proofs }) => largest(proofs)),
      right('s', ({ proofs }) => seconds(proofs)),
    ],
    others,
  );
}

/** Mutants that no stream shows, but a step from some state. */
function fromStates({ mutations }: OtherVerification): number {
  return mutations.flatMap(({ mutants }) => mutants).filter(({ outcome }) => outcome.kind === 'survived')
    .length;
}

export function otherOpen(others: Verification['others']): string[] {
  const lines = others.flatMap(({ spec, mutations, proofs }) => {
    const open = mutations.flatMap(({ mutants }) => mutants).filter(isOpen).length;
    const missed = `* ${nameOf(spec)}: ${open} mutants that no stream shows, and of which SAT says nothing`;
    return [...openProofs(nameOf(spec), proofs), ...(open > 0 ? [missed] : [])];
  });
  return lines.length === 0 ? [] : ['Open:', lines.join('\n')];
}
