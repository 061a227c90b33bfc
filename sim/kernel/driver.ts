import { Assembler } from '../wasm/assembler.ts';
import type { FunctionCode } from '../wasm/encode.ts';
import { type Layout, type Place, VECTOR_BYTES } from './layout.ts';

const FIRST = 0;
const COUNT = 1;

/**
 * `run(first, count)`: does the steps first, first + 1, … : writes the bits of the step where the task reads them, calls the
 * chunks (functions 0 to chunkCount - 1) after the generators of random inputs (the function behind them), swaps the banks of states. Stops after the first step whose alarm went off and
 * returns how many steps were quiet, `count` when all were.
 */
export function driverFunction(
  chunkCount: number,
  layout: Layout,
  stepBits: readonly Place[],
  random: boolean,
): FunctionCode {
  const code = new Assembler(2);
  const [step, end, read, tape] = [
    code.local('i32'),
    code.local('i32'),
    code.local('i32'),
    code.local('i32'),
  ];
  code.get(FIRST).tee(step).get(COUNT).op('i32.add').set(end);
  code.block().loop();
  stepBits.forEach(({ offset }, bit) => {
    code.constant(0);
    code.constant(0).get(step).constant(bit).op('i32.shr_u').constant(1).op('i32.and').op('i32.sub');
    code.op('i32x4.splat').store(offset);
  });
  if (random) code.call(chunkCount);
  // Odd steps read the second bank and write the first.
  code
    .constant(0)
    .get(step)
    .constant(1)
    .op('i32.and')
    .op('i32.sub')
    .constant(layout.bankBytes)
    .op('i32.and')
    .set(read);
  // Steps past the end of the space are its steps again.
  code
    .get(step)
    .constant(2 ** stepBits.length - 1)
    .op('i32.and')
    .constant(layout.groups * VECTOR_BYTES)
    .op('i32.mul')
    .set(tape);
  for (let chunk = 0; chunk < chunkCount; chunk += 1) {
    code.get(read).constant(layout.bankBytes).get(read).op('i32.sub').get(tape).call(chunk);
  }
  code.branchIf(1);
  code.get(step).constant(1).op('i32.add').tee(step).get(end).op('i32.lt_u').branchIf(0).op('end');
  code.op('end').get(step).get(FIRST).op('i32.sub');
  return {
    exportAs: 'run',
    parameters: ['i32', 'i32'],
    results: ['i32'],
    locals: code.locals,
    body: code.body,
  };
}
