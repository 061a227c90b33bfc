/** What bits can be combined with: 32 lanes of a number, gates of a network, or plain booleans. */
export interface Logic<Bit> {
  readonly zero: Bit;
  readonly one: Bit;
  not(a: Bit): Bit;
  and(a: Bit, b: Bit): Bit;
  or(a: Bit, b: Bit): Bit;
  xor(a: Bit, b: Bit): Bit;
}

/** Integers as bits, lowest first; signed ones in two's complement, their last bit standing for all higher ones. */
export class Words<Bit> {
  readonly zero: Bit;
  readonly one: Bit;
  readonly not: (a: Bit) => Bit;
  readonly and: (a: Bit, b: Bit) => Bit;
  readonly or: (a: Bit, b: Bit) => Bit;
  readonly xor: (a: Bit, b: Bit) => Bit;

  constructor(logic: Logic<Bit>) {
    this.zero = logic.zero;
    this.one = logic.one;
    this.not = (a) => logic.not(a);
    this.and = (a, b) => logic.and(a, b);
    this.or = (a, b) => logic.or(a, b);
    this.xor = (a, b) => logic.xor(a, b);
  }

  constant(value: bigint, width: number): Bit[] {
    const { zero, one } = this;
    return Array.from({ length: width }, (_, bit) => ((value >> BigInt(bit)) & 1n ? one : zero));
  }

  /** Widens an unsigned integer, or cuts any integer down. */
  unsignedTo(bits: readonly Bit[], width: number): Bit[] {
    return Array.from({ length: width }, (_, bit) => bits[bit] ?? this.zero);
  }

  signedTo(bits: readonly Bit[], width: number): Bit[] {
    return Array.from({ length: width }, (_, bit) => bits[bit] ?? (bits.at(-1) as Bit));
  }

  mux(select: Bit, high: Bit, low: Bit): Bit {
    const { zero, one, not, and, or, xor } = this;
    if (high === low) return high;
    if (low === zero) return and(select, high);
    if (high === zero) return and(not(select), low);
    if (low === one) return or(not(select), high);
    if (high === one) return or(select, low);
    return xor(low, and(xor(low, high), select));
  }

  choose(select: Bit, high: readonly Bit[], low: readonly Bit[]): Bit[] {
    return high.map((bit, at) => this.mux(select, bit, low[at] as Bit));
  }

  /** The entry of a table, as many bits of it as asked for; a choice for each different half of a table. */
  lookup(index: readonly Bit[], table: readonly bigint[], width: number): Bit[] {
    return Array.from({ length: width }, (_, bit) => {
      const known = new Map<string, Bit>();
      const entry = (column: string): Bit => {
        if (column.length === 1) return column === '1' ? this.one : this.zero;
        const half = column.length / 2;
        const seen = known.get(column);
        if (seen !== undefined) return seen;
        const [low, high] = [entry(column.slice(0, half)), entry(column.slice(half))];
        const chosen = this.mux(index[Math.log2(half)] as Bit, high, low);
        known.set(column, chosen);
        return chosen;
      };
      return entry(table.map((value) => ((value >> BigInt(bit)) & 1n ? '1' : '0')).join(''));
    });
  }

  any(bits: readonly Bit[]): Bit {
    return bits.reduce((found, bit) => this.or(found, bit), this.zero);
  }

  all(bits: readonly Bit[]): Bit {
    return bits.reduce((held, bit) => this.and(held, bit), this.one);
  }

  /** Sum and carry of three bits: 5 operations, 2 where one of them is a constant. */
  fullAdder(a: Bit, b: Bit, c: Bit): [sum: Bit, carry: Bit] {
    const { zero, one, not, and, or, xor } = this;
    const constant = [a, b, c].findIndex((bit) => bit === zero || bit === one);
    if (constant !== -1) {
      const [x, y] = [a, b, c].toSpliced(constant, 1) as [Bit, Bit];
      return [a, b, c][constant] === zero ? [xor(x, y), and(x, y)] : [not(xor(x, y)), or(x, y)];
    }
    const half = xor(a, b);
    return [xor(half, c), or(and(a, b), and(half, c))];
  }

  /** a + b + carry of two integers of one width, modulo 2^width. */
  add(a: readonly Bit[], b: readonly Bit[], carryIn: Bit = this.zero): Bit[] {
    let carry = carryIn;
    return a.map((bit, at) => {
      const [sum, next] = this.fullAdder(bit, b[at] as Bit, carry);
      carry = next;
      return sum;
    });
  }

  /** a - b of two integers of one width, modulo 2^width. */
  subtract(a: readonly Bit[], b: readonly Bit[]): Bit[] {
    return this.add(
      a,
      b.map((bit) => this.not(bit)),
      this.one,
    );
  }

  /** Whether a signed integer is greater than a constant that it has bits for. */
  isGreater(a: readonly Bit[], limit: bigint): Bit {
    // a > limit is limit - a < 0: with the sign bit turned round, a comparison of unsigned integers, highest bit last.
    const { zero, not, and, or } = this;
    const top = a.length - 1;
    const offset = limit + (1n << BigInt(top));
    return a.reduce((greater, bit, at) => {
      const mine = at === top ? not(bit) : bit;
      return (offset >> BigInt(at)) & 1n ? and(mine, greater) : or(mine, greater);
    }, zero);
  }
}
