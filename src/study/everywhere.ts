import { availableParallelism } from 'node:os';
import { CATALOGUE, type Format, parseFormat } from '../format/index.ts';
import { type LmulSpec, shortName, unitSpec } from '../unit/index.ts';
import { type Proof, proveUnit } from '../verify/index.ts';
import { inTurn } from './in-turn.ts';

/** One theorem about the same unit in many formats. */
export interface Everywhere {
  /** The unit in words, without its format. */
  readonly unit: string;
  readonly formats: readonly Format[];
  readonly proofs: readonly Proof[];
}

/** L-Mul = its one-line specification in every format up to fp32, under flush. */
export async function provedEverywhere(
  form: LmulSpec['form'],
  timeoutMs: number,
  onProgress: (text: string) => void,
): Promise<Everywhere> {
  const formats = everyFormat();
  const only = ['RTL = specification'];
  const proofs = await inTurn(formats, availableParallelism(), (format) => {
    const spec = unitSpec('lmul', format, { form });
    onProgress(`${shortName(spec)}: ${only.join()}`);
    return proveUnit(spec, { only, timeoutMs });
  });
  return { unit: `lmul --form ${form}`, formats, proofs: proofs.flat() };
}

/** The named formats, and every free one of 2 to 8 exponent and 1 to 23 mantissa bits. */
function everyFormat(): Format[] {
  const free = [2, 3, 4, 5, 6, 7, 8].flatMap((expBits) =>
    Array.from({ length: 23 }, (_, index) => parseFormat(`e${expBits}m${index + 1}`)),
  );
  const all = [...CATALOGUE.map(({ name }) => parseFormat(name)), ...free];
  return [...new Map(all.map((format) => [format.name, format])).values()];
}
