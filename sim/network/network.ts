/** A signal of a network: twice the number of its node, plus 1 where the node's value is meant inverted. */
export type Literal = number;

/**
 * What a node does with the values of its two operands, which are nodes, never inverted: inversions are kept in the
 * literals that point at a node, so that they cost nothing. A source has no operands: it is read from memory.
 */
export type Operation = 'source' | 'and' | 'and-not' | 'or' | 'xor';

export interface Node {
  readonly operation: Operation;
  readonly left: number;
  readonly right: number;
}

/**
 * Bitwise logic as a graph, operands before users. Node 0 is the constant 0. Building folds constants and equal
 * operands, and makes no node twice, until `separate` draws a line.
 */
export class Network {
  readonly zero: Literal = 0;
  readonly one: Literal = 1;
  readonly nodes: Node[] = [{ operation: 'source', left: 0, right: 0 }];
  readonly #made = new Map<number, number>();

  source(): Literal {
    this.nodes.push({ operation: 'source', left: 0, right: 0 });
    return 2 * (this.nodes.length - 1);
  }

  not(a: Literal): Literal {
    return a ^ 1;
  }

  and(a: Literal, b: Literal): Literal {
    if (a === 0 || b === 0 || a === (b ^ 1)) return 0;
    if (a === 1 || a === b) return b;
    if (b === 1) return a;
    const [x, y] = [a >> 1, b >> 1];
    if ((a & b & 1) === 1) return this.#node('or', Math.min(x, y), Math.max(x, y)) ^ 1;
    if ((a & 1) === 1) return this.#node('and-not', y, x);
    if ((b & 1) === 1) return this.#node('and-not', x, y);
    return this.#node('and', Math.min(x, y), Math.max(x, y));
  }

  or(a: Literal, b: Literal): Literal {
    return this.and(a ^ 1, b ^ 1) ^ 1;
  }

  xor(a: Literal, b: Literal): Literal {
    if (a < 2) return b ^ a;
    if (b < 2) return a ^ b;
    if (a >> 1 === b >> 1) return (a ^ b) & 1;
    const [x, y] = [a >> 1, b >> 1];
    return this.#node('xor', Math.min(x, y), Math.max(x, y)) ^ ((a ^ b) & 1);
  }

  mux(select: Literal, high: Literal, low: Literal): Literal {
    if (select < 2) return select === 1 ? high : low;
    if (high === low) return high;
    if (low === 0) return this.and(select, high);
    if (low === 1) return this.or(select ^ 1, high);
    if (high === 0) return this.and(select ^ 1, low);
    if (high === 1) return this.or(select, low);
    if (high === (low ^ 1)) return this.xor(select, low);
    return this.xor(low, this.and(this.xor(low, high), select));
  }

  /** What is built from here on shares no node with what was built before, except through literals handed over. */
  separate(): void {
    this.#made.clear();
  }

  #node(operation: Operation, left: number, right: number): Literal {
    const key = (left * 2 ** 24 + right) * 4 + codes[operation];
    const known = this.#made.get(key);
    if (known !== undefined) return 2 * known;
    this.nodes.push({ operation, left, right });
    this.#made.set(key, this.nodes.length - 1);
    return 2 * (this.nodes.length - 1);
  }
}

const codes: Readonly<Record<Operation, number>> = { source: 0, and: 0, 'and-not': 1, or: 2, xor: 3 };
