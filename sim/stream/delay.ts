import { Assembler } from '../wasm/assembler.ts';
import type { FunctionCode } from '../wasm/encode.ts';

/** States of one stage, side by side: `planeBytes` of next values and of present ones for each, a bit a clock, and a word that came before them. */
export interface DelayedStates {
  readonly count: number;
  readonly planeBytes: number;
  /** Byte offsets of the first of them. */
  readonly next: number;
  readonly present: number;
  readonly before: number;
}

/** Present values are the next ones a clock later; the first is what the last block ended with. */
export function delayFunction({ count, planeBytes, next, present, before }: DelayedStates): FunctionCode {
  const code = new Assembler(0);
  const [plane, word] = [code.local('i32'), code.local('i32')];
  const [value, last] = [code.local('i64'), code.local('i64')];
  code.loop();
  code.get(word).load32(before).op('i64.extend_i32_u').set(last);
  for (let offset = 0; offset < planeBytes; offset += 8) {
    code.get(plane);
    code
      .get(plane)
      .load64(next + offset)
      .tee(value)
      .constant64(1)
      .op('i64.shl');
    code
      .get(last)
      .op('i64.or')
      .store64(present + offset);
    code.get(value).constant64(63).op('i64.shr_u').set(last);
  }
  code.get(word).constant(4).op('i32.add').set(word);
  code.endLoopBelow(plane, planeBytes, count * planeBytes);
  return { parameters: [], results: [], locals: code.locals, body: code.body };
}

const LAST = 0;

/** `keep(last)`: what each state is after clock `last` of the block, for the block that follows. */
export function keepFunction({ count, planeBytes, next, before }: DelayedStates): FunctionCode {
  const code = new Assembler(1);
  const [plane, word] = [code.local('i32'), code.local('i32')];
  code.loop();
  code.get(word);
  code.get(plane).get(LAST).constant(5).op('i32.shr_u').constant(2).op('i32.shl').op('i32.add').load32(next);
  code.get(LAST).op('i32.shr_u').constant(1).op('i32.and').store32(before);
  code.get(word).constant(4).op('i32.add').set(word);
  code.endLoopBelow(plane, planeBytes, count * planeBytes);
  return { parameters: ['i32'], results: [], locals: code.locals, body: code.body };
}
