import { closeSync, readSync } from 'node:fs';
import type { PortShape } from '../netlist/netlist.ts';
import { checked, openVectors, type Vectors, wrong } from './checks.ts';

const MAGIC = '\x93NUMPY';
const BLOCK_BYTES = 65_536;

/** Reads a numpy array file (format 1.0 to 3.0) of little-endian integers in C order, a block at a time. */
export function* readNpy(file: string, ports: readonly PortShape[]): Vectors {
  const descriptor = openVectors(file);
  try {
    const { size, signed, shape, start } = readHeader(descriptor, file);
    const columns = shape.length === 1 ? 1 : shape[1]!;
    if (columns !== ports.length)
      throw wrong(
        `${file} has ${columns} values a vector for ${ports.length} ports`,
        `shape [n, ${ports.length}], or [n] for one port`,
      );
    const rowBytes = columns * size;
    const block = Buffer.alloc(Math.max(1, Math.floor(BLOCK_BYTES / rowBytes)) * rowBytes);
    const rows = shape[0]!;
    for (let row = 0; row < rows; ) {
      const wanted = Math.min(block.length, (rows - row) * rowBytes);
      const count = readSync(descriptor, block, 0, wanted, start + row * rowBytes);
      if (count < wanted)
        throw wrong(
          `${file} ends in the middle: ${rows} vectors promised, ${row + Math.floor(count / rowBytes)} there`,
        );
      for (let at = 0; at < count; at += rowBytes, row += 1)
        yield ports.map((port, column) => {
          const value = integerAt(block, at + column * size, size);
          const meant = signed && value >> BigInt(8 * size - 1) ? value - (1n << BigInt(8 * size)) : value;
          // Negative numbers are two's complement of the port's width.
          const code =
            meant < 0n && -meant <= 1n << BigInt(port.width - 1) ? meant + (1n << BigInt(port.width)) : value;
          return checked(code, port, `entry ${row} of ${file}`);
        });
    }
  } finally {
    closeSync(descriptor);
  }
}

function integerAt(bytes: Buffer, at: number, size: number): bigint {
  if (size === 8) return bytes.readBigUInt64LE(at);
  return BigInt(bytes.readUIntLE(at, size));
}

interface Header {
  readonly size: number;
  readonly signed: boolean;
  readonly shape: readonly number[];
  readonly start: number;
}

function readHeader(descriptor: number, file: string): Header {
  const head = Buffer.alloc(12);
  const have = readSync(descriptor, head, 0, 12, 0);
  // What begins as a .npy file does, as far as it goes, is one that is cut short.
  if (!MAGIC.startsWith(head.toString('latin1', 0, Math.min(have, MAGIC.length))))
    throw wrong(`${file} is not a .npy file`, 'write it with numpy.save');
  if (have < 12) throw wrong(`${file} is truncated`, 'the whole file');
  const isFirst = head[6] === 1;
  const length = isFirst ? head.readUInt16LE(8) : head.readUInt32LE(8);
  const start = (isFirst ? 10 : 12) + length;
  if (length > BLOCK_BYTES) throw wrong(`${file} has a header of ${length} bytes`);
  const text = Buffer.alloc(length);
  if (readSync(descriptor, text, 0, length, start - length) < length)
    throw wrong(`${file} is truncated`, 'the whole file');
  const header = text.toString('latin1');
  const type = /'descr':\s*'([<|=])([ui])([1248])'/.exec(header);
  const shape = /'shape':\s*\((\d+),\s*(\d+)?,?\s*\)/.exec(header);
  const dimensions =
    shape === null ? [] : [Number(shape[1]), ...(shape[2] === undefined ? [] : [Number(shape[2])])];
  if (type === null || shape === null || !/'fortran_order':\s*False/.test(header))
    throw wrong(
      `${file} does not hold vectors: ${header.trim()}`,
      'little-endian integers of shape [n] or [n, ports], in C order',
    );
  return { size: Number(type[3]), signed: type[2] === 'i', shape: dimensions, start };
}

/** The header of a file of `rows` vectors of 64-bit unsigned integers; the values follow, row by row. */
export function npyHeader(rows: number, columns: number): Buffer {
  const text = `{'descr': '<u8', 'fortran_order': False, 'shape': (${rows}, ${columns}), }`;
  // numpy wants the data to begin at a multiple of 64.
  const padded = `${text.padEnd(Math.ceil((11 + text.length) / 64) * 64 - 11)}\n`;
  const head = Buffer.from('\x93NUMPY\x01\x00\x00\x00', 'latin1');
  head.writeUInt16LE(padded.length, 8);
  return Buffer.concat([head, Buffer.from(padded, 'latin1')]);
}
