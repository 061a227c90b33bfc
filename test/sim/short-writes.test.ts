import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'lmul-short-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A disk that is nearly full takes part of what it is given, and says how much. */
vi.mock('node:fs', async (importActual) => {
  const actual = await importActual<typeof import('node:fs')>();
  return {
    ...actual,
    writeSync: (file: number, bytes: Buffer, offset: number, length: number, position: number) =>
      actual.writeSync(file, bytes, offset, Math.min(length, 1000), position),
  };
});

const { readVectorFile } = await import('../../sim/vectors/read.ts');
const { writeVectorFile } = await import('../../sim/vectors/write.ts');

it.each(['hex', 'csv', 'npy'])('a .%s that is taken in small pieces is whole', (ending) => {
  const ports = [{ name: 'a', direction: 'input', width: 16 }] as const;
  const file = join(folder, `a.${ending}`);
  const writer = writeVectorFile(file, ports);
  const values = Array.from({ length: 20_000 }, (_, at) => [BigInt(at)]);
  for (const value of values) writer.write(value);
  writer.close();
  expect(readFileSync(file).length).toBeGreaterThan(90_000);
  expect([...readVectorFile(file, ports)]).toEqual(values);
});
