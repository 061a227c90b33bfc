import { Diagnostic } from '../../diagnostic.ts';
import { MAX_ELEMENTS, type Tensor } from '../operands/tensor.ts';

/** Numbers in C order, all finite. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

/**
 * The matrices a tensor is a stack of: its last two axes, for each place in those before them. A vector is one row.
 * @throws Diagnostic `measure/shape` for a number, or a tensor larger than is read
 */
export function matricesOf(tensor: Tensor, name: string): Matrix[] {
  const { shape, values, elements } = tensor;
  if (shape.length === 0) throw wrongShape(`${name} is a number, not a matrix.`, name, tensor);
  if (values.length < elements)
    throw wrongShape(
      `${name} is too large: trials take ${MAX_ELEMENTS.toLocaleString('en')} numbers.`,
      name,
      tensor,
    );
  const columns = shape.at(-1) as number;
  const rows = shape.at(-2) ?? 1;
  const size = rows * columns;
  return Array.from({ length: elements / size }, (_, at) => ({
    rows,
    columns,
    values: values.subarray(at * size, (at + 1) * size),
  }));
}

export function wrongShape(
  text: string,
  name: string,
  ...tensors: readonly Pick<Tensor, 'shape'>[]
): Diagnostic {
  const got = tensors.map(({ shape }) => `[${shape.join(', ')}]`).join(' and ');
  return new Diagnostic({
    code: 'measure/shape',
    text,
    got: `${name} ${got}`,
    wayOut: 'Q [..., n, d], K [..., m, d], V [..., m, e]; X [..., n, d], W [out, d]',
  });
}

export function transposed({ rows, columns, values }: Matrix): Matrix {
  const turned = new Float64Array(values.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      turned[column * rows + row] = values[row * columns + column] as number;
  return { rows: columns, columns: rows, values: turned };
}
