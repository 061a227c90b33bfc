/**
 * A column of dots, each named by the wire it is a bit of. Bit i of every wire weighs 2^i, so that the wire's name and
 * the column are the bit.
 */
export type Column = readonly string[];

/** Bits of one wire in neighbouring columns. */
export interface Slice {
  readonly wire: string;
  readonly msb: number;
  readonly lsb: number;
}

/** Dots side by side, at most one a column: the slices it is put together from, highest first. */
export interface Row {
  readonly msb: number;
  readonly lsb: number;
  readonly slices: readonly Slice[];
}

/** Full adders in neighbouring columns, with a half adder in the lowest where z does not reach down to it. */
export interface CarrySave {
  readonly sum: string;
  readonly carry: string;
  readonly x: Row;
  readonly y: Row;
  readonly z: Row | undefined;
}

/** One step of the reduction: what is added, and the matrix that is left, no column higher than `height`. */
export interface Stage {
  readonly height: number;
  readonly adders: readonly CarrySave[];
  readonly columns: readonly Column[];
}

/** The heights a matrix of dots goes through on its way to two rows, falling: 2, 3, 4, 6, 9, 13, 19, 28 from below. */
export function daddaHeights(from: number): number[] {
  const heights: number[] = [];
  for (let height = 2; height < from; height = Math.floor((3 * height) / 2)) heights.unshift(height);
  return heights;
}

/**
 * The reduction of L. Dadda, "Some schemes for parallel multipliers", Alta Frequenza 34, 1965: each stage has just the
 * adders that bring every column down to the next height, which needs the fewest adders of all such trees.
 */
export function daddaStages(columns: readonly Column[]): Stage[] {
  const stages: Stage[] = [];
  for (const height of daddaHeights(heightOf(columns)))
    stages.push(reduce(stages.at(-1)?.columns ?? columns, height));
  return stages;
}

export function heightOf(columns: readonly Column[]): number {
  return Math.max(0, ...columns.map(({ length }) => length));
}

function reduce(columns: readonly Column[], height: number): Stage {
  // Row j of sums, carries and operands, by column.
  const operands: (readonly [Map<number, string>, Map<number, string>, Map<number, string>])[] = [];
  const next: string[][] = columns.map(() => []);
  let carries: string[] = [];
  columns.forEach((column, c) => {
    const excess = Math.max(0, column.length + carries.length - height);
    const adders = Math.ceil(excess / 2);
    const dots = [...column];
    const sums: string[] = [];
    const nextCarries: string[] = [];
    for (let j = 0; j < adders; j++) {
      const row = operands[j] ?? [new Map(), new Map(), new Map()];
      operands[j] = row;
      const inputs = excess % 2 === 1 && j === adders - 1 ? 2 : 3;
      dots.splice(0, inputs).forEach((dot, i) => void row[i]!.set(c, dot));
      sums.push(`sum${height}_${j}`);
      nextCarries.push(`carry${height}_${j}`);
    }
    next[c]!.push(...dots, ...sums, ...carries);
    carries = nextCarries;
  });
  if (carries.length > 0) next.push(carries);
  settle(next);
  const adders = operands.map(([x, y, z], j) => ({
    sum: `sum${height}_${j}`,
    carry: `carry${height}_${j}`,
    x: rowOf(x)!,
    y: rowOf(y)!,
    z: rowOf(z),
  }));
  return { height, adders, columns: next };
}

/** Orders each column so that a wire stays in its row from one column to the next: rows then have few pieces. */
function settle(columns: string[][]): void {
  columns.forEach((column, c) => {
    const right = columns[c - 1] ?? [];
    const waiting = column.filter((dot) => !right.includes(dot) || right.indexOf(dot) >= column.length);
    columns[c] = column.map((_, row) => {
      const dot = right[row];
      return dot !== undefined && column.includes(dot) ? dot : waiting.shift()!;
    });
  });
}

/** Row `at` of a matrix: the dot at that place of every column that is high enough. */
export function rowAt(columns: readonly Column[], at: number): Row {
  const dots = columns.flatMap((column, c) => (column[at] === undefined ? [] : [[c, column[at]] as const]));
  return rowOf(new Map(dots))!;
}

function rowOf(dots: ReadonlyMap<number, string>): Row | undefined {
  const slices: Slice[] = [];
  for (const [c, wire] of [...dots].sort(([a], [b]) => b - a)) {
    const last = slices.at(-1);
    if (last?.wire === wire && last.lsb === c + 1) slices[slices.length - 1] = { ...last, lsb: c };
    else slices.push({ wire, msb: c, lsb: c });
  }
  const [first, last] = [slices[0], slices.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return { msb: first.msb, lsb: last.lsb, slices };
}
