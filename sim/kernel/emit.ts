import type { Literal, Network } from '../network/network.ts';
import { Assembler } from '../wasm/assembler.ts';
import type { FunctionCode } from '../wasm/encode.ts';
import type { Chunk, Store } from './chunks.ts';
import { type Layout, type Place, VECTOR_BYTES } from './layout.ts';
import { REGISTERS, Registers } from './registers.ts';

/** Parameters of every emitted function: byte offsets of the bank of states read, of that written, and on the tapes. */
export const parameters = ['i32', 'i32', 'i32'] as const;
export const READ = 0;
export const WRITE = 1;
export const TAPE = 2;

/** Nodes from one pin to the next. */
const PINNED = 12;

/**
 * One chunk as a function: a loop over the lane groups, values in locals. A chunk with an alarm returns whether it
 * went off in any lane of any group.
 *
 * V8 orders the operations of a basic block anew, level by level, which keeps far more values alive than there are
 * registers, and spills them all. So values are given registers here, one local each, and every few operations a branch that is
 * never taken leads to a place where all of them are used: what is made before it stays before it.
 */
export function chunkFunction(network: Network, chunk: Chunk, groups: number, layout: Layout): FunctionCode {
  const code = new Assembler(parameters.length);
  const at = code.local('i32');
  const alarmed = code.local('v128');
  const locals = Array.from({ length: REGISTERS }, () => code.local('v128'));
  const { nodes, alarm } = chunk;
  const spilled = new Map<number, Place>();

  const address = ({ kind, offset }: Place, bank: number): number => {
    if (kind === 'fixed') code.constant(0);
    else if (kind === 'lane') code.get(at);
    else
      code
        .get(kind === 'tape' ? TAPE : bank)
        .get(at)
        .op('i32.add');
    return offset;
  };
  const registers = new Registers(usesOf(network, chunk), {
    load: (node, register) => {
      const place = spilled.get(node) ?? chunk.places.get(node);
      if (place === undefined) throw new Error(`node ${node} has no place to be read from`);
      const offset = address(place, READ);
      code.load(offset).set(locals[register]!);
    },
    spill: (node, register) => {
      if (spilled.has(node) || chunk.places.has(node)) return;
      const place = layout.spill(spilled.size);
      spilled.set(node, place);
      code.constant(0).get(locals[register]!).store(place.offset);
    },
  });
  const pushLiteral = (literal: Literal): void => {
    if (literal < 2) {
      code.vector(-literal);
      return;
    }
    code.get(locals[registers.bring(literal >> 1)]!);
    if ((literal & 1) === 1) code.op('v128.not');
  };
  const store = ({ literal, place }: Store): void => {
    if (literal >= 2) registers.bring(literal >> 1);
    const offset = address(place, WRITE);
    pushLiteral(literal);
    code.store(offset);
  };
  const byNode = new Map<number, Store[]>();
  for (const each of chunk.stores) {
    const node = each.literal >> 1;
    byNode.set(node, [...(byNode.get(node) ?? []), each]);
  }
  let pins = 0;
  const pin = (): void => {
    const free = registers.dead();
    if (free === undefined) return;
    for (const { dead, live } of free) code.get(locals[live]!).set(locals[dead]!);
    pins += 1;
    // The offset is a multiple of 16: each of these comparisons is another one, and none is ever true.
    code.get(at).constant(pinNumber(pins)).op('i32.eq').branchIf(1);
  };

  code.block().loop();
  for (const [position, node] of nodes.entries()) {
    const { operation, left, right } = network.nodes[node]!;
    registers.goTo(position);
    code.get(locals[registers.bring(left, right)]!).get(locals[registers.bring(right, left)]!);
    code.op(operation === 'and-not' ? 'v128.andnot' : (`v128.${operation}` as 'v128.and'));
    registers.goTo(position + 1);
    code.set(locals[registers.make(node)]!);
    for (const each of byNode.get(node) ?? []) store(each);
    byNode.delete(node);
    if ((position + 1) % PINNED === 0 && position + 1 < nodes.length) pin();
  }
  for (const each of [...byNode.values()].flat()) store(each);
  if (alarm !== undefined) {
    code.get(alarmed);
    pushLiteral(alarm);
    code.op('v128.or').set(alarmed);
  }
  code.get(at).constant(VECTOR_BYTES).op('i32.add').tee(at);
  code
    .constant(groups * VECTOR_BYTES)
    .op('i32.lt_u')
    .branchIf(0)
    .op('end');
  if (alarm !== undefined) code.get(alarmed).op('v128.any_true');
  code.op('return').op('end');
  if (pins > 0) {
    code.constant(0);
    for (const [register, local] of locals.entries()) {
      code.get(local);
      if (register > 0) code.op('v128.or');
    }
    code.store(layout.spill(0).offset);
  }
  if (alarm !== undefined) code.constant(1);
  return {
    parameters,
    results: alarm === undefined ? [] : ['i32'],
    locals: code.locals,
    body: code.body,
  };
}

/** Numbers that are no multiples of 16, the ones that take least space first. */
const pinNumber = (pin: number): number => pin + Math.floor((pin - 1) / 15);

/** At which positions of the chunk each node is used, the end of it included. */
function usesOf(network: Network, { nodes, stores, alarm }: Chunk): Map<number, number[]> {
  const uses = new Map<number, number[]>();
  const use = (node: number, position: number): void => {
    const known = uses.get(node);
    if (known === undefined) uses.set(node, [position]);
    else known.push(position);
  };
  for (const [position, node] of nodes.entries()) {
    use(network.nodes[node]!.left, position);
    use(network.nodes[node]!.right, position);
  }
  const made = new Set(nodes);
  for (const { literal } of stores)
    if (literal >= 2 && !made.has(literal >> 1)) use(literal >> 1, nodes.length);
  if (alarm !== undefined && alarm >= 2) use(alarm >> 1, nodes.length);
  return uses;
}
