import { hexOf } from '../format/index.ts';
import { shortName, type UnitSpec } from '../unit/index.ts';
import type { Proof } from '../verify/index.ts';
import { left, right, textTable } from './table.ts';

/** The theorems of a unit, what became of them, and how large each problem was. What they took is in the data alone. */
export function proofsText(spec: UnitSpec, proofs: readonly Proof[]): string {
  const table = textTable<Proof>(
    [
      left('theorem', ({ name }) => name),
      left('outcome', ({ kind }) => kind),
      left('by', (proof) => (proof.kind === 'proved' ? proof.solver : '')),
      right('AIG nodes', ({ andNodes }) => (andNodes === 0 ? '' : andNodes.toLocaleString('en'))),
      left('says', ({ statement }) => statement),
    ],
    proofs,
  );
  const open = proofs.flatMap((proof) => {
    if (proof.kind === 'unknown') return `  ${proof.name}: unknown: ${proof.reason}`;
    if (proof.kind === 'refuted') return `  ${proof.name}: refuted by ${inputsText(spec, proof.inputs)}`;
    return [];
  });
  return [shortName(spec), '', table, ...(open.length > 0 ? ['', ...open] : [])].join('\n');
}

function inputsText({ format }: UnitSpec, inputs: Readonly<Record<string, bigint>>): string {
  return Object.entries(inputs)
    .map(([name, value]) => `${name} = ${/^[abc](_i)?(__|$)/.test(name) ? hexOf(format, value) : value}`)
    .join(', ');
}

/** The same as data, with the seconds that the solvers took when they ran: those differ from machine to machine. */
export function proofsData(spec: UnitSpec, proofs: readonly Proof[]): object {
  return {
    unit: shortName(spec),
    spec,
    proofs,
  };
}
