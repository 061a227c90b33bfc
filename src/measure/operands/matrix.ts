import type { Format } from '../../format/index.ts';
import { npyBytes, readNpyTensor } from './npy.ts';
import { quantise, type Scaling } from './quantise.ts';
import { refused, withFile } from './tensor.ts';

/** A matrix from a .npy file, as its numbers and as codes of a format. */
export interface Matrix {
  /** Without its folders. */
  readonly file: string;
  readonly rows: number;
  readonly cols: number;
  /** As they are in the file, row by row. */
  readonly values: Float64Array;
  readonly codes: readonly bigint[];
  /** A code times this is what stands for the number. */
  readonly scale: number;
}

/** How the numbers of a matrix are brought into range: blocks have no single scale. */
export type MatrixScaling = Exclude<Scaling, 'block32'>;
export const MATRIX_SCALINGS: readonly MatrixScaling[] = ['none', 'tensor'];

/** @throws Diagnostic `operands/file` for anything that is not a whole file with a matrix of finite numbers */
export function readMatrix(path: string, format: Format, scaling: MatrixScaling): Matrix {
  const { shape, values, elements } = withFile(path, readNpyTensor);
  const file = path.split(/[\\/]/).at(-1) as string;
  const [rows, cols] = shape;
  if (rows === undefined || cols === undefined || shape.length !== 2)
    throw refused(`${file} does not hold a matrix.`, 'an array of two axes', `shape (${shape.join(', ')})`);
  if (values.length < elements)
    throw refused(
      `${file} holds more than is read of a file.`,
      `a matrix of up to ${values.length} numbers`,
      `${elements}`,
    );
  const { codes, scale = 1 } = quantise(format, values, scaling);
  return { file, rows, cols, values, codes, scale };
}

/** A .npy file of doubles, format 1.0. */
export function matrixBytes(rows: number, cols: number, values: Float64Array): Uint8Array {
  return npyBytes([rows, cols], values);
}
