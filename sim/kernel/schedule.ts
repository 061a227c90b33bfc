import type { Network } from '../network/network.ts';
import { ORDERINGS, type Ordering } from './ordering.ts';

/**
 * The nodes of a function in an order in which few values are alive at once: of those whose operands are there, always
 * the one that frees most registers and loads least (list scheduling), by the weights of an ordering. `nodes` come in
 * some valid order, `last` is needed at the end.
 */
export function schedule(
  network: Network,
  nodes: readonly number[],
  { last, ordering = ORDERINGS[0] }: { readonly last?: number; readonly ordering?: Ordering } = {},
): number[] {
  const { operands, count } = numbered(network, nodes);
  const users: number[][] = nodes.map(() => []);
  /** By operand, how many nodes still use it. */
  const uses = new Int32Array(count);
  /** By node, how many of its operands are still to be made. */
  const missing = operands.map((own, at) => {
    for (const operand of own) {
      uses[operand]! += 1;
      users[operand]?.push(at);
    }
    return own.filter((operand) => operand < nodes.length).length;
  });
  const kept = last === undefined ? -1 : nodes.indexOf(last);
  if (kept >= 0) uses[kept]! += 1;

  // The operands touched last, as a stand-in for those that registers will hold; and by operand, whether it is one.
  const recent = new Set<number>();
  const isRecent = new Uint8Array(count);
  const touch = (operand: number): void => {
    recent.delete(operand);
    recent.add(operand);
    isRecent[operand] = 1;
  };
  const forget = (operand: number): void => {
    recent.delete(operand);
    isRecent[operand] = 0;
  };
  const order: number[] = [];
  const madeAt = new Int32Array(count).fill(-(2 ** 31));
  const score = (at: number): number => {
    let sum = (ordering.position * at) / nodes.length;
    for (const operand of operands[at]!) {
      if (isRecent[operand] === 0) sum += ordering.load;
      if (uses[operand] === 1) sum += ordering.lastUse;
      if (order.length - madeAt[operand]! < ordering.distance) sum += ordering.fresh;
    }
    for (const user of users[at]!) if (missing[user] === 1) sum += ordering.userReady;
    return sum;
  };

  const ready = new Set(missing.flatMap((left, at) => (left === 0 ? [at] : [])));
  while (ready.size > 0) {
    let best = -1;
    let most = Number.NEGATIVE_INFINITY;
    for (const at of ready) {
      const own = score(at);
      if (own <= most) continue;
      most = own;
      best = at;
    }
    ready.delete(best);
    madeAt[best] = order.length;
    order.push(nodes[best]!);
    for (const operand of operands[best]!) {
      touch(operand);
      uses[operand]! -= 1;
      if (uses[operand] === 0) forget(operand);
    }
    touch(best);
    for (const oldest of recent) {
      if (recent.size <= ordering.registers) break;
      forget(oldest);
    }
    for (const user of users[best]!) {
      missing[user]! -= 1;
      if (missing[user] === 0) ready.add(user);
    }
  }
  return order;
}

/** The different operands of each node, as numbers: that of the node itself in `nodes`, or one behind these. */
function numbered(
  network: Network,
  nodes: readonly number[],
): { readonly operands: readonly (readonly number[])[]; readonly count: number } {
  const numbers = new Map(nodes.map((node, at) => [node, at]));
  const numberOf = (node: number): number => {
    const known = numbers.get(node) ?? numbers.size;
    numbers.set(node, known);
    return known;
  };
  const operands = nodes.map((node) => {
    const { left, right } = network.nodes[node]!;
    return left === right ? [numberOf(left)] : [numberOf(left), numberOf(right)];
  });
  return { operands, count: numbers.size };
}
