import type { Network } from '../network/network.ts';
import { REGISTERS } from './registers.ts';

/** What speaks for a node to be made next, measured on the units of the benchmarks: fewest loads and spills. */
const LAST_USE = 2;
const LOAD = -1;
const USER_READY = 0.5;
const POSITION = -5;

/**
 * The nodes of a function in an order in which few values are alive at once: of those whose operands are there, always the one
 * that frees most registers and loads least (list scheduling). `nodes` come in some valid order, `last` is
 * needed at the end.
 */
export function schedule(network: Network, nodes: readonly number[], last?: number): number[] {
  const index = new Map(nodes.map((node, at) => [node, at]));
  const operands = nodes.map((node) => {
    const { left, right } = network.nodes[node]!;
    return left === right ? [left] : [left, right];
  });
  const users: number[][] = nodes.map(() => []);
  const left = new Map<number, number>(last === undefined ? [] : [[last, 1]]);
  const missing = operands.map((own, at) => {
    let inside = 0;
    for (const operand of own) {
      left.set(operand, (left.get(operand) ?? 0) + 1);
      const maker = index.get(operand);
      if (maker === undefined) continue;
      users[maker]!.push(at);
      inside += 1;
    }
    return inside;
  });

  // The values that were touched last, as a stand-in for those that registers will hold.
  const recent = new Map<number, true>();
  const touch = (node: number): void => {
    recent.delete(node);
    recent.set(node, true);
  };
  const score = (at: number): number => {
    let sum = (POSITION * at) / nodes.length;
    for (const operand of operands[at]!) {
      if (!recent.has(operand)) sum += LOAD;
      if (left.get(operand) === 1) sum += LAST_USE;
    }
    for (const user of users[at]!) if (missing[user] === 1) sum += USER_READY;
    return sum;
  };

  const ready = new Set(missing.flatMap((count, at) => (count === 0 ? [at] : [])));
  const order: number[] = [];
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
    order.push(nodes[best]!);
    for (const operand of operands[best]!) {
      left.set(operand, left.get(operand)! - 1);
      touch(operand);
      if (left.get(operand) === 0) recent.delete(operand);
    }
    touch(nodes[best]!);
    for (const [oldest] of recent) {
      if (recent.size <= REGISTERS) break;
      recent.delete(oldest);
    }
    for (const user of users[best]!) {
      missing[user]! -= 1;
      if (missing[user] === 0) ready.add(user);
    }
  }
  return order;
}
