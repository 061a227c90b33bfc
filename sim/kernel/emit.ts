import type { Network } from '../network/network.ts';
import { Assembler } from '../wasm/assembler.ts';
import type { FunctionCode } from '../wasm/encode.ts';
import type { Chunk } from './chunks.ts';
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
  const { nodes, pinned, places, stores, alarm } = chunk;
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
  const line = new StraightLine(code, layout, {
    network,
    nodes,
    pinned,
    results: stores.map(({ literal }) => literal),
    ...(alarm !== undefined && { last: alarm }),
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

  code.block().loop();
  line.run((result) => {
    const { literal, place } = stores[result]!;
    line.bring(literal);
    const offset = address(place, WRITE);
    line.push(literal);
    code.store(offset);
  });
  if (alarm !== undefined) {
    code.get(alarmed!);
    line.push(alarm);
    code.op('v128.or').set(alarmed!);
  }
  code.endLoopBelow(at, VECTOR_BYTES, groups * VECTOR_BYTES);
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
