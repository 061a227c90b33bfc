import { readFileSync } from 'node:fs';
import { Diagnostic } from '../diagnostic.ts';
import { widthOf } from '../format/index.ts';
import { resultFormat, type UnitSpec } from '../unit/index.ts';
import { CSV_HEADER, digitsOf, valueText } from './vector-file.ts';
import type { Vector } from './vectors.ts';

/**
 * The vectors of a file, .hex or .csv by its name, for a unit with these operand and result widths. Whether p is right
 * is not looked at: that is what a check with them finds out.
 *
 * @throws Diagnostic `vectors/...`, exit 2, naming file, line, what was got and what was expected.
 */
export function readVectors(spec: UnitSpec, file: string): Vector[] {
  if (file.endsWith('.hex')) return parseHex(spec, readText(file), file);
  if (file.endsWith('.csv')) return parseCsv(spec, readText(file), file);
  throw new Diagnostic({
    code: 'vectors/kind',
    text: 'A vector file is a .hex or a .csv.',
    got: file,
    wayOut: 'the files that `lmul vectors` writes',
  });
}

/** The vectors of a .hex text. Blank lines and `//` comments are skipped; `// N vectors` must be the truth. */
export function parseHex(spec: UnitSpec, text: string, file: string): Vector[] {
  const vectors: Vector[] = [];
  let declared: { readonly count: number; readonly at: Line } | undefined;
  for (const at of linesOf(text, file)) {
    const comment = /^\/\/ *(?:(\d+) vectors)?/.exec(at.text);
    if (comment?.[1] !== undefined) declared ??= { count: Number(comment[1]), at };
    if (comment !== null || at.text === '') continue;
    vectors.push(vectorOf(spec, at, at.text.split(/\s+/), ' '));
  }
  if (declared !== undefined && declared.count !== vectors.length)
    throw badLine(
      declared.at,
      `declares ${declared.count} vectors, and the file has ${vectors.length}`,
      'the whole file, or the true number',
    );
  return notEmpty(vectors, file);
}

/** The vectors of a .csv text: a header `a,b,p`, with or without the columns of values, which must fit the codes. */
export function parseCsv(spec: UnitSpec, text: string, file: string): Vector[] {
  const [header, ...rows] = linesOf(text, file).filter((line) => line.text !== '');
  if (header === undefined) return notEmpty([], file);
  const columns = header.text.split(',').length;
  if (header.text !== CSV_HEADER && header.text !== 'a,b,p')
    throw badLine(header, 'is not the header of a vector file', `${CSV_HEADER}, or a,b,p`);
  return notEmpty(
    rows.map((at) => {
      const fields = at.text.split(',');
      if (fields.length !== columns)
        throw badLine(at, `has ${plural(fields.length, 'column')}, its header ${columns}`, header.text);
      const vector = vectorOf(spec, at, fields.slice(0, 3), ',');
      if (columns > 3) checkValues(spec, at, vector, fields.slice(3));
      return vector;
    }),
    file,
  );
}

interface Line {
  readonly file: string;
  readonly number: number;
  readonly text: string;
}

function linesOf(text: string, file: string): Line[] {
  return text.split('\n').map((line, i) => ({ file, number: i + 1, text: line.trim() }));
}

const NAMES = ['a', 'b', 'p'] as const;

function vectorOf(spec: UnitSpec, at: Line, fields: readonly string[], separator: string): Vector {
  const digits = digitsOf(spec);
  const expected = `a b p in ${digits.join(', ')} hexadecimal digits, such as ${digits
    .map((count) => '0'.repeat(count))
    .join(separator)}`;
  if (fields.length !== 3) throw badLine(at, `has ${plural(fields.length, 'number')}, not 3`, expected);
  const widths = [widthOf(spec.format), widthOf(spec.format), widthOf(resultFormat(spec))];
  const [a, b, p] = fields.map((field, i) => {
    const name = NAMES[i];
    if (!/^[0-9a-f]+$/i.test(field))
      throw badLine(at, `has no hexadecimal number for ${name}: ${JSON.stringify(field)}`, expected);
    if (field.length !== digits[i])
      throw badLine(at, `has ${plural(field.length, 'digit')} for ${name}, not ${digits[i]}`, expected);
    const code = BigInt(`0x${field}`);
    if (code >> BigInt(widths[i] as number) === 0n) return code;
    throw badLine(at, `has a code for ${name} that does not fit in ${widths[i]} bits`, expected);
  }) as [bigint, bigint, bigint];
  return { a, b, p };
}

function checkValues(spec: UnitSpec, at: Line, { a, b, p }: Vector, values: readonly string[]): void {
  const expected = [valueText(spec.format, a), valueText(spec.format, b), valueText(resultFormat(spec), p)];
  for (const [i, value] of expected.entries())
    if (values[i] !== value)
      throw badLine(
        at,
        `says that ${NAMES[i]} is ${values[i]}, and its code is ${value}`,
        expected.join(','),
      );
}

function notEmpty(vectors: Vector[], file: string): Vector[] {
  if (vectors.length > 0) return vectors;
  throw new Diagnostic({
    code: 'vectors/empty',
    text: 'The vector file holds no vectors.',
    got: file,
    wayOut: 'a file that `lmul vectors` writes',
  });
}

function readText(file: string): string {
  try {
    // As some editors write it: a byte order mark is no part of the text.
    return new TextDecoder().decode(readFileSync(file));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new Diagnostic({
      code: 'vectors/unreadable',
      text: 'The vector file cannot be read.',
      got: `${file} (${code === 'ENOENT' ? 'no such file' : code === 'EISDIR' ? 'a directory' : code})`,
      wayOut: 'a .hex or .csv that `lmul vectors` writes',
    });
  }
}

function badLine({ file, number, text }: Line, what: string, expected: string): Diagnostic {
  return new Diagnostic({
    code: 'vectors/line',
    text: `Line ${number} of ${file} ${what}.`,
    got: text,
    wayOut: expected,
  });
}

const plural = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
