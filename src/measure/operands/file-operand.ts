import { createHash } from 'node:crypto';
import type { Format } from '../../format/index.ts';
import { readNpyTensor } from './npy.ts';
import { quantise, type Scaling, scaledBy, scaledRuns } from './quantise.ts';
import { readSafetensor } from './safetensors.ts';
import { refused, type Tensor, withFile } from './tensor.ts';

/** An operand whose codes are a tensor's numbers in C order, over and over. */
export interface FileOperand {
  readonly kind: 'file';
  /** Without its folders: figures do not depend on where a file lies. */
  readonly file: string;
  readonly tensor?: string;
  readonly shape: readonly number[];
  readonly elements: number;
  /** How many of them are used, from the first on. */
  readonly used: number;
  /** SHA-256 of those as doubles, little-endian. */
  readonly digest: string;
  readonly scaling: Scaling;
}

/** Numbers of files that were read, by digest: a spec is plain data and does not carry them. */
const known = new Map<string, Tensor>();

/**
 * The operand in `FILE.npy`, or `FILE.safetensors`, `FILE.safetensors:TENSOR` (or `#`). Throws Diagnostic `operands/file` for
 * anything that is not a whole file of finite floating-point numbers.
 */
export function fileOperand(place: string, scaling: Scaling): FileOperand {
  const [path] = split(place);
  const tensor = readTensor(place);
  const { shape, values, elements } = tensor;
  const digest = createHash('sha256')
    .update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
    .digest('hex');
  known.set(digest, tensor);
  return {
    kind: 'file',
    file: path.split(/[\\/]/).at(-1) as string,
    ...(tensor.name === undefined ? {} : { tensor: tensor.name }),
    shape,
    elements,
    used: values.length,
    digest,
    scaling,
  };
}

/** The tensor in a file, written as in `fileOperand`. Throws the same. */
export function readTensor(place: string): Tensor {
  const [path, name] = split(place);
  const isNpy = /\.npy$/i.test(path);
  if (!isNpy && !/\.safetensors$/i.test(path))
    throw refused('A tensor file ends in .npy or .safetensors.', 'x.npy, or weights.safetensors:NAME', place);
  if (isNpy && name !== undefined) throw refused('A .npy file holds one array, without a name.', path, place);
  return withFile(path, (file) => (isNpy ? readNpyTensor(file) : readSafetensor(file, name)));
}

/** The codes of a file operand that `fileOperand` made in this process. */
export function fileCodes(operand: FileOperand, format: Format): bigint[] {
  const { values, shape } = knownTensor(operand);
  return quantise(format, values, operand.scaling, shape.at(-1)).codes;
}

/** Its numbers, scaled as they are before rounding. */
export function fileReals(operand: FileOperand, format: Format): Float64Array {
  const { values, shape } = knownTensor(operand);
  return scaledBy(values, scaledRuns(format, values, operand.scaling, shape.at(-1)));
}

function knownTensor({ digest, file }: FileOperand): Tensor {
  const tensor = known.get(digest);
  if (tensor !== undefined) return tensor;
  throw refused(`The numbers of ${file} are not at hand.`, 'read the file again with fileOperand');
}

/** The first `#` or `:` behind an ending parts file and tensor; names of tensors may hold more of them. */
function split(place: string): readonly [path: string, tensor: string | undefined] {
  const at = place.search(/\.(npy|safetensors)[#:]/i);
  if (at < 0) return [place, undefined];
  const mark = at + place.slice(at).search(/[#:]/);
  return [place.slice(0, mark), place.slice(mark + 1)];
}
