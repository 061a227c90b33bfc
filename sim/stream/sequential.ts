import { SimulationError } from '../errors.ts';
import type { Netlist } from '../netlist/netlist.ts';
import { lower } from '../network/lower.ts';
import { type Literal, Network } from '../network/network.ts';
import { depthFirstNodes } from '../network/order.ts';
import { Assembler } from '../wasm/assembler.ts';
import { moduleOf } from '../wasm/encode.ts';
import { RECORDS_BYTES, recordOf, type StreamProgram } from './record.ts';

const CLOCKS = 0;
/** V8 optimises no function that is much longer. */
const MOST_OPERATIONS = 20_000;

/**
 * Clock after clock: a value a local, of which only bit 0 means anything, states in locals from one clock to the next.
 * In each clock inputs are read, and outputs written as they are after the edge. Throws `too-large` for very large
 * netlists.
 */
export function sequentialStream(netlist: Netlist): StreamProgram {
  const network = new Network();
  const { ports, recordWords } = recordOf(netlist);
  const inputs = new Map(
    ports
      .filter(({ direction }) => direction === 'input')
      .map(({ name, nets }) => [name, nets.map(() => network.source())]),
  );
  const states = netlist.flipFlops.map(() => network.source());
  const input = (port: string, bit: number): Literal => inputs.get(port)?.[bit] ?? network.zero;
  const before = lower(netlist, network, input, (flipFlop) => states[flipFlop]!);
  const after = lower(netlist, network, input, (flipFlop) => before.next[flipFlop]!);
  const roots = [
    ...before.next,
    ...ports
      .filter(({ direction }) => direction === 'output')
      .flatMap(({ nets }) => nets.map((net) => after.literals[net]!)),
  ];
  const order = depthFirstNodes(network, roots);
  if (order.length > MOST_OPERATIONS)
    throw new SimulationError(
      'too-large',
      `${order.length} operations are too many for one stream's function`,
    );

  const clocks = Math.floor(RECORDS_BYTES / (4 * recordWords));
  const stateOffset = 4 * recordWords * clocks;
  const body = new Assembler(1);
  const [at, end] = [body.local('i32'), body.local('i32')];
  const locals = new Map<number, number>();
  const local = (node: number): number => {
    const known = locals.get(node) ?? body.local('i32');
    locals.set(node, known);
    return known;
  };
  const push = (literal: Literal): void => {
    if (literal < 2) body.constant(literal);
    else body.get(local(literal >> 1));
    if (literal >= 2 && (literal & 1) === 1) body.constant(-1).op('i32.xor');
  };

  states.forEach((state, index) => {
    body
      .constant(0)
      .load32(stateOffset + 4 * index)
      .set(local(state >> 1));
  });
  body
    .get(CLOCKS)
    .constant(4 * recordWords)
    .op('i32.mul')
    .set(end);
  body.loop();
  for (const { name, word } of ports)
    for (const [bit, literal] of (inputs.get(name) ?? []).entries()) {
      body.get(at).load32(4 * (word + (bit >> 5)));
      if ((bit & 31) > 0) body.constant(bit & 31).op('i32.shr_u');
      body.set(local(literal >> 1));
    }
  for (const node of order) {
    const { operation, left, right } = network.nodes[node]!;
    body.get(local(left)).get(local(right));
    if (operation === 'and-not') body.constant(-1).op('i32.xor').op('i32.and');
    else body.op(`i32.${operation}` as 'i32.and');
    body.set(local(node));
  }
  for (const { direction, nets, word, words } of ports) {
    if (direction === 'input') continue;
    for (let index = 0; index < words; index += 1) {
      body.get(at).constant(0);
      nets.slice(32 * index, 32 * index + 32).forEach((net, bit) => {
        push(after.literals[net]!);
        body.constant(1).op('i32.and');
        if (bit > 0) body.constant(bit).op('i32.shl');
        body.op('i32.or');
      });
      body.store32(4 * (word + index));
    }
  }
  // All at once: what is pushed is the state before the edge.
  for (const literal of before.next) push(literal);
  for (const state of states.toReversed()) body.set(local(state >> 1));
  body
    .get(at)
    .constant(4 * recordWords)
    .op('i32.add')
    .tee(at)
    .get(end)
    .op('i32.lt_u')
    .branchIf(0)
    .op('end');
  states.forEach((state, index) => {
    body
      .constant(0)
      .get(local(state >> 1))
      .store32(stateOffset + 4 * index);
  });
  const run = {
    exportAs: 'run',
    parameters: ['i32'],
    results: [],
    locals: body.locals,
    body: body.body,
  } as const;
  return {
    bytes: moduleOf([run], Math.ceil((stateOffset + 4 * states.length) / 65_536)),
    ports,
    recordWords,
    clocks,
    stateOffset,
    initialState: Int32Array.from(netlist.flipFlops, ({ init }) => init),
  };
}
