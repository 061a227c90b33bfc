import { Assembler } from '../wasm/assembler.ts';
import type { FunctionCode } from '../wasm/encode.ts';

/** Clocks of one vector: bits of each clock's word become as many vectors of one bit each. */
export const VECTOR_CLOCKS = 128;
const ROWS = 32;
const LANES = 4;
const ROW_BYTES = 16;
/** What is transposed lies in a block of so many bytes: row k holds the words of the clocks k, 32 + k, 64 + k and 96 + k. */
export const BLOCK_BYTES: number = ROWS * ROW_BYTES;

/**
 * Transposes four blocks of 32 x 32 bits, one in each lane, in place: swaps ever smaller squares off the diagonal
 * (Warren, Hacker's Delight, 2nd edition, section 7-3).
 */
export function transposeFunction(block: number): FunctionCode {
  const code = new Assembler(0);
  const [above, below, moved] = [code.local('v128'), code.local('v128'), code.local('v128')];
  for (let half = 16, mask = 0x0000ffff; half > 0; half >>= 1, mask ^= mask << half)
    for (let row = 0; row < ROWS; row += 1) {
      if ((row & half) !== 0) continue;
      const [top, bottom] = [block + row * ROW_BYTES, block + (row + half) * ROW_BYTES];
      code.constant(0).load(top).tee(above).constant(half).op('i32x4.shr_u');
      code.constant(0).load(bottom).tee(below).op('v128.xor').vector(mask).op('v128.and').set(moved);
      code.constant(0).get(below).get(moved).op('v128.xor').store(bottom);
      code.constant(0).get(above).get(moved).constant(half).op('i32x4.shl').op('v128.xor').store(top);
    }
  return { parameters: [], results: [], locals: code.locals, body: code.body };
}

const RECORD = 0;
const PLANE = 1;

/** `gather(record, plane)`: one word of the records of 128 clocks, as 32 vectors that lie `planeBytes` apart. */
export function gatherFunction(
  block: number,
  recordBytes: number,
  planeBytes: number,
  transpose: number,
): FunctionCode {
  const code = new Assembler(2);
  forEachWord(block, recordBytes, (word, offset) => {
    code.constant(0).get(RECORD).load32(offset).store32(word);
  });
  code.call(transpose);
  for (let bit = 0; bit < ROWS; bit += 1)
    code
      .get(PLANE)
      .constant(0)
      .load(block + bit * ROW_BYTES)
      .store(bit * planeBytes);
  return { parameters: ['i32', 'i32'], results: [], locals: code.locals, body: code.body };
}

/** `scatter(record, plane)`: the way back. */
export function scatterFunction(
  block: number,
  recordBytes: number,
  planeBytes: number,
  transpose: number,
): FunctionCode {
  const code = new Assembler(2);
  for (let bit = 0; bit < ROWS; bit += 1)
    code
      .constant(0)
      .get(PLANE)
      .load(bit * planeBytes)
      .store(block + bit * ROW_BYTES);
  code.call(transpose);
  forEachWord(block, recordBytes, (word, offset) => {
    code.get(RECORD).constant(0).load32(word).store32(offset);
  });
  return { parameters: ['i32', 'i32'], results: [], locals: code.locals, body: code.body };
}

/** Where in the block, and how far from the first record, each clock's word stands. */
function forEachWord(block: number, recordBytes: number, each: (word: number, offset: number) => void): void {
  for (let row = 0; row < ROWS; row += 1)
    for (let lane = 0; lane < LANES; lane += 1)
      each(block + row * ROW_BYTES + 4 * lane, (ROWS * lane + row) * recordBytes);
}
