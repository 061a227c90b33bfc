import { SimulationError } from '../errors.ts';
import type { Literal, Network } from '../network/network.ts';
import { depthFirstNodes } from '../network/order.ts';
import { Assembler } from '../wasm/assembler.ts';
import type { FunctionCode } from '../wasm/encode.ts';

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
  return { nodes, inputs: [...inputs], present, next };
}

/** Where a loop works: its records, a clock each, hold words of input bits and then of next values; and a word a state. */
export interface LoopPlaces {
  readonly clocks: number;
  readonly records: number;
  readonly inputWords: number;
  readonly stateWords: number;
  readonly before: number;
}

/** A value a local, of which only bit 0 means anything; states in locals from one clock to the next. */
export function loopFunction(network: Network, loop: Loop, places: LoopPlaces): FunctionCode {
  const { clocks, records, inputWords, stateWords, before } = places;
  const recordBytes = 4 * (inputWords + stateWords);
  const code = new Assembler(0);
  const at = code.local('i32');
  const locals = new Map<number, number>();
  const local = (node: number): number => {
    const known = locals.get(node) ?? code.local('i32');
    locals.set(node, known);
    return known;
  };
  const push = (literal: Literal): void => {
    if (literal < 2) code.constant(literal);
    else code.get(local(literal >> 1));
    if (literal >= 2 && (literal & 1) === 1) code.constant(-1).op('i32.xor');
  };
  for (const [index, state] of loop.present.entries())
    code
      .constant(0)
      .load32(before + 4 * index)
      .set(local(state >> 1));
  code.loop();
  for (const [bit, node] of loop.inputs.entries()) {
    code.get(at).load32(records + 4 * (bit >> 5));
    if ((bit & 31) > 0) code.constant(bit & 31).op('i32.shr_u');
    code.set(local(node));
  }
  for (const node of loop.nodes) {
    const { operation, left, right } = network.nodes[node]!;
    code.get(local(left)).get(local(right));
    if (operation === 'and-not') code.constant(-1).op('i32.xor').op('i32.and');
    else code.op(`i32.${operation}` as 'i32.and');
    code.set(local(node));
  }
  for (let word = 0; word < stateWords; word += 1) {
    code.get(at).constant(0);
    for (const [bit, literal] of loop.next.slice(32 * word, 32 * word + 32).entries()) {
      push(literal);
      code.constant(1).op('i32.and');
      if (bit > 0) code.constant(bit).op('i32.shl');
      code.op('i32.or');
    }
    code.store32(records + 4 * (inputWords + word));
  }
  // All at once: what is pushed is the state before the edge.
  for (const literal of loop.next) push(literal);
  for (const state of loop.present.toReversed()) code.set(local(state >> 1));
  code.get(at).constant(recordBytes).op('i32.add').tee(at);
  code
    .constant(clocks * recordBytes)
    .op('i32.lt_u')
    .branchIf(0)
    .op('end');
  return { parameters: [], results: [], locals: code.locals, body: code.body };
}
