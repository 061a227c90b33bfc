import type { Literal, Network } from '../network/network.ts';
import { depthFirstNodes } from '../network/order.ts';
import type { Layout, Place } from './layout.ts';
import { ORDERINGS, type Ordering } from './ordering.ts';
import { schedule } from './schedule.ts';

/** A value to be left in memory. */
export interface Store {
  readonly literal: Literal;
  readonly place: Place;
}

/** Logic to be run over all lane groups: where its sources are read, what it leaves behind, what must be zero. */
export interface Task {
  readonly network: Network;
  /** By node; every source that is needed has a place. */
  readonly places: ReadonlyMap<number, Place>;
  readonly stores: readonly Store[];
  /** Ones where something is wrong; the task then says so. */
  readonly alarm?: Literal;
}

/** Part of a task that becomes one function: its nodes in order, and what it reads and leaves in memory. */
export interface Chunk {
  readonly nodes: readonly number[];
  /** Nodes from one pin to the next, see `StraightLine`. */
  readonly pinned: number;
  readonly places: ReadonlyMap<number, Place>;
  readonly stores: readonly Store[];
  readonly alarm?: Literal;
}

/** Of a function at most. Longer ones save few loads and take V8 long to optimise. */
const OPERATIONS = 500;

export interface ChunkOptions {
  /** Word operations of a function, at most. Default 500. */
  readonly operations?: number | undefined;
  /** Default: the first of all. */
  readonly ordering?: Ordering | undefined;
}

/** A place for each value that goes from one function to others; those behind its last reader use it again. */
function placed(
  lastReader: ReadonlyMap<number, number>,
  { task, home, count, layout }: { task: Task; home: Int32Array; count: number; layout: Layout },
): { readonly places: ReadonlyMap<number, Place>; readonly crossing: readonly (readonly Store[])[] } {
  const places = new Map(task.places);
  const crossing: Store[][] = Array.from({ length: count }, () => []);
  const made: number[][] = Array.from({ length: count }, () => []);
  for (const node of lastReader.keys()) made[home[node]!]!.push(node);
  const freed: Place[][] = Array.from({ length: count + 1 }, () => []);
  const free: Place[] = [];
  for (const [maker, nodes] of made.entries()) {
    free.push(...freed[maker]!);
    for (const node of nodes) {
      const place = free.pop() ?? layout.lane();
      places.set(node, place);
      crossing[maker]!.push({ literal: 2 * node, place });
      freed[lastReader.get(node)! + 1]!.push(place);
    }
  }
  return { places, crossing };
}

/**
 * Cuts a task into functions of at most `operations` word operations. Nodes that one function makes and another reads
 * get a place in the layout. Stores of sources, and the alarm, are the last function's.
 */
export function chunksOf(
  task: Task,
  layout: Layout,
  { operations = OPERATIONS, ordering = ORDERINGS[0] }: ChunkOptions = {},
): Chunk[] {
  const { network, stores, alarm } = task;
  const roots = [...stores.map(({ literal }) => literal), ...(alarm === undefined ? [] : [alarm])];
  const order = depthFirstNodes(network, roots);
  const count = Math.max(1, Math.ceil(order.length / operations));
  const size = Math.ceil(order.length / count);
  const home = new Int32Array(network.nodes.length).fill(-1);
  order.forEach((node, at) => {
    home[node] = Math.floor(at / size);
  });
  const last = count - 1;
  /** By node that one function makes and others read, the last of these. */
  const lastReader = new Map<number, number>();
  const cross = (node: number, reader: number): void => {
    if (home[node]! >= 0 && home[node] !== reader)
      lastReader.set(node, Math.max(lastReader.get(node) ?? 0, reader));
  };
  for (const node of order) {
    cross(network.nodes[node]!.left, home[node]!);
    cross(network.nodes[node]!.right, home[node]!);
  }
  if (alarm !== undefined) cross(alarm >> 1, last);
  const { places, crossing } = placed(lastReader, { task, home, count, layout });
  const homeOf = ({ literal }: Store): number => (home[literal >> 1]! < 0 ? last : home[literal >> 1]!);
  return Array.from(
    { length: count },
    (_, index): Chunk => ({
      nodes: schedule(network, order.slice(index * size, (index + 1) * size), {
        ordering,
        ...(index === last && alarm !== undefined && { last: alarm >> 1 }),
      }),
      pinned: ordering.pinned,
      places,
      stores: [...crossing[index]!, ...stores.filter((store) => homeOf(store) === index)],
      ...(index === last && alarm !== undefined ? { alarm } : {}),
    }),
  );
}
