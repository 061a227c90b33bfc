import { decode, type Format, hexDigits, toNumber, widthOf } from '../format/index.ts';
import { resultFormat, shortName, type UnitSpec } from '../unit/index.ts';
import type { Vector } from './vectors.ts';

/**
 * The two files vectors come in; each says of itself what it holds.
 *
 *   NAME.hex   // 65536 vectors of NAME; a b p in hexadecimal, 8 8 8 bits
 *              00 00 00
 *              ...
 *
 * One vector a line, digits as wide as the codes, for people, the testbench and `$readmemh` (three words a vector).
 *
 *   NAME.csv   a,b,p,a_value,b_value,p_value
 *              38,3c,3c,1,1.5,1.5
 *              ...
 */
export function hexText(spec: UnitSpec, vectors: readonly Vector[]): string {
  const bits = columnsOf(spec).map(({ format }) => widthOf(format));
  const head = `// ${vectors.length} vectors of ${shortName(spec)}; a b p in hexadecimal, ${bits.join(' ')} bits\n`;
  return (
    head +
    lines(vectors, (vector) =>
      columnsOf(spec, vector)
        .map(({ format, code }) => hexDigits(format, code))
        .join(' '),
    )
  );
}

export function csvText(spec: UnitSpec, vectors: readonly Vector[]): string {
  return `${CSV_HEADER}\n${lines(vectors, (vector) => {
    const columns = columnsOf(spec, vector);
    return [
      ...columns.map(({ format, code }) => hexDigits(format, code)),
      ...columns.map(({ format, code }) => valueText(format, code)),
    ].join(',');
  })}`;
}

export const CSV_HEADER = 'a,b,p,a_value,b_value,p_value';

/** Hexadecimal digits of each column of a line: a, b, p. */
export function digitsOf(spec: UnitSpec): readonly number[] {
  return columnsOf(spec).map(({ format }) => Math.ceil(widthOf(format) / 4));
}

/**
 * The value of a code in decimal as JavaScript prints it, `nan`, `inf`; a value no double holds exactly is
 * `significand*2^exponent`. A zero keeps its sign.
 */
export function valueText(format: Format, code: bigint): string {
  const value = decode(format, code);
  if (value.kind === 'nan') return 'nan';
  const sign = value.sign === 1 ? '-' : '';
  if (value.kind === 'inf') return `${sign}inf`;
  const { significand, exponent } = value;
  const top = exponent + significand.toString(2).length;
  const fits = significand === 0n || (exponent >= -1074 && top <= 1024);
  if (!fits) return `${sign}${significand}*2^${exponent}`;
  return `${sign}${Math.abs(toNumber(value))}`;
}

interface Column {
  readonly format: Format;
  readonly code: bigint;
}

function columnsOf(spec: UnitSpec, { a, b, p }: Vector = { a: 0n, b: 0n, p: 0n }): readonly Column[] {
  return [
    { format: spec.format, code: a },
    { format: spec.format, code: b },
    { format: resultFormat(spec), code: p },
  ];
}

function lines(vectors: readonly Vector[], text: (vector: Vector) => string): string {
  return vectors.map((vector) => `${text(vector)}\n`).join('');
}
