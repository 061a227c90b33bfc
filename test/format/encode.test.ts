import { describe, expect, it } from 'vitest';
import { type EncodeOptions, encode, type Format, ROUNDINGS } from '../../src/format/index.ts';
import { bruteEncode, ladderOf } from './brute-encode.ts';
import { valueOfDouble } from './dyadic.ts';
import { FREE_SMALL, NAMED_SMALL, TINY } from './formats-under-test.ts';

const OPTIONS: readonly EncodeOptions[] = ROUNDINGS.flatMap((rounding) =>
  (['encoding', 'saturate'] as const).flatMap((overflow) =>
    (['keep', 'flush'] as const).map((subnormals) => ({ rounding, overflow, subnormals })),
  ),
);

/** Every rung, and between neighbours the tie, its two sides, and points near the ends; then far out of range. */
function pointsOf(format: Format): number[] {
  const ladder = ladderOf(format);
  const inside = ladder.slice(0, -1).flatMap((low, index) => {
    const step = (ladder[index + 1] as number) - low;
    return [0, 1, 8, 15, 16, 17, 24, 31, 32, 33, 40, 63].map((part) => low + (step * part) / 64);
  });
  const top = ladder.at(-1) as number;
  return [...inside, top, top * 1.25, top * 2, top * 2 ** 40, (ladder[1] as number) * 2 ** -40, Infinity];
}

describe('encode', () => {
  it.each([...NAMED_SMALL, ...TINY, ...FREE_SMALL])(
    'finds in $name the number a search through all its values finds, in every mode',
    (format) => {
      for (const magnitude of pointsOf(format))
        for (const x of [magnitude, -magnitude])
          for (const options of OPTIONS) {
            const found = encode(format, valueOfDouble(x), options);
            const sought = bruteEncode(format, x, options);
            if (found !== sought) expect.fail(`${x}, ${JSON.stringify(options)}: ${found}, not ${sought}`);
          }
    },
  );

  it('does not care how a number is split into significand and exponent', () => {
    for (const format of NAMED_SMALL)
      for (const options of OPTIONS)
        for (const significand of [1n, 3n, 29n, 0x1234567n]) {
          const plain = { kind: 'finite', sign: 1, significand, exponent: -9 } as const;
          const padded = { ...plain, significand: significand << 70n, exponent: -79 };
          expect(encode(format, padded, options)).toBe(encode(format, plain, options));
        }
  });

  it('gives a zero the sign it is asked for, except where there is no -0', () => {
    for (const format of NAMED_SMALL)
      for (const options of OPTIONS) {
        const negative = 1n << BigInt(format.expBits + format.manBits);
        expect(encode(format, valueOfDouble(0), options)).toBe(0n);
        expect(encode(format, valueOfDouble(-0), options)).toBe(format.encoding === 'fnuz' ? 0n : negative);
      }
  });
});
