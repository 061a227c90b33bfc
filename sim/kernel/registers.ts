/**
 * How many values are held at once. V8 has 15 vector registers to give away on x64, fewer would do it no harm
 * elsewhere; two are left for the alarm and for what a step takes in passing.
 */
export const REGISTERS = 13;

/** How values get into registers and out of them. */
export interface Moves {
  load(node: number, register: number): void;
  /** Called once for a node that has to give way and cannot be read again otherwise. */
  spill(node: number, register: number): void;
}

/**
 * Which value is in which register while the nodes of a function are made one after the other. The value whose next
 * use lies furthest ahead gives way (Belady, 1966).
 */
export class Registers {
  readonly #held: (number | undefined)[] = new Array(REGISTERS).fill(undefined);
  readonly #uses: ReadonlyMap<number, readonly number[]>;
  readonly #moves: Moves;
  readonly #passed = new Map<number, number>();
  #now = 0;

  /** Positions of the uses of each node, in rising order. */
  constructor(uses: ReadonlyMap<number, readonly number[]>, moves: Moves) {
    this.#uses = uses;
    this.#moves = moves;
  }

  /** Goes on to a position: what is not used from there on gives its register away. */
  goTo(position: number): void {
    this.#now = position;
  }

  /** The register of a node's value, which is loaded unless it is in one. `keep` lists nodes that must not give way. */
  bring(node: number, ...keep: readonly number[]): number {
    const known = this.#held.indexOf(node);
    if (known >= 0) return known;
    const register = this.#free(keep);
    this.#moves.load(node, register);
    this.#held[register] = node;
    return register;
  }

  /** A register for a value that is made now. */
  make(node: number): number {
    const register = this.#free([]);
    this.#held[register] = node;
    return register;
  }

  /** Registers whose values are not used any more, each beside one that is; undefined when none is. */
  dead(): readonly { readonly dead: number; readonly live: number }[] | undefined {
    const isLive = (node: number | undefined): boolean =>
      node !== undefined && this.#nextUse(node) < Number.POSITIVE_INFINITY;
    const live = this.#held.findIndex(isLive);
    if (live < 0) return undefined;
    return this.#held.flatMap((node, dead) => (isLive(node) ? [] : [{ dead, live }]));
  }

  #nextUse(node: number): number {
    const uses = this.#uses.get(node) ?? [];
    let passed = this.#passed.get(node) ?? 0;
    while (passed < uses.length && uses[passed]! < this.#now) passed += 1;
    this.#passed.set(node, passed);
    return uses[passed] ?? Number.POSITIVE_INFINITY;
  }

  #free(keep: readonly number[]): number {
    let free = -1;
    let furthest = -1;
    for (const [register, node] of this.#held.entries()) {
      if (node !== undefined && keep.includes(node)) continue;
      const next = node === undefined ? Number.POSITIVE_INFINITY : this.#nextUse(node);
      if (next <= furthest) continue;
      furthest = next;
      free = register;
    }
    const node = this.#held[free];
    if (node !== undefined && furthest < Number.POSITIVE_INFINITY) this.#moves.spill(node, free);
    this.#held[free] = undefined;
    return free;
  }
}
