import { closeSync, readSync } from 'node:fs';
import type { SimulationError } from '../errors.ts';
import type { PortShape } from '../netlist/netlist.ts';
import { checked, openVectors, type Vectors, wrong } from './checks.ts';
import { readNpy } from './npy.ts';

/**
 * Reads a file of vectors, a block at a time, so that its size does not matter:
 * `.hex`  a vector a line, a hexadecimal value for each port, `//` and `#` begin comments;
 * `.csv`  port names in the first line, then values, decimal or 0x;
 * `.npy`  unsigned or signed integers of any size, shape [n] for one port or [n, ports], in C order.
 * Throws `vectors` with the line or the entry.
 */
export function readVectorFile(file: string, ports: readonly PortShape[]): Vectors {
  if (file.endsWith('.npy')) return readNpy(file, ports);
  if (file.endsWith('.csv')) return readCsv(file, ports);
  if (file.endsWith('.hex')) return readHex(file, ports);
  throw wrong(`${file} is no vector file`, 'its name ends in .hex, .csv or .npy');
}

function* readHex(file: string, ports: readonly PortShape[]): Vectors {
  for (const { text, line } of linesOf(file)) {
    const words = text
      .replace(/(\/\/|#).*/, '')
      .trim()
      .split(/\s+/)
      .filter(Boolean);
    if (words.length === 0) continue;
    if (words.length !== ports.length) throw countError(file, line, words.length, ports);
    yield words.map((word, at) => {
      if (!/^(0x)?[0-9a-f][0-9a-f_]*$/i.test(word))
        throw wrong(`line ${line} of ${file}: ${word} is not hexadecimal`);
      return checked(
        BigInt(`0x${word.replaceAll('_', '').replace(/^0x/i, '')}`),
        ports[at]!,
        `line ${line} of ${file}`,
      );
    });
  }
}

function* readCsv(file: string, ports: readonly PortShape[]): Vectors {
  let columns: number[] | undefined;
  for (const { text, line } of linesOf(file)) {
    if (text.trim() === '') continue;
    const cells = text.split(',').map((cell) => cell.trim());
    if (columns === undefined) {
      columns = ports.map(({ name }) => cells.indexOf(name));
      const absent = ports[columns.indexOf(-1)];
      if (absent !== undefined)
        throw wrong(
          `${file} has no column ${absent.name}`,
          `its first line is ${cells.join(',')}; it takes ${ports.map(({ name }) => name).join(',')}`,
        );
      continue;
    }
    yield columns.map((column, at) => {
      const cell = cells[column] ?? '';
      if (!/^(\d+|0x[0-9a-f]+)$/i.test(cell))
        throw wrong(
          `line ${line} of ${file}: "${cell}" is no value for ${ports[at]!.name}`,
          'values are decimal or 0x3c',
        );
      return checked(BigInt(cell), ports[at]!, `line ${line} of ${file}`);
    });
  }
}

function countError(file: string, line: number, count: number, ports: readonly PortShape[]): SimulationError {
  return wrong(
    `line ${line} of ${file} has ${count} values for ${ports.length} ports`,
    `one for each of ${ports.map(({ name }) => name).join(', ')}`,
  );
}

/** No vector is longer, and a file without line ends must not fill the memory. */
const MAX_LINE = 2 ** 20;

function* linesOf(file: string): Iterable<{ readonly text: string; readonly line: number }> {
  const descriptor = openVectors(file);
  try {
    const buffer = Buffer.alloc(65_536);
    let [rest, line] = ['', 0];
    for (let count = readSync(descriptor, buffer); count > 0; count = readSync(descriptor, buffer)) {
      const lines = (rest + buffer.toString('latin1', 0, count)).split('\n');
      rest = lines.pop()!;
      if (rest.length > MAX_LINE)
        throw wrong(`line ${line + lines.length + 1} of ${file} is longer than ${MAX_LINE} characters`);
      for (const text of lines) yield { text, line: ++line };
    }
    if (rest !== '') yield { text: rest, line: line + 1 };
  } finally {
    closeSync(descriptor);
  }
}
