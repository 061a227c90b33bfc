import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { Diagnostic } from '../../diagnostic.ts';
import { decode, parseFormat, toNumber } from '../../format/index.ts';

/** Numbers from a file, in C order. */
export interface Tensor {
  /** The name within the file; a .npy file has none. */
  readonly name?: string;
  readonly shape: readonly number[];
  /** The first `MAX_ELEMENTS` of them, all finite. */
  readonly values: Float64Array;
  readonly elements: number;
}

/** How the numbers lie in the file. */
export type ElementType = 'f64' | 'f32' | 'f16' | 'bf16' | 'e4m3' | 'e5m2';

/** More of a tensor than this is not read. */
export const MAX_ELEMENTS: number = 2 ** 22;
/** More than any tensor has, and still far from where numbers lose whole values. */
const MOST_ELEMENTS = 2 ** 40;

export const bytesOf: Readonly<Record<ElementType, number>> = {
  f64: 8,
  f32: 4,
  f16: 2,
  bf16: 2,
  e4m3: 1,
  e5m2: 1,
};

export function refused(text: string, wayOut: string, got?: string): Diagnostic {
  return new Diagnostic({ code: 'operands/file', text, wayOut, ...(got === undefined ? {} : { got }) });
}

/** A file that is open and of known size. */
export interface OpenFile {
  readonly name: string;
  readonly size: number;
  /** Exactly these bytes; a file that has not got them is refused. */
  read(position: number, count: number): Buffer;
}

/** @throws Diagnostic `operands/file` */
export function withFile<T>(path: string, use: (file: OpenFile) => T): T {
  const name = path.split(/[\\/]/).at(-1) as string;
  const unreadable = (error: unknown): Diagnostic =>
    refused('A tensor file cannot be read.', 'the path of a file that is there', (error as Error).message);
  let descriptor: number;
  try {
    // A pipe without a writer would keep it waiting for ever.
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    throw unreadable(error);
  }
  try {
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) throw refused(`${name} is not a file.`, 'a .npy or .safetensors file');
    const read = (position: number, count: number): Buffer => {
      const bytes = Buffer.alloc(count);
      let have = 0;
      for (let got = -1; have < count && got !== 0; have += got)
        got = readSync(descriptor, bytes, have, count - have, position + have);
      if (have === count) return bytes;
      throw refused(
        `${name} is truncated.`,
        'the whole file',
        `${position + have} of at least ${position + count} bytes`,
      );
    };
    return use({ name, size: stat.size, read });
  } finally {
    closeSync(descriptor);
  }
}

/** How many elements a shape has; shapes that no tensor has are refused. */
export function elementsOf(file: OpenFile, shape: readonly number[]): number {
  const elements = shape.reduce((product, size) => product * size, 1);
  const isShape = shape.length <= 32 && shape.every((size) => Number.isSafeInteger(size) && size >= 0);
  if (!isShape || !(elements <= MOST_ELEMENTS))
    throw refused(
      `${file.name} holds a tensor of an impossible shape.`,
      'a tensor of real size',
      `[${shape}]`,
    );
  if (elements === 0)
    throw refused(`${file.name} holds an empty tensor.`, 'a tensor with elements', `[${shape}]`);
  return elements;
}

/** Reads the beginning of a tensor and refuses it if it is not all finite numbers. */
export function readElements(
  file: OpenFile,
  start: number,
  type: ElementType,
  shape: readonly number[],
  name?: string,
): Tensor {
  const elements = elementsOf(file, shape);
  const count = Math.min(elements, MAX_ELEMENTS);
  const bytes = file.read(start, count * bytesOf[type]);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const values = Float64Array.from({ length: count }, elementReader(view, type));
  const wrong = values.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) {
    const all = values.reduce((sum, value) => sum + (Number.isFinite(value) ? 0 : 1), 0);
    throw refused(
      `${file.name} holds numbers that are not finite.`,
      'a tensor without NaN and infinities',
      `${all} of ${count}, the first is ${values[wrong]} at index ${wrong}`,
    );
  }
  return { ...(name === undefined ? {} : { name }), shape, values, elements };
}

function elementReader(view: DataView, type: ElementType): (_: unknown, index: number) => number {
  switch (type) {
    case 'f64':
      return (_, index) => view.getFloat64(8 * index, true);
    case 'f32':
      return (_, index) => view.getFloat32(4 * index, true);
    case 'f16':
    case 'bf16': {
      const table = valuesOf(type === 'f16' ? 'fp16' : 'bf16', 2 ** 16);
      return (_, index) => table[view.getUint16(2 * index, true)] as number;
    }
    case 'e4m3':
    case 'e5m2': {
      const table = valuesOf(type, 2 ** 8);
      return (_, index) => table[view.getUint8(index)] as number;
    }
  }
}

const tables = new Map<string, Float64Array>();

/** The value of every code. */
function valuesOf(name: string, size: number): Float64Array {
  const format = parseFormat(name);
  const table =
    tables.get(name) ??
    Float64Array.from({ length: size }, (_, code) => toNumber(decode(format, BigInt(code))));
  tables.set(name, table);
  return table;
}
