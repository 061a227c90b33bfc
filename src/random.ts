/**
 * A seeded stream of uniform integers: xoshiro128** (Blackman, Vigna 2018), its state filled by splitmix32.
 * The same seed gives the same stream on every machine.
 */
export class Random {
  readonly #state: Uint32Array = new Uint32Array(4);

  constructor(seed: number) {
    let z = seed >>> 0;
    for (let i = 0; i < 4; i++) {
      z = (z + 0x9e3779b9) >>> 0;
      let x = z;
      x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
      x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
      this.#state[i] = (x ^ (x >>> 15)) >>> 0;
    }
  }

  /** The next 32 bits, as an unsigned integer. */
  next32(): number {
    const s = this.#state as unknown as [number, number, number, number];
    const result = Math.imul(rotl(Math.imul(s[1], 5), 7), 9) >>> 0;
    const t = s[1] << 9;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotl(s[3], 11);
    return result;
  }

  /** A uniform integer of this many bits. */
  bits(count: number): bigint {
    let value = 0n;
    for (let have = 0; have < count; have += 32) value = (value << 32n) | BigInt(this.next32());
    return value & ((1n << BigInt(count)) - 1n);
  }

  /** A uniform integer below `end`; the bias is below end / 2^32. */
  below(end: number): number {
    return Math.floor((this.next32() / 2 ** 32) * end);
  }
}

function rotl(x: number, by: number): number {
  return (x << by) | (x >>> (32 - by));
}
