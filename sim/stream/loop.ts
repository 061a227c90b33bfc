import { SimulationError } from '../errors.ts';
import { type Layout, VECTOR_BYTES } from '../kernel/layout.ts';
import { ORDERINGS } from '../kernel/ordering.ts';
import { schedule } from '../kernel/schedule.ts';
import { StraightLine } from '../kernel/straight-line.ts';
import type { Literal, Network } from '../network/network.ts';
import { depthFirstNodes } from '../network/order.ts';
import { Assembler } from '../wasm/assembler.ts';
import type { FunctionCode } from '../wasm/encode.ts';
import { WORD_BITS } from './run.ts';

/** States that depend on themselves, and what their next values are made from. */
export interface Loop {
  /** Nodes that depend on the states, operands first. */
  readonly nodes: readonly number[];
  /** Nodes that these read besides the states. */
  readonly inputs: readonly number[];
  readonly present: readonly Literal[];
  readonly next: readonly Literal[];
}

/** V8 optimises no function that is much longer. */
const MOST_OPERATIONS = 20_000;

/** Cuts out of a network what has to be done clock after clock. Throws `too-large` for very large loops. */
export function loopOf(network: Network, present: readonly Literal[], next: readonly Literal[]): Loop {
  const states = new Set(present.map((literal) => literal >> 1));
  const depends = new Set(states);
  const nodes: number[] = [];
  const inputs = new Set<number>();
  const cone = depthFirstNodes(network, next);
  for (const node of cone) {
    const { left, right } = network.nodes[node]!;
    if (!depends.has(left) && !depends.has(right)) continue;
    depends.add(node);
    nodes.push(node);
    for (const operand of [left, right]) if (!depends.has(operand)) inputs.add(operand);
  }
  if (nodes.length > MOST_OPERATIONS)
    throw new SimulationError(
      'too-large',
      `${nodes.length} operations that depend on their own results are too many for one stream's function`,
    );
  return { nodes: schedule(network, nodes), inputs: [...inputs], present, next };
}

/** Where a loop works: its records, a clock each, hold words of input bits and then of next values; and a word a state. */
export interface LoopPlaces {
  readonly clocks: number;
  readonly records: number;
  readonly inputWords: number;
  readonly stateWords: number;
  readonly before: number;
}

/**
 * Clock after clock: of each value only bit 0 means anything. On vectors, which V8 has more registers and better
 * instructions for; the states lie in two banks, one that is read and one that is written.
 */
export function loopFunction(network: Network, loop: Loop, places: LoopPlaces, layout: Layout): FunctionCode {
  const { clocks, records, inputWords, stateWords, before } = places;
  const { nodes, inputs, present, next } = loop;
  const recordBytes = 4 * (inputWords + stateWords);
  const bankBytes = VECTOR_BYTES * present.length;
  const banks = layout.block(2 * bankBytes).offset;
  const code = new Assembler(0);
  const [at, read] = [code.local('i32'), code.local('i32')];
  const stateOf = new Map(present.map((literal, index) => [literal >> 1, index]));
  const bitOf = new Map(inputs.map((node, bit) => [node, bit]));
  const line = new StraightLine(code, layout, {
    network,
    nodes,
    pinned: ORDERINGS[0].pinned,
    results: next,
    source: {
      has: (node) => stateOf.has(node) || bitOf.has(node),
      push: (node) => {
        const state = stateOf.get(node);
        if (state !== undefined) {
          code.get(read).load(banks + VECTOR_BYTES * state);
          return;
        }
        const bit = bitOf.get(node)!;
        code.get(at).load32Splat(records + 4 * (bit >> 5));
        if ((bit & 31) > 0) code.constant(bit & 31).op('i32x4.shr_u');
      },
    },
    at,
    step: recordBytes,
  });
  /** The bank that is not read. */
  const written = (): Assembler => code.constant(bankBytes).get(read).op('i32.sub');

  for (const index of present.keys())
    code
      .constant(0)
      .constant(0)
      .load32Splat(before + 4 * index)
      .store(banks + VECTOR_BYTES * index);
  code.block().loop();
  line.run((state) => {
    line.bring(next[state]!);
    written();
    line.push(next[state]!);
    code.store(banks + VECTOR_BYTES * state);
  });
  written().set(read);
  for (let word = 0; word < stateWords; word += 1) {
    code.get(at).constant(0);
    for (let bit = 0; bit < WORD_BITS && WORD_BITS * word + bit < next.length; bit += 1) {
      code.get(read).load32(banks + VECTOR_BYTES * (WORD_BITS * word + bit));
      code.constant(1).op('i32.and');
      if (bit > 0) code.constant(bit).op('i32.shl');
      code.op('i32.or');
    }
    code.store32(records + 4 * (inputWords + word));
  }
  code
    .endLoopBelow(at, recordBytes, clocks * recordBytes)
    .op('return')
    .op('end');
  line.landing();
  return { parameters: [], results: [], locals: code.locals, body: code.body };
}
