import { createHash } from 'node:crypto';
import type { ProductTable } from '../measure/index.ts';
import { packageVersion } from '../package-root.ts';
import { contractLines } from '../rtl/index.ts';
import { toolVersions } from '../tools/index.ts';
import { resultFormat } from '../unit/index.ts';
import { describeExtent } from '../verify/index.ts';
import { npyBytes, rawBytes } from './npy.ts';

/** How a table is written: a numpy array, the bytes alone, or C. */
export type TableFile = 'npy' | 'bin' | 'c-header';
export const TABLE_FILES: readonly TableFile[] = ['npy', 'bin', 'c-header'];

const PER_LINE = 16;
const C_TYPES = { '|u1': 'uint8_t', '<u2': 'uint16_t', '<u4': 'uint32_t', '<f4': 'float' } as const;

/** The bytes of a file with the table: little-endian, row after row, row = first operand. */
export function tableBytes(table: ProductTable, as: TableFile): Uint8Array {
  const { dtype, size, values } = table;
  const array = { dtype, shape: [size, size], values };
  if (as === 'npy') return npyBytes(array);
  return as === 'bin' ? rawBytes(array) : Buffer.from(headerText(table));
}

/** What such a file is, for a file beside it; the schema is schemas/table.json. */
export function tableData(table: ProductTable, file: string, as: TableFile, bytes: Uint8Array): object {
  const { unit, spec, extent, dtype, size } = table;
  return {
    file,
    as,
    table: table.table,
    dtype,
    shape: [size, size],
    order: 'C, row = first operand',
    sha256: createHash('sha256').update(bytes).digest('hex'),
    unit,
    spec,
    contract: contractLines(spec),
    result: resultFormat(spec),
    extent,
    checked: describeExtent(extent),
    // The gate netlist that gave the entries is Yosys's.
    tools: { lmul: packageVersion, yosys: toolVersions().yosys },
  };
}

function headerText({ unit, spec, extent, table, dtype, size, values }: ProductTable): string {
  const isFloat = dtype === '<f4';
  const digits = { '|u1': 2, '<u2': 4, '<u4': 8, '<f4': 0 }[dtype];
  const entry = (value: number): string =>
    isFloat ? cFloat(value) : `0x${value.toString(16).padStart(digits, '0')}`;
  const name = `${unit}_${table}`;
  const rows = Array.from({ length: size }, (_, row) => {
    const entries = Array.from({ length: size }, (_, column) => entry(values[row * size + column] as number));
    const lines = Array.from({ length: Math.ceil(size / PER_LINE) }, (_, line) =>
      entries.slice(line * PER_LINE, (line + 1) * PER_LINE).join(', '),
    );
    return `  {\n    ${lines.join(',\n    ')}\n  }`;
  });
  return [
    `/* ${unit}: ${TABLE_WORDS[table]}`,
    ' * [first operand][second operand]',
    ` * checked: ${describeExtent(extent)}`,
    ...contractLines(spec).map((line) => ` * ${line}`),
    ` * lmul-rtl ${packageVersion} */`,
    `#ifndef ${name.toUpperCase()}_H`,
    `#define ${name.toUpperCase()}_H`,
    isFloat ? '#include <math.h>' : '#include <stdint.h>',
    '',
    `static const ${C_TYPES[dtype]} ${name}[${size}][${size}] = {`,
    `${rows.join(',\n')}`,
    '};',
    '#endif',
    '',
  ].join('\n');
}

const TABLE_WORDS = {
  codes: 'result codes of all pairs of operand codes',
  values: 'results of all pairs of operand codes, as numbers',
  significands: 'products of the significands in [1, 2) of all pairs of mantissas',
} as const;

/** A binary32 as a C literal: its shortest decimal text is read back as the same number. */
function cFloat(value: number): string {
  if (Number.isNaN(value)) return 'NAN';
  if (!Number.isFinite(value)) return value < 0 ? '-INFINITY' : 'INFINITY';
  if (Object.is(value, -0)) return '-0.0f';
  const text = String(value);
  return `${/[.e]/.test(text) ? text : `${text}.0`}f`;
}
