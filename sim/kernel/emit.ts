import type { Literal, Network } from '../network/network.ts';
import { Assembler } from '../wasm/assembler.ts';
import type { FunctionCode } from '../wasm/encode.ts';
import type { Chunk } from './chunks.ts';
import { type Place, VECTOR_BYTES } from './layout.ts';

/** Parameters of every emitted function: byte offsets of the bank of states read, of that written, and on the tapes. */
export const parameters = ['i32', 'i32', 'i32'] as const;
export const READ = 0;
export const WRITE = 1;
export const TAPE = 2;

/**
 * One chunk as a function: a loop over the lane groups, values in locals. A chunk with an alarm returns whether it
 * went off in any lane of any group.
 */
export function chunkFunction(network: Network, chunk: Chunk, groups: number): FunctionCode {
  const code = new Assembler(parameters.length);
  const at = code.local('i32');
  const alarmed = chunk.alarm === undefined ? undefined : code.local('v128');
  const locals = new Map<number, number>();

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
  const local = (node: number): number => {
    const known = locals.get(node);
    if (known !== undefined) return known;
    const made = code.local('v128');
    locals.set(node, made);
    return made;
  };
  const push = (node: number): void => {
    if (locals.has(node)) {
      code.get(locals.get(node)!);
      return;
    }
    const place = chunk.places.get(node);
    if (place === undefined) throw new Error(`node ${node} has no place to be read from`);
    const offset = address(place, READ);
    code.load(offset).tee(local(node));
  };
  const pushLiteral = (literal: Literal): void => {
    if (literal < 2) {
      code.vector(-literal);
      return;
    }
    push(literal >> 1);
    if ((literal & 1) === 1) code.op('v128.not');
  };
  const store = (literal: Literal, place: Place): void => {
    const offset = address(place, WRITE);
    pushLiteral(literal);
    code.store(offset);
  };

  const byNode = new Map<number, Chunk['stores'][number][]>();
  for (const each of chunk.stores) {
    const node = each.literal >> 1;
    byNode.set(node, [...(byNode.get(node) ?? []), each]);
  }
  code.loop();
  for (const node of chunk.nodes) {
    const { operation, left, right } = network.nodes[node]!;
    push(left);
    push(right);
    code.op(operation === 'and-not' ? 'v128.andnot' : (`v128.${operation}` as 'v128.and'));
    code.set(local(node));
    for (const { literal, place } of byNode.get(node) ?? []) store(literal, place);
    byNode.delete(node);
  }
  for (const { literal, place } of [...byNode.values()].flat()) store(literal, place);
  if (chunk.alarm !== undefined) {
    code.get(alarmed!);
    pushLiteral(chunk.alarm);
    code.op('v128.or').set(alarmed!);
  }
  code.get(at).constant(VECTOR_BYTES).op('i32.add').tee(at);
  code
    .constant(groups * VECTOR_BYTES)
    .op('i32.lt_u')
    .branchIf(0)
    .op('end');
  if (alarmed !== undefined) code.get(alarmed).op('v128.any_true');
  return {
    parameters,
    results: alarmed === undefined ? [] : ['i32'],
    locals: code.locals,
    body: code.body,
  };
}
