/** One bit of a function of two mantissas as a constant: rows man_a, columns man_b, both falling. */
export interface Plane {
  readonly name: string;
  readonly msb: number;
  readonly rows: readonly { readonly bits: string; readonly separator: string; readonly index: number }[];
}

export type MantissaFunction = (manA: bigint, manB: bigint) => bigint;

/** The bit planes of a function of two mantissas, most significant first: `Name1`, `Name0`, or just `Name`. */
export function planesOf(name: string, manBits: number, bits: number, value: MantissaFunction): Plane[] {
  return Array.from({ length: bits }, (_, i) => bits - 1 - i).map((bit) =>
    planeOf(
      bits === 1 ? name : `${name}${bit}`,
      manBits,
      (a, b) => ((value(a, b) >> BigInt(bit)) & 1n) === 1n,
    ),
  );
}

function planeOf(name: string, manBits: number, isSet: (manA: bigint, manB: bigint) => boolean): Plane {
  const size = 2 ** manBits;
  const falling = Array.from({ length: size }, (_, i) => BigInt(size - 1 - i));
  return {
    name,
    msb: size * size - 1,
    rows: falling.map((manA) => ({
      bits: `${size}'b${grouped(falling.map((manB) => (isSet(manA, manB) ? '1' : '0')).join(''))}`,
      separator: manA === 0n ? ' ' : ',',
      index: Number(manA),
    })),
  };
}

/** Nibbles, as engineers read them. */
function grouped(bits: string): string {
  return bits.replace(/(?<=.)(?=(?:.{4})+$)/g, '_');
}
