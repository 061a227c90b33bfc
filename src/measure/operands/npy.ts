import {
  bytesOf,
  type ElementType,
  elementsOf,
  MAX_ELEMENTS,
  type OpenFile,
  readElements,
  refused,
  type Tensor,
} from './tensor.ts';

const TYPES: Readonly<Record<string, ElementType>> = { f8: 'f64', f4: 'f32', f2: 'f16' };
const MAGIC = '\x93NUMPY';
const MAX_HEADER_BYTES = 65_536;
const WAY_OUT = "numpy.save('x.npy', array.astype('<f4'))";

/** The array of a .npy file, formats 1.0 to 3.0: little-endian floating-point numbers in either order. */
export function readNpyTensor(file: OpenFile): Tensor {
  // A file of a few bytes that begins otherwise is none; one that begins so is cut short, and refused in the next line.
  const begin = file.read(0, Math.min(MAGIC.length, file.size)).toString('latin1');
  if (!MAGIC.startsWith(begin)) throw refused(`${file.name} is not a .npy file.`, WAY_OUT);
  const head = file.read(0, 12);
  const version = head.readUInt8(6);
  if (version < 1 || version > 3)
    throw refused(`${file.name} is of an unknown version of .npy.`, WAY_OUT, `version ${version}`);
  const [length, from] = version === 1 ? [head.readUInt16LE(8), 10] : [head.readUInt32LE(8), 12];
  if (length > MAX_HEADER_BYTES)
    throw refused(`${file.name} has no header that could be one.`, WAY_OUT, `a header of ${length} bytes`);
  const header = file.read(from, length).toString('latin1').trim();
  const descr = /'descr':\s*'([<>=|]?)(\w+)'/.exec(header);
  const shape = /'shape':\s*\(([\d\s,]*)\)/.exec(header);
  const order = /'fortran_order':\s*(True|False)/.exec(header);
  if (descr === null || shape === null || order === null)
    throw refused(`${file.name} does not hold a plain array.`, WAY_OUT, header.slice(0, 200));
  const type = descr[1] === '>' || !Object.hasOwn(TYPES, descr[2]!) ? undefined : TYPES[descr[2]!];
  if (type === undefined)
    throw refused(
      `${file.name} does not hold little-endian floating-point numbers.`,
      WAY_OUT,
      `type ${descr[1]}${descr[2]}`,
    );
  const sizes = (shape[1] as string)
    .split(',')
    .filter((size) => size.trim() !== '')
    .map(Number);
  const elements = elementsOf(file, sizes);
  const isFortran = order[1] === 'True' && sizes.length > 1;
  if (isFortran && elements > MAX_ELEMENTS)
    throw refused(
      `${file.name} is in Fortran order, and too large to be turned.`,
      "numpy.save('x.npy', numpy.ascontiguousarray(array))",
      header.slice(0, 200),
    );
  const wanted = from + length + elements * bytesOf[type];
  if (file.size !== wanted)
    throw refused(
      `${file.name} is ${file.size < wanted ? 'truncated' : 'longer than its header says'}.`,
      'the whole file as numpy.save wrote it',
      `${file.size} bytes for shape (${sizes.join(', ')}), which takes ${wanted}`,
    );
  const tensor = readElements(file, from + length, type, sizes);
  return isFortran ? { ...tensor, values: inCOrder(tensor.values, sizes) } : tensor;
}

/** Numbers whose first index runs fastest, as numpy saves a transposed array, with their last running fastest. */
function inCOrder(values: Float64Array, shape: readonly number[]): Float64Array {
  const strides = shape.map((_, axis) => shape.slice(0, axis).reduce((product, size) => product * size, 1));
  const index = shape.map(() => 0);
  const next = (): void => {
    for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
      index[axis]! += 1;
      if (index[axis]! < shape[axis]!) return;
      index[axis] = 0;
    }
  };
  return values.map(() => {
    const value = values[index.reduce((sum, at, axis) => sum + at * strides[axis]!, 0)]!;
    next();
    return value;
  });
}

/** A .npy file of format 1.0: little-endian doubles in C order. */
export function npyBytes(shape: readonly number[], values: Float64Array): Uint8Array {
  const dict = `{'descr': '<f8', 'fortran_order': False, 'shape': (${shape.join(', ')}${shape.length === 1 ? ',' : ''}), }`;
  // Magic, version and length take 10 bytes; the data begins at a multiple of 64, after a line end.
  const header = `${dict.padEnd(Math.ceil((10 + dict.length + 1) / 64) * 64 - 11)}\n`;
  const bytes = Buffer.alloc(10 + header.length + 8 * values.length);
  bytes.write('\x93NUMPY\x01\x00', 'latin1');
  bytes.writeUInt16LE(header.length, 8);
  bytes.write(header, 10, 'latin1');
  values.forEach((value, at) => {
    bytes.writeDoubleLE(value, 10 + header.length + 8 * at);
  });
  return bytes;
}
