import { chunksOf, type Store } from '../kernel/chunks.ts';
import { chunkFunction, parameters } from '../kernel/emit.ts';
import { Layout, type Place, VECTOR_BYTES } from '../kernel/layout.ts';
import type { Netlist } from '../netlist/netlist.ts';
import { lower } from '../network/lower.ts';
import { type Literal, Network } from '../network/network.ts';
import { Assembler } from '../wasm/assembler.ts';
import { type FunctionCode, moduleOf } from '../wasm/encode.ts';
import { type DelayedStates, delayFunction, keepFunction } from './delay.ts';
import { type PortWords, RECORDS_BYTES, recordOf, type StreamProgram } from './record.ts';
import { stagesOf } from './stages.ts';
import {
  BLOCK_BYTES,
  gatherFunction,
  scatterFunction,
  transposeFunction,
  VECTOR_CLOCKS,
} from './transpose.ts';

const GROUPS = 8;
const PLANE_BYTES = GROUPS * VECTOR_BYTES;
const BLOCK_CLOCKS = GROUPS * VECTOR_CLOCKS;
const WORD_BITS = 32;

/**
 * A block of clocks at once, a lane each: the states of a stage are what the stage before made, a clock later.
 * Undefined where a state depends on itself.
 */
export function slicedStream(netlist: Netlist): StreamProgram | undefined {
  const network = new Network();
  const { ports, recordWords } = recordOf(netlist);
  const recordBytes = 4 * recordWords;
  const inputs = new Map<string, readonly Literal[]>();
  for (const { name, direction, nets } of ports)
    if (direction === 'input')
      inputs.set(
        name,
        nets.map(() => network.source()),
      );
  const input = (port: string, bit: number): Literal => inputs.get(port)?.[bit] ?? network.zero;
  const states = netlist.flipFlops.map(() => network.source());
  const { next } = lower(netlist, network, input, (flipFlop) => states[flipFlop]!);
  const stages = stagesOf(network, states, next);
  if (stages === undefined) return undefined;
  const edges = states.map(() => network.source());
  const after = lower(netlist, network, input, (flipFlop) => edges[flipFlop]!);

  const layout = new Layout(GROUPS);
  const clocks = BLOCK_CLOCKS * Math.max(1, Math.floor(RECORDS_BYTES / recordBytes / BLOCK_CLOCKS));
  layout.block(recordBytes * clocks);
  const block = layout.block(BLOCK_BYTES).offset;
  const planes = Array.from({ length: WORD_BITS * recordWords }, () => layout.lane());
  const planeOf = ({ word }: PortWords, bit: number): Place => planes[WORD_BITS * word + bit]!;
  // Stage after stage, so that the states of one lie side by side.
  const byStage = states.map((_, at) => at).sort((a, b) => stages[a]! - stages[b]!);
  const nextPlaces = byStage.map(() => layout.lane());
  const presentPlaces = byStage.map(() => layout.lane());
  const before = layout.block(4 * states.length).offset;
  const places = new Map<number, Place>();
  for (const port of ports)
    for (const [bit, literal] of (inputs.get(port.name) ?? []).entries())
      places.set(literal >> 1, planeOf(port, bit));
  for (const [place, at] of byStage.entries()) {
    places.set(states[at]! >> 1, presentPlaces[place]!);
    places.set(edges[at]! >> 1, nextPlaces[place]!);
  }

  const functions: FunctionCode[] = [];
  const add = (code: FunctionCode): number => functions.push(code) - 1;
  const steps: Step[] = [];
  const settle = (stores: readonly Store[]): void => {
    for (const chunk of chunksOf({ network, places, stores }, layout))
      steps.push({ call: add(chunkFunction(network, chunk, GROUPS, layout)), operands: parameters.length });
  };
  const delayed = (from: number, to: number): DelayedStates => ({
    count: to - from,
    planeBytes: PLANE_BYTES,
    next: nextPlaces[from]!.offset,
    present: presentPlaces[from]!.offset,
    before: before + 4 * from,
  });
  for (let from = 0; from < byStage.length; ) {
    const stage = stages[byStage[from]!]!;
    const end = byStage.findIndex((at) => stages[at]! > stage);
    const to = end < 0 ? byStage.length : end;
    settle(
      byStage.slice(from, to).map((at, index) => ({ literal: next[at]!, place: nextPlaces[from + index]! })),
    );
    steps.push({ call: add(delayFunction(delayed(from, to))), operands: 0 });
    from = to;
  }
  const outputs = ports.filter(({ direction }) => direction === 'output');
  settle(
    outputs.flatMap((port) =>
      port.nets.map((net, bit) => ({ literal: after.literals[net]!, place: planeOf(port, bit) })),
    ),
  );
  const transpose = add(transposeFunction(block));
  const moved = (direction: 'input' | 'output', call: number): Words => ({
    call,
    words: ports
      .filter((port) => port.direction === direction)
      .flatMap((port) => Array.from({ length: port.words }, (_, index) => port.word + index)),
  });
  const gather = moved('input', add(gatherFunction(block, recordBytes, PLANE_BYTES, transpose)));
  const scatter = moved('output', add(scatterFunction(block, recordBytes, PLANE_BYTES, transpose)));
  const keep = states.length === 0 ? undefined : add(keepFunction(delayed(0, byStage.length)));
  add(
    runFunction({
      gather,
      steps,
      scatter,
      recordBytes,
      planes: planes[0]?.offset ?? 0,
      ...(keep !== undefined && { keep }),
    }),
  );
  return {
    bytes: moduleOf(functions, layout.pages),
    ports,
    recordWords,
    clocks,
    stateOffset: before,
    initialState: Int32Array.from(byStage, (at) => netlist.flipFlops[at]!.init),
  };
}

interface Step {
  readonly call: number;
  readonly operands: number;
}

interface Words {
  readonly call: number;
  readonly words: readonly number[];
}

interface Run {
  readonly gather: Words;
  readonly steps: readonly Step[];
  readonly scatter: Words;
  readonly keep?: number;
  readonly recordBytes: number;
  /** Byte offset of the planes of the first word's bits. */
  readonly planes: number;
}

/** `run(clocks)`: block after block; of the last one, all clocks, of which only those asked for count. */
function runFunction({ gather, steps, scatter, keep, recordBytes, planes }: Run): FunctionCode {
  const code = new Assembler(1);
  const CLOCKS = 0;
  const [record, left, at, last] = [
    code.local('i32'),
    code.local('i32'),
    code.local('i32'),
    code.local('i32'),
  ];
  const move = ({ call, words }: Words): void => {
    code.constant(0).set(at).loop();
    for (const word of words) {
      code
        .get(record)
        .get(at)
        .constant((recordBytes * VECTOR_CLOCKS) / VECTOR_BYTES)
        .op('i32.mul')
        .op('i32.add');
      code.constant(4 * word).op('i32.add');
      code
        .get(at)
        .constant(planes + word * WORD_BITS * PLANE_BYTES)
        .op('i32.add')
        .call(call);
    }
    code
      .get(at)
      .constant(VECTOR_BYTES)
      .op('i32.add')
      .tee(at)
      .constant(PLANE_BYTES)
      .op('i32.lt_u')
      .branchIf(0)
      .op('end');
  };
  code.get(CLOCKS).set(left).loop();
  move(gather);
  for (const { call, operands } of steps) {
    for (let operand = 0; operand < operands; operand += 1) code.constant(0);
    code.call(call);
  }
  move(scatter);
  if (keep !== undefined) {
    // Of the block's clocks, those asked for: the last of them, or the block's last.
    code.get(left).constant(1).op('i32.sub').set(last);
    code.block().get(left).constant(BLOCK_CLOCKS).op('i32.lt_u').branchIf(0);
    code
      .constant(BLOCK_CLOCKS - 1)
      .set(last)
      .op('end');
    code.get(last).call(keep);
  }
  code
    .get(record)
    .constant(recordBytes * BLOCK_CLOCKS)
    .op('i32.add')
    .set(record);
  code
    .block()
    .get(left)
    .constant(BLOCK_CLOCKS + 1)
    .op('i32.lt_u')
    .branchIf(0);
  code.get(left).constant(BLOCK_CLOCKS).op('i32.sub').set(left).branch(1).op('end').op('end');
  return { exportAs: 'run', parameters: ['i32'], results: [], locals: code.locals, body: code.body };
}
