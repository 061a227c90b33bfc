import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { Diagnostic } from '../../../src/diagnostic.ts';
import { parseFormat } from '../../../src/format/index.ts';
import { fileOperand, operandStream, type Scaling } from '../../../src/measure/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'lmul-tensors-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes a file and gives its path. */
export function fileOf(name: string, ...parts: readonly (Buffer | string)[]): string {
  const path = join(folder, name);
  writeFileSync(
    path,
    Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part))),
  );
  return path;
}

/** A .npy file byte by byte, as the format's specification says. */
export function npy(descr: string, shape: string, data: Buffer, order = 'False'): Buffer {
  const type = descr.startsWith('[') ? descr : `'${descr}'`;
  const text = `{'descr': ${type}, 'fortran_order': ${order}, 'shape': ${shape}, }`;
  const header = `${text.padEnd(118 - 1)}\n`;
  const head = Buffer.from('\x93NUMPY\x01\x00\x00\x00', 'latin1');
  head.writeUInt16LE(header.length, 8);
  return Buffer.concat([head, Buffer.from(header, 'latin1'), data]);
}

export function floats(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, at) => {
    bytes.writeFloatLE(value, 4 * at);
  });
  return bytes;
}

export function safetensors(header: unknown, data: Buffer): Buffer {
  const text = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const head = Buffer.alloc(8);
  head.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([head, text, data]);
}

/** The first codes of a file in a format. */
export function codesOf(path: string, format: string, scaling: Scaling, count: number): number[] {
  const operand = { ...fileOperand(path, scaling), reuse: 1 };
  const spec = { name: 'file', seed: 1, a: operand, b: operand } as const;
  return operandStream(spec, parseFormat(format)).pairs(0, count).a.map(Number);
}

/** The words in which a file is refused. */
export function refusalOf(path: string): string {
  try {
    fileOperand(path, 'none');
  } catch (error) {
    if (error instanceof Diagnostic) return error.message;
    throw error;
  }
  throw new Error('the file was accepted');
}
