import { VECTOR_BYTES } from '../kernel/layout.ts';
import { Assembler } from '../wasm/assembler.ts';
import type { FunctionCode } from '../wasm/encode.ts';
import { VECTOR_CLOCKS } from './transpose.ts';

export const GROUPS = 8;
export const PLANE_BYTES: number = GROUPS * VECTOR_BYTES;
export const BLOCK_CLOCKS: number = GROUPS * VECTOR_CLOCKS;
export const WORD_BITS = 32;

/** What is done for a block of clocks: a function called with so many zeros, or words moved between records and planes. */
export type Step =
  | { readonly kind: 'call'; readonly call: number; readonly operands: number }
  | {
      readonly kind: 'move';
      /** A function of a record's word and a plane, for the clocks of one vector. */
      readonly call: number;
      /** Byte offset of the block's first record; those of the stream go on from block to block. */
      readonly records: number | 'stream';
      readonly recordBytes: number;
      /** Which word of a record, and the byte offset of the plane of its lowest bit. */
      readonly words: readonly { readonly word: number; readonly plane: number }[];
    };

interface Records {
  readonly records: number;
  readonly recordBytes: number;
  /** A function of the last clock of a block. */
  readonly keep?: number;
}

const CLOCKS = 0;

/** `run(clocks)`: block after block; of the last one all clocks are run, of which only those asked for count. */
export function runFunction(steps: readonly Step[], { records, recordBytes, keep }: Records): FunctionCode {
  const code = new Assembler(1);
  const [stream, left, at, last] = [
    code.local('i32'),
    code.local('i32'),
    code.local('i32'),
    code.local('i32'),
  ];
  code.constant(records).set(stream);
  code.get(CLOCKS).set(left).loop();
  for (const step of steps) {
    if (step.kind === 'call') {
      for (let operand = 0; operand < step.operands; operand += 1) code.constant(0);
      code.call(step.call);
      continue;
    }
    code.constant(0).set(at).loop();
    for (const { word, plane } of step.words) {
      const bytes = (step.recordBytes * VECTOR_CLOCKS) / VECTOR_BYTES;
      if (step.records === 'stream') code.get(stream);
      else code.constant(step.records);
      code.get(at).constant(bytes).op('i32.mul').op('i32.add');
      code.constant(4 * word).op('i32.add');
      code.get(at).constant(plane).op('i32.add').call(step.call);
    }
    code.endLoopBelow(at, VECTOR_BYTES, PLANE_BYTES);
  }
  if (keep !== undefined) {
    code
      .constant(BLOCK_CLOCKS - 1)
      .set(last)
      .block();
    code.constant(BLOCK_CLOCKS).get(left).op('i32.lt_u').branchIf(0);
    code.get(left).constant(1).op('i32.sub').set(last).op('end');
    code.get(last).call(keep);
  }
  code
    .get(stream)
    .constant(recordBytes * BLOCK_CLOCKS)
    .op('i32.add')
    .set(stream);
  code.block();
  code
    .get(left)
    .constant(BLOCK_CLOCKS + 1)
    .op('i32.lt_u')
    .branchIf(0);
  code.get(left).constant(BLOCK_CLOCKS).op('i32.sub').set(left).branch(1).op('end').op('end');
  return { exportAs: 'run', parameters: ['i32'], results: [], locals: code.locals, body: code.body };
}
