import type { Network } from '../network/network.ts';
import { Assembler } from '../wasm/assembler.ts';
import type { FunctionCode } from '../wasm/encode.ts';
import type { Chunk, Store } from './chunks.ts';
import { type Layout, type Place, VECTOR_BYTES } from './layout.ts';
import { StraightLine } from './straight-line.ts';

/** Parameters of every emitted function: byte offsets of the bank of states read, of that written, and on the tapes. */
export const parameters = ['i32', 'i32', 'i32'] as const;
export const READ = 0;
export const WRITE = 1;
export const TAPE = 2;

/**
 * One chunk as a function: a loop over the lane groups, values in locals. A chunk with an alarm returns whether it
 * went off in any lane of any group.
 */
export function chunkFunction(network: Network, chunk: Chunk, groups: number, layout: Layout): FunctionCode {
  const { nodes, places, alarm } = chunk;
  const code = new Assembler(parameters.length);
  const at = code.local('i32');
  const alarmed = alarm === undefined ? undefined : code.local('v128');
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
  const made = new Set(nodes);
  const ofSources = chunk.stores.filter(({ literal }) => !made.has(literal >> 1));
  const line = new StraightLine(code, layout, {
    network,
    nodes,
    last: [...ofSources.map(({ literal }) => literal), alarm ?? 0]
      .filter((literal) => literal >= 2)
      .map((literal) => literal >> 1),
    source: {
      has: (node) => places.has(node),
      push: (node) => {
        const offset = address(places.get(node)!, READ);
        code.load(offset);
      },
    },
    at,
    step: VECTOR_BYTES,
  });
  const store = ({ literal, place }: Store): void => {
    line.bring(literal);
    const offset = address(place, WRITE);
    line.push(literal);
    code.store(offset);
  };
  const byNode = new Map<number, Store[]>();
  for (const each of chunk.stores) {
    const node = each.literal >> 1;
    byNode.set(node, [...(byNode.get(node) ?? []), each]);
  }

  code.block().loop();
  line.run((node) => {
    for (const each of byNode.get(node) ?? []) store(each);
  });
  for (const each of ofSources) store(each);
  if (alarm !== undefined) {
    code.get(alarmed!);
    line.push(alarm);
    code.op('v128.or').set(alarmed!);
  }
  code.get(at).constant(VECTOR_BYTES).op('i32.add').tee(at);
  code
    .constant(groups * VECTOR_BYTES)
    .op('i32.lt_u')
    .branchIf(0)
    .op('end');
  if (alarmed !== undefined) code.get(alarmed).op('v128.any_true');
  code.op('return').op('end');
  line.landing();
  if (alarmed !== undefined) code.constant(1);
  return {
    parameters,
    results: alarmed === undefined ? [] : ['i32'],
    locals: code.locals,
    body: code.body,
  };
}
