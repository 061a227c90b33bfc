/** Numbers as other programs read them: type, shape, and bytes in C order, little-endian. */
export interface ArrayData {
  /** As numpy writes it. */
  readonly dtype: '|u1' | '<u2' | '<u4' | '<f4' | '<f8';
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
}

const WRITERS: Readonly<
  Record<
    ArrayData['dtype'],
    readonly [bytes: number, write: (view: DataView, at: number, value: number) => void]
  >
> = {
  '|u1': [1, (view, at, value) => view.setUint8(at, value)],
  '<u2': [2, (view, at, value) => view.setUint16(at, value, true)],
  '<u4': [4, (view, at, value) => view.setUint32(at, value, true)],
  '<f4': [4, (view, at, value) => view.setFloat32(at, value, true)],
  '<f8': [8, (view, at, value) => view.setFloat64(at, value, true)],
};

/** The bytes alone. */
export function rawBytes({ dtype, values }: ArrayData): Uint8Array {
  const [size, write] = WRITERS[dtype];
  const bytes = new Uint8Array(size * values.length);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < values.length; at++) write(view, size * at, values[at] as number);
  return bytes;
}

/** A .npy file, format 1.0. */
export function npyBytes(array: ArrayData): Uint8Array {
  const { dtype, shape } = array;
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const text = `{'descr': '${dtype}', 'fortran_order': False, 'shape': (${sizes}), }`;
  // The data begin at a multiple of 64.
  const header = `${text.padEnd(Math.ceil((11 + text.length) / 64) * 64 - 11)}\n`;
  const head = Buffer.from('\x93NUMPY\x01\x00\x00\x00', 'latin1');
  head.writeUInt16LE(header.length, 8);
  return Buffer.concat([head, Buffer.from(header, 'latin1'), rawBytes(array)]);
}
