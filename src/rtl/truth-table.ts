/** One bit of a table as a constant, in falling order: of two mantissas, rows are man_a and columns man_b. */
export interface Plane {
  readonly name: string;
  readonly msb: number;
  readonly rows: readonly { readonly bits: string; readonly separator: string; readonly index: number }[];
}

export type MantissaFunction = (manA: bigint, manB: bigint) => bigint;

/** Bits of the index of a row and of a place in it. */
type Shape = readonly [rowBits: number, columnBits: number];

/** The bit planes of a function of two mantissas, most significant first: `Name1`, `Name0`, or just `Name`. */
export function planesOf(name: string, shape: Shape, bits: number, value: MantissaFunction): Plane[] {
  return Array.from({ length: bits }, (_, i) => bits - 1 - i).map((bit) =>
    planeOf(bits === 1 ? name : `${name}${bit}`, shape, (a, b) => ((value(a, b) >> BigInt(bit)) & 1n) === 1n),
  );
}

/** Bits of the index of a table that make one row of its text. */
export const rowBitsOf = (indexBits: number): number => Math.min(indexBits, 5);

/** The bit planes of a table that one index of indexBits bits looks up. */
export function tablePlanes(
  name: string,
  indexBits: number,
  bits: number,
  table: readonly bigint[],
): Plane[] {
  const rowBits = rowBitsOf(indexBits);
  const at = (row: bigint, column: bigint): bigint =>
    table[Number((row << BigInt(rowBits)) + column)] as bigint;
  return planesOf(name, [indexBits - rowBits, rowBits], bits, at);
}

/** A long concatenation, four items a line. */
export function inRows(items: readonly string[]): string {
  const rows: string[] = [];
  for (let i = 0; i < items.length; i += 4) rows.push(items.slice(i, i + 4).join(', '));
  return rows.join(',\n    ');
}

function planeOf(
  name: string,
  [rowBits, columnBits]: Shape,
  isSet: (row: bigint, column: bigint) => boolean,
): Plane {
  const falling = (bits: number): bigint[] =>
    Array.from({ length: 2 ** bits }, (_, i) => BigInt(2 ** bits - 1 - i));
  const columns = falling(columnBits);
  return {
    name,
    msb: 2 ** (rowBits + columnBits) - 1,
    rows: falling(rowBits).map((row) => ({
      bits: `${columns.length}'b${grouped(columns.map((column) => (isSet(row, column) ? '1' : '0')).join(''))}`,
      separator: row === 0n ? ' ' : ',',
      index: Number(row),
    })),
  };
}

/** Nibbles, as engineers read them. */
function grouped(bits: string): string {
  return bits.replace(/(?<=.)(?=(?:.{4})+$)/g, '_');
}
