import type { Literal, Network } from './network.ts';

/**
 * The nodes that the roots depend on, operands first, sources left out; depth-first, the more demanding operand
 * first, so that a value is made shortly before it is used and few are alive at once.
 */
export function depthFirstNodes(network: Network, roots: readonly Literal[]): number[] {
  const { nodes } = network;
  const needed = registers(network);
  const visited = new Uint8Array(nodes.length);
  const order: number[] = [];
  // A stack of our own: chains of tens of thousands of nodes would overflow the language's. A node is pushed
  // once to be opened and stays below its operands until they are done.
  const stack: number[] = [];
  for (const root of roots) {
    stack.push(root >> 1);
    while (stack.length > 0) {
      const index = stack.at(-1)!;
      const { operation, left, right } = nodes[index]!;
      if (visited[index] === 2 || operation === 'source') {
        stack.pop();
      } else if (visited[index] === 1) {
        visited[index] = 2;
        order.push(index);
        stack.pop();
      } else {
        visited[index] = 1;
        const [first, second] = needed[left]! >= needed[right]! ? [left, right] : [right, left];
        if (visited[second] === 0) stack.push(second);
        if (visited[first] === 0) stack.push(first);
      }
    }
  }
  return order;
}

/**
 * How many registers a node's value takes to compute if it were a tree (Sethi and Ullman, 1970): the operand that
 * takes more goes first.
 */
function registers({ nodes }: Network): Int32Array {
  const needed = new Int32Array(nodes.length).fill(1);
  nodes.forEach(({ operation, left, right }, index) => {
    if (operation === 'source') return;
    const [a, b] = [needed[left]!, needed[right]!];
    needed[index] = a === b ? a + 1 : Math.max(a, b);
  });
  return needed;
}
