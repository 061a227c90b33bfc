import { type Bytes, signed, unsigned, type ValueType } from './encode.ts';

const simple = {
  end: [0x0b],
  return: [0x0f],
  drop: [0x1a],
  'memory.copy': [0xfc, 0x0a, 0x00, 0x00],
  if: [0x04, 0x40],
  'i32.ctz': [0x68],
  'i32.eqz': [0x45],
  'i32.eq': [0x46],
  'i32.ne': [0x47],
  'i32.lt_u': [0x49],
  'i32.add': [0x6a],
  'i32.sub': [0x6b],
  'i32.mul': [0x6c],
  'i32.and': [0x71],
  'i32.or': [0x72],
  'i32.xor': [0x73],
  'i32.shl': [0x74],
  'i32.shr_u': [0x76],
  'i64.extend_i32_u': [0xad],
  'i64.or': [0x84],
  'i64.shl': [0x86],
  'i64.shr_u': [0x88],
  'i64.add': [0x7c],
  'i64.xor': [0x85],
  'i64.popcnt': [0x7b],
  'v128.not': [0xfd, 0x4d],
  'v128.and': [0xfd, 0x4e],
  'v128.andnot': [0xfd, 0x4f],
  'v128.or': [0xfd, 0x50],
  'v128.xor': [0xfd, 0x51],
  'v128.any_true': [0xfd, 0x53],
  'i32x4.splat': [0xfd, 0x11],
  'i32x4.shl': [0xfd, 0xab, 0x01],
  'i32x4.shr_u': [0xfd, 0xad, 0x01],
  'i64x2.shl': [0xfd, 0xcb, 0x01],
  'i64x2.shr_u': [0xfd, 0xcd, 0x01],
} as const;

export type Simple = keyof typeof simple;

/** Writes the instructions of one function. Numbers of locals count the parameters first. */
export class Assembler {
  readonly body: Bytes = [];
  readonly #parameters: number;
  readonly #locals: ValueType[] = [];

  constructor(parameters: number) {
    this.#parameters = parameters;
  }

  /** A new local; the encoder wants runs of one type, so ask for those of a type together. */
  local(type: ValueType): number {
    this.#locals.push(type);
    return this.#parameters + this.#locals.length - 1;
  }

  get locals(): [number, ValueType][] {
    const runs: [number, ValueType][] = [];
    for (const type of this.#locals) {
      const last = runs.at(-1);
      if (last !== undefined && last[1] === type) last[0] += 1;
      else runs.push([1, type]);
    }
    return runs;
  }

  op(name: Simple): this {
    for (const byte of simple[name]) this.body.push(byte);
    return this;
  }

  get(local: number): this {
    return this.#with(0x20, local);
  }

  set(local: number): this {
    return this.#with(0x21, local);
  }

  tee(local: number): this {
    return this.#with(0x22, local);
  }

  call(index: number): this {
    return this.#with(0x10, index);
  }

  constant(value: number): this {
    this.body.push(0x41, ...signed(value));
    return this;
  }

  /** An i64, of a number of 32 bits. */
  constant64(value: number): this {
    this.body.push(0x42, ...signed(value));
    return this;
  }

  /** A vector of equal 32-bit words. */
  vector(word: number): this {
    return word === 0 ? this.#zeroVector() : this.constant(word).op('i32x4.splat');
  }

  load(offset: number): this {
    this.body.push(0xfd, 0x00, 4, ...unsigned(offset));
    return this;
  }

  store(offset: number): this {
    this.body.push(0xfd, 0x0b, 4, ...unsigned(offset));
    return this;
  }

  load32(offset: number): this {
    this.body.push(0x28, 2, ...unsigned(offset));
    return this;
  }

  /** A word in every lane. */
  load32Splat(offset: number): this {
    this.body.push(0xfd, 0x09, 2, ...unsigned(offset));
    return this;
  }

  store32(offset: number): this {
    this.body.push(0x36, 2, ...unsigned(offset));
    return this;
  }

  load64(offset: number): this {
    this.body.push(0x29, 3, ...unsigned(offset));
    return this;
  }

  store64(offset: number): this {
    this.body.push(0x37, 3, ...unsigned(offset));
    return this;
  }

  /** Lane 0 or 1 of the vector on the stack, as i64. */
  lane64(lane: 0 | 1): this {
    this.body.push(0xfd, 0x1d, lane);
    return this;
  }

  loop(): this {
    this.body.push(0x03, 0x40);
    return this;
  }

  block(): this {
    this.body.push(0x02, 0x40);
    return this;
  }

  branch(depth: number): this {
    return this.#with(0x0c, depth);
  }

  branchIf(depth: number): this {
    return this.#with(0x0d, depth);
  }

  /** The end of a loop: adds `step` to a local, and goes on with the loop as long as that stays below `limit`, both unsigned. */
  endLoopBelow(local: number, step: number, limit: number | { readonly local: number }): this {
    this.get(local).constant(step).op('i32.add').tee(local);
    if (typeof limit === 'number') this.constant(limit);
    else this.get(limit.local);
    return this.op('i32.lt_u').branchIf(0).op('end');
  }

  #zeroVector(): this {
    this.body.push(0xfd, 0x0c, ...new Array<number>(16).fill(0));
    return this;
  }

  #with(code: number, value: number): this {
    this.body.push(code);
    if (value < 128) this.body.push(value);
    else this.body.push(...unsigned(value));
    return this;
  }
}
