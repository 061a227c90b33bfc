import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import type { PortShape } from '../netlist/netlist.ts';
import { wrong } from './checks.ts';
import { npyHeader } from './npy.ts';

/** Takes vectors one by one; nothing is in place until `close`, and nothing is left behind by `abort`. */
export interface VectorWriter {
  write(values: readonly bigint[]): void;
  close(): void;
  abort(): void;
}

const FLUSH_BYTES = 65_536;

/** Writes a .hex, .csv or .npy file (unsigned 64 bits) of the values of these ports. */
export function writeVectorFile(file: string, ports: readonly PortShape[]): VectorWriter {
  const kind = /\.(hex|csv|npy)$/.exec(file)?.[1];
  if (kind === undefined) throw wrong(`${file} is no vector file`, 'its name ends in .hex, .csv or .npy');
  const wide = ports.find(({ width }) => width > 64);
  if (kind === 'npy' && wide !== undefined)
    throw wrong(`port ${wide.name} of ${wide.width} bits does not fit a .npy file`, 'write .hex or .csv');
  const temporary = `${file}.${process.pid}.tmp`;
  const descriptor = openSync(temporary, 'w');
  let isOpen = true;
  let [count, text] = [0, ''];
  const digits = ports.map(({ width }) => Math.ceil(width / 4));
  const header = kind === 'npy' ? npyHeader(10 ** 15, ports.length).length : 0;
  let position = header;
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  if (kind === 'csv') text = `${ports.map(({ name }) => name).join(',')}\n`;
  // A disk that is nearly full takes less than it is given, and says so only the next time.
  const put = (bytes: Buffer, from: number): void => {
    for (let at = 0; at < bytes.length; )
      at += writeSync(descriptor, bytes, at, bytes.length - at, from + at);
  };
  const flush = (): void => {
    const bytes = kind === 'npy' ? Buffer.concat(pending) : Buffer.from(text, 'latin1');
    put(bytes, position);
    position += bytes.length;
    [text, pending, pendingBytes] = ['', [], 0];
  };
  return {
    write: (values) => {
      count += 1;
      if (kind === 'npy') {
        const row = Buffer.alloc(8 * values.length);
        for (const [at, value] of values.entries()) row.writeBigUInt64LE(value, 8 * at);
        pending.push(row);
        pendingBytes += row.length;
      } else if (kind === 'csv') {
        text += `${values.map((value) => `0x${value.toString(16)}`).join(',')}\n`;
      } else {
        text += `${values.map((value, at) => value.toString(16).padStart(digits[at]!, '0')).join(' ')}\n`;
      }
      if (text.length > FLUSH_BYTES || pendingBytes > FLUSH_BYTES) flush();
    },
    close: () => {
      flush();
      if (kind === 'npy') {
        // The header was left room for the largest count; padding keeps its length.
        const own = npyHeader(count, ports.length);
        const padded = Buffer.concat([
          own.subarray(0, -1),
          Buffer.alloc(header - own.length, 0x20),
          own.subarray(-1),
        ]);
        padded.writeUInt16LE(header - 10, 8);
        put(padded, 0);
      }
      isOpen = false;
      closeSync(descriptor);
      renameSync(temporary, file);
    },
    abort: () => {
      // After a `close` that failed it is that error which is told.
      if (isOpen) closeSync(descriptor);
      isOpen = false;
      rmSync(temporary, { force: true });
    },
  };
}
