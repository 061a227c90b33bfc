import { SimulationError } from '../errors.ts';

/**
 * Turns squares of bits about their diagonals in place: as many rows as `square` has words, and as many squares side by
 * side as fit a word. Swaps ever smaller off-diagonal blocks, half a square down to 1 x 1.
 */
function transpose(square: Int32Array): void {
  const rows = square.length;
  let mask = BLOCK_MASKS.get(rows)!;
  for (let size = rows >> 1; size > 0; size >>= 1) {
    for (let row = 0; row < rows; row = (row + size + 1) & ~size) {
      const swapped = ((square[row]! >>> size) ^ square[row + size]!) & mask;
      square[row + size]! ^= swapped;
      square[row]! ^= swapped << size;
    }
    mask ^= mask << (size >> 1);
  }
}

/** By rows of a square: the lower half of each square's columns. */
const BLOCK_MASKS: ReadonlyMap<number, number> = new Map([
  [8, 0x0f0f0f0f],
  [16, 0x00ff00ff],
  [32, 0x0000ffff],
]);

/** Rows enough for numbers of a width: narrow ones share the words of a square, which takes half the time. */
function squareFor(width: number): Int32Array {
  return new Int32Array(width <= 8 ? 8 : width <= 16 ? 16 : 32);
}

function padded(values: ArrayLike<number>, count: number): Float64Array {
  const all = new Float64Array(count);
  all.set(values);
  return all;
}

/** The lowest `bits` bits of a word. */
const lowBits = (bits: number): number => (bits === 32 ? -1 : 2 ** bits - 1);

function checkCount(count: number, words: number): void {
  if (count <= 32 * words) return;
  throw new SimulationError('value-range', `${count} values do not fit ${32 * words} lanes`);
}

function checkNumberWidth(width: number): void {
  if (Number.isInteger(width) && width >= 0 && width <= 32) return;
  const way = 'use packLanes and unpackLanes, which take any width';
  throw new SimulationError('option-range', `numbers hold lanes of 0 to 32 bits, got ${width}`, [way]);
}

/**
 * The words of a port of up to 32 bits that holds `values[i]` in lane i, ready for `setBits`; lanes without a value
 * hold 0. Bits of a value above the width are dropped.
 */
export function packNumbers(values: ArrayLike<number>, width: number, words: number): Int32Array {
  checkNumberWidth(width);
  checkCount(values.length, words);
  const bits = new Int32Array(width * words);
  const square = squareFor(width);
  const rows = square.length;
  const kept = lowBits(rows);
  const lanes = values.length === 32 * words ? values : padded(values, 32 * words);
  for (let word = 0; word < words; word += 1) {
    const first = 32 * word;
    for (let row = 0; row < rows; row += 1) {
      let packed = 0;
      for (let lane = first + 32 - rows + row; lane >= first; lane -= rows)
        packed = (packed << rows) | (lanes[lane]! & kept);
      square[row] = packed;
    }
    transpose(square);
    for (let bit = 0; bit < width; bit += 1) bits[bit * words + word] = square[bit]!;
  }
  return bits;
}

/** The reverse: element i of the result is the (unsigned) value in lane i, of a port of up to 32 bits. */
export function unpackNumbers<T extends Uint32Array | Float64Array = Uint32Array>(
  bits: Int32Array,
  width: number,
  words: number,
  into?: T,
): T {
  checkNumberWidth(width);
  const values = into ?? new Uint32Array(32 * words);
  if (values.length !== 32 * words) {
    throw new SimulationError('value-range', `${32 * words} lanes do not fit an array of ${values.length}`);
  }
  const square = squareFor(width);
  const rows = square.length;
  const kept = lowBits(rows);
  for (let word = 0; word < words; word += 1) {
    for (let bit = 0; bit < rows; bit += 1) square[bit] = bit < width ? bits[bit * words + word]! : 0;
    transpose(square);
    for (let row = 0; row < rows; row += 1)
      for (let lane = row; lane < 32; lane += rows)
        values[32 * word + lane] = ((square[row]! >>> (lane - row)) & kept) >>> 0;
  }
  return values as T;
}

/** As `packNumbers`, for values of any width; bits above the width are dropped. */
export function packLanes(values: readonly bigint[], width: number, words: number): Int32Array {
  checkCount(values.length, words);
  const bits = new Int32Array(width * words);
  for (let first = 0; first < width; first += 32) {
    const part = values.map((value) => Number(BigInt.asUintN(32, value >> BigInt(first))));
    bits.set(packNumbers(part, Math.min(32, width - first), words), first * words);
  }
  return bits;
}

/** As `unpackNumbers`, for ports of any width: one value per lane. */
export function unpackLanes(bits: Int32Array, width: number, words: number): bigint[] {
  const values = new Array<bigint>(32 * words).fill(0n);
  for (let first = 0; first < width; first += 32) {
    const size = Math.min(32, width - first);
    const part = unpackNumbers(bits.subarray(first * words, (first + size) * words), size, words);
    part.forEach((value, lane) => {
      values[lane] = values[lane]! | (BigInt(value) << BigInt(first));
    });
  }
  return values;
}
