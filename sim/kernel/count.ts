import { Assembler } from '../wasm/assembler.ts';
import type { FunctionCode } from '../wasm/encode.ts';
import { parameters, READ, TAPE, WRITE } from './emit.ts';
import { type Place, VECTOR_BYTES } from './layout.ts';

/** Values whose changes are counted: their places in the banks of states lie side by side from `first` on. */
export interface Counted {
  /** A word for each number of zeros that a step's number ends with, 32 for zero: how many values may have changed. */
  readonly moving: Place;
  readonly first: Place;
  /** A 64-bit counter for each, side by side. */
  readonly counters: Place;
}

/** Words of `moving`. */
export const STEP_ZEROS = 33;

/** Values a round of the loop. */
const AT_ONCE = 4;

/** For so many values, how many have places and counters, and may be counted: whole rounds of the loop. */
export const inWholeRounds = (values: number): number => AT_ONCE * Math.ceil(values / AT_ONCE);

/**
 * Adds to the counter of each value in how many lanes of all groups the bank written differs from the bank read. On
 * words of 64 bits: taking vectors apart for the machine's only fast population count costs more than loading halves.
 */
export function countFunction({ moving, first, counters }: Counted, groups: number): FunctionCode {
  const code = new Assembler(parameters.length);
  const counter = code.local('i32');
  const end = code.local('i32');
  const bytes = groups * VECTOR_BYTES;
  // The place on the tapes is the step's number times the bytes of a step.
  code.get(TAPE).constant(Math.log2(bytes)).op('i32.shr_u').op('i32.ctz').constant(4).op('i32.mul');
  code.load32(moving.offset).constant(8).op('i32.mul').tee(end);
  code.op('i32.eqz').op('if').op('return').op('end');
  code.loop();
  for (let value = 0; value < AT_ONCE; value += 1) {
    code
      .get(counter)
      .get(counter)
      .load64(counters.offset + 8 * value);
    const from = first.offset + value * bytes;
    for (let offset = from; offset < from + bytes; offset += 8) {
      code.get(READ).load64(offset).get(WRITE).load64(offset);
      code.op('i64.xor').op('i64.popcnt').op('i64.add');
    }
    code.store64(counters.offset + 8 * value);
  }
  for (const bank of [READ, WRITE])
    code
      .get(bank)
      .constant(AT_ONCE * bytes)
      .op('i32.add')
      .set(bank);
  code.endLoopBelow(counter, 8 * AT_ONCE, { local: end });
  return { parameters, results: [], locals: code.locals, body: code.body };
}
