import { Assembler } from '../wasm/assembler.ts';
import type { FunctionCode } from '../wasm/encode.ts';
import { type Layout, type Place, VECTOR_BYTES } from './layout.ts';

const FIRST = 0;
const COUNT = 1;

/** Which functions of the module a step calls. */
export interface StepCalls {
  /** Called first, without parameters: the generators of random inputs. */
  readonly before?: number;
  /** Functions 0 to `chunks` - 1. */
  readonly chunks: number;
  /** Whether the last chunk returns that something was wrong. */
  readonly alarm: boolean;
  /** Called last, with the parameters of a chunk. */
  readonly after?: number;
}

/** Where a step finds its number. */
export interface StepPlaces {
  /** Bits of the step, lowest first. */
  readonly stepBits: readonly Place[];
  /** How many steps before this one results are of: tapes are read there. Default 0. */
  readonly latency?: number;
  /** Bits of that step, where `latency` is more than 0. */
  readonly earlierStepBits?: readonly Place[];
}

/**
 * `run(first, count)`: does the steps first, first + 1, … : writes the bits of the step where the task reads them, calls
 * the functions, swaps the banks of states. Stops after the first step whose alarm went off and returns how many steps
 * were quiet, `count` when all were.
 */
export function driverFunction(
  calls: StepCalls,
  layout: Layout,
  { stepBits, latency = 0, earlierStepBits = [] }: StepPlaces,
): FunctionCode {
  const code = new Assembler(2);
  const [step, end, read, tape, going] = [
    code.local('i32'),
    code.local('i32'),
    code.local('i32'),
    code.local('i32'),
    code.local('i32'),
  ];
  const earlier = latency > 0 ? code.local('i32') : step;
  code.get(FIRST).tee(step).get(COUNT).op('i32.add').set(end);
  code.block().loop();
  if (latency > 0) code.get(step).constant(latency).op('i32.sub').set(earlier);
  // All bits before the first step; after that a bit that has become 1 is the last that changed.
  code.constant(0).get(step).get(FIRST).op('i32.ne').op('i32.sub').set(going);
  const write = (number: number, places: readonly Place[]): void => {
    code.block();
    for (const [bit, { offset }] of places.entries()) {
      code.constant(0).constant(0);
      code.get(number).constant(bit).op('i32.shr_u').constant(1).op('i32.and').op('i32.sub');
      code.op('i32x4.splat').store(offset);
      code
        .get(number)
        .constant(2 ** bit)
        .op('i32.and')
        .get(going)
        .op('i32.and')
        .branchIf(0);
    }
    code.op('end');
  };
  write(step, stepBits);
  if (earlierStepBits.length > 0) write(earlier, earlierStepBits);
  if (calls.before !== undefined) code.call(calls.before);
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
    .get(earlier)
    .constant(2 ** stepBits.length - 1)
    .op('i32.and')
    .constant(layout.groups * VECTOR_BYTES)
    .op('i32.mul')
    .set(tape);
  const call = (index: number): void => {
    code.get(read).constant(layout.bankBytes).get(read).op('i32.sub').get(tape).call(index);
  };
  for (let chunk = 0; chunk < calls.chunks; chunk += 1) call(chunk);
  if (calls.alarm) code.branchIf(1);
  if (calls.after !== undefined) call(calls.after);
  code.endLoopBelow(step, 1, { local: end });
  code.op('end').get(step).get(FIRST).op('i32.sub');
  return {
    exportAs: 'run',
    parameters: ['i32', 'i32'],
    results: ['i32'],
    locals: code.locals,
    body: code.body,
  };
}
