/**
 * Where a value lives in the memory of a kernel, as a byte offset:
 * `fixed`  one vector, the same for every lane group;
 * `lane`   one vector for each lane group;
 * `state`  as `lane`, in whichever of the two banks of states is read or written;
 * `tape`   as `lane`, once for every step.
 */
export interface Place {
  readonly kind: 'fixed' | 'lane' | 'state' | 'tape';
  readonly offset: number;
}

export const VECTOR_BYTES = 16;
const PAGE_BYTES = 65_536;
/** Between tapes: as long as they are, powers of two, they would take each other's lines in the first-level cache. */
const TAPE_GAP = 3 * 64;

/** Hands out places. The two banks of states lie one after the other, `bankBytes` apart. */
export class Layout {
  readonly groups: number;
  readonly bankBytes: number;
  #next: number;
  #nextState: number;
  readonly #spills: Place[] = [];

  constructor(groups: number, states = 0) {
    this.groups = groups;
    this.bankBytes = states * groups * VECTOR_BYTES;
    this.#nextState = 0;
    this.#next = 2 * this.bankBytes;
  }

  fixed(): Place {
    return { kind: 'fixed', offset: this.#take(VECTOR_BYTES) };
  }

  lane(): Place {
    return { kind: 'lane', offset: this.#take(this.groups * VECTOR_BYTES) };
  }

  state(): Place {
    const offset = this.#nextState;
    this.#nextState += this.groups * VECTOR_BYTES;
    return { kind: 'state', offset };
  }

  tape(steps: number): Place {
    const offset = this.#take(steps * this.groups * VECTOR_BYTES);
    this.#take(TAPE_GAP);
    return { kind: 'tape', offset };
  }

  /** One vector for values that a function has no register for, the `index`-th; all functions share them. */
  spill(index: number): Place {
    while (this.#spills.length <= index) this.#spills.push(this.fixed());
    return this.#spills[index]!;
  }

  /** So many bytes that no lane group reads, rounded up to whole vectors. */
  block(bytes: number): Place {
    return { kind: 'fixed', offset: this.#take(Math.ceil(bytes / VECTOR_BYTES) * VECTOR_BYTES) };
  }

  get bytes(): number {
    return this.#next;
  }

  get pages(): number {
    return Math.max(1, Math.ceil(this.#next / PAGE_BYTES));
  }

  #take(bytes: number): number {
    const offset = this.#next;
    this.#next += bytes;
    return offset;
  }
}
