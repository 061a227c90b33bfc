import { Diagnostic, EXIT } from '../diagnostic.ts';
import { hexOf } from '../format/index.ts';
import { modelOf } from '../model/index.ts';
import { resultFormat, shortName, type UnitSpec } from '../unit/index.ts';
import { type OperandPairs, readVectors } from '../verify/index.ts';

/**
 * The operand pairs of a vector file, whose results must be the model's.
 * @throws Diagnostic `cosim/vectors`, exit 1, for a result that is not; `vectors/...` for a file that cannot be read.
 */
export function pairsOfVectorFile(spec: UnitSpec, file: string): OperandPairs {
  const vectors = readVectors(spec, file);
  const model = modelOf(spec);
  for (const { a, b, p } of vectors)
    if (model(a, b) !== p) {
      const shown = (code: bigint): string => hexOf(resultFormat(spec), code);
      throw new Diagnostic({
        code: 'cosim/vectors',
        text: `${file} is not of ${shortName(spec)}: for ${hexOf(spec.format, a)}, ${hexOf(spec.format, b)} the model gives ${shown(model(a, b))}.`,
        got: shown(p),
        wayOut: 'vectors of this very unit: lmul vectors UNIT -o DIR',
        exit: EXIT.checkFailed,
      });
    }
  return { a: vectors.map(({ a }) => a), b: vectors.map(({ b }) => b) };
}
