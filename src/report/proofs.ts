import { hexOf } from '../format/index.ts';
import { type AnySpec, accumulates, isInteger, nameOf } from '../unit/index.ts';
import type { Proof } from '../verify/index.ts';
import { left, right, textTable } from './table.ts';

/** The theorems of a unit, what became of them, and how large each problem was. What they took is in the data alone. */
export function proofsText(spec: AnySpec, proofs: readonly Proof[]): string {
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
  return [nameOf(spec), '', table, ...(open.length > 0 ? ['', ...open] : [])].join('\n');
}

function inputsText(spec: AnySpec, inputs: Readonly<Record<string, bigint>>): string {
  const text = (name: string, value: bigint): string => {
    if (!/^[abc](_i)?(__|$)/.test(name)) return value.toString();
    return isInteger(spec) || accumulates(spec) ? `0x${value.toString(16)}` : hexOf(spec.format, value);
  };
  return Object.entries(inputs)
    .map(([name, value]) => `${name} = ${text(name, value)}`)
    .join(', ');
}

/** The same as data, with the seconds that the solvers took when they ran: those differ from machine to machine. */
export function proofsData(spec: AnySpec, proofs: readonly Proof[]): object {
  return {
    unit: nameOf(spec),
    spec,
    proofs,
  };
}
