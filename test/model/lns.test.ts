import { describe, expect, it } from 'vitest';
import { codesOf, parseFormat } from '../../src/format/index.ts';
import { modelOf } from '../../src/model/index.ts';
import {
  LNS_MAX_FRACTION_BITS,
  logTable,
  nearestPowerTable,
  powerTable,
  type UnitRequest,
  type UnitSpec,
  unitSpec,
} from '../../src/unit/index.ts';
import { forFractionPairs, productOfFractions, summaryOf } from './fraction-errors.ts';

const lns = (manBits: number, request: UnitRequest = {}): UnitSpec =>
  unitSpec('lns', parseFormat({ expBits: 5, manBits, encoding: 'ieee' }), request);

/** Mantissa and fraction bits of tables that take no time to check entry by entry. */
const WIDTHS = [1, 2, 3, 4, 5].flatMap((manBits) =>
  [0, 1, 2, 3, 5].map((guard) => [manBits, manBits + guard] as const),
);

describe('the table of logarithms', () => {
  it('of three mantissa bits is that of published logarithms, by hand', () => {
    // log2 of 1.125, 1.25 ... 1.875: 0.169925, 0.321928, 0.459432, 0.584963, 0.700440, 0.807355, 0.906891.
    expect(logTable(3, 6)).toEqual([0n, 11n, 21n, 29n, 37n, 45n, 52n, 58n]);
    expect(logTable(3, 3)).toEqual([0n, 1n, 3n, 4n, 5n, 6n, 6n, 7n]);
  });

  it.each(WIDTHS)('of %i mantissa bits on %i fraction bits has the nearest, by powers', (manBits, bits) => {
    // l is nearest to n log2(x), n = 2^bits, where 2^(2l-1) < x^2n < 2^(2l+1); x is an integer over 2^manBits.
    logTable(manBits, bits).forEach((log, man) => {
      const power = BigInt(2 ** manBits + man) ** BigInt(2 ** (bits + 1));
      const of = (twice: bigint): bigint => 2n ** (twice + BigInt(manBits * 2 ** (bits + 1)));
      if (man > 0) expect(power > of(2n * log - 1n)).toBe(true);
      else expect(log).toBe(0n);
      expect(power < of(2n * log + 1n)).toBe(true);
    });
  });
});

describe('the table of powers', () => {
  it.each(WIDTHS)('of %i kept places, on %i fraction bits, has the floor, by powers', (kept, bits) => {
    // y is the floor of 2^kept 2^(f/n) where y^n <= 2^(f + kept n) < (y+1)^n.
    powerTable(bits, kept).forEach((power, f) => {
      const [y, n] = [power + BigInt(2 ** kept), BigInt(2 ** bits)];
      const of = 2n ** (BigInt(f) + BigInt(kept) * n);
      expect(y ** n <= of && of < (y + 1n) ** n).toBe(true);
    });
  });

  it.each(WIDTHS)('of %i kept places, on %i fraction bits, has the nearest, by powers', (kept, bits) => {
    nearestPowerTable(bits, kept).forEach((power, f) => {
      const [y, n] = [power + BigInt(2 ** kept), BigInt(2 ** bits)];
      const of = 2n ** (BigInt(f) + BigInt(kept + 1) * n);
      expect((2n * y - 1n) ** n < of && of < (2n * y + 1n) ** n).toBe(true);
    });
  });

  it('never rounds up to 2 where the logarithms have carried: one carry serves both', () => {
    for (const manBits of [1, 2, 3, 4, 5, 6, 7, 8])
      for (let bits = manBits; bits <= LNS_MAX_FRACTION_BITS; bits++) {
        const largest = logTable(manBits, bits).at(-1) as bigint;
        const carried = Number(2n * largest) - 2 ** bits;
        if (carried >= 0)
          expect(nearestPowerTable(bits, manBits)[carried]).toBeLessThan(2n ** BigInt(manBits));
      }
  });
});

describe('the product of the logarithmic number system', () => {
  it('of 1.625 and 1.25 at three guard bits, by hand: 45 + 21 = 64 + 2, and 2^(2/64) is 1.02, so 2', () => {
    const product = productOfFractions(lns(3));
    expect(product(5, 2)).toBe(2);
    // At none, 6 + 3 = 8 + 1, and 2^(1/8) is 1.09, nearer to 1.125: 2.25 for the real 2.03.
    expect(productOfFractions(lns(3, { logGuard: 0 }))(5, 2)).toBe(2.25);
  });

  it('is exact where one operand is a power of two, from one guard bit on', () => {
    for (const logGuard of [1, 2, 5]) {
      const product = productOfFractions(lns(4, { logGuard }));
      for (let a = 0; a < 16; a++) expect(product(a, 0)).toBe(1 + a / 16);
    }
  });

  it('of e4m3 with four guard bits is the exact product rounded to nearest even, on all pairs', () => {
    const e4m3 = parseFormat('e4m3');
    for (const contract of ['flush', 'full']) {
      const [ours, exact] = ['lns', 'exact'].map((product) =>
        modelOf(unitSpec(product, e4m3, { contract, ...(product === 'lns' ? { logGuard: 4 } : {}) })),
      );
      let differing = 0;
      for (const a of codesOf(e4m3))
        for (const b of codesOf(e4m3)) if (ours!(a, b) !== exact!(a, b)) differing++;
      if (contract === 'flush') expect(differing).toBe(0);
      // Products that become subnormal have ties of their own, which logarithms do not see.
      else expect(differing / 65536).toBeLessThan(0.01);
    }
  });

  it('with more guard bits differs from the exact product in ties alone', () => {
    for (const [manBits, logGuard] of [
      [2, 10],
      [3, 9],
      [4, 8],
    ] as const) {
      const exact = productOfFractions(
        unitSpec('exact', parseFormat({ expBits: 5, manBits, encoding: 'ieee' })),
      );
      const ours = productOfFractions(lns(manBits, { logGuard }));
      const size = 2 ** manBits;
      for (let a = 0; a < size; a++)
        for (let b = 0; b < size; b++) {
          const real = (1 + a / size) * (1 + b / size);
          const places = (real / (real >= 2 ? 2 : 1)) * size;
          if (places % 1 !== 0.5) expect(ours(a, b)).toBe(exact(a, b));
        }
    }
  });

  it('errs less the more guard bits there are, and at last as much as the exact product', () => {
    const exact = summaryOf(unitSpec('exact', parseFormat({ expBits: 5, manBits: 7, encoding: 'ieee' })));
    let before = Infinity;
    for (const logGuard of [0, 1, 2, 3]) {
      const { mred } = summaryOf(lns(7, { logGuard }));
      expect(mred).toBeLessThan(before);
      expect(mred).toBeGreaterThan(exact.mred);
      before = mred;
    }
    expect(summaryOf(lns(7)).mred).toBeLessThan(exact.mred * 1.02);
    expect(summaryOf(lns(7, { logGuard: 0 })).mred).toBeLessThan(
      summaryOf(unitSpec('mitchell', parseFormat({ expBits: 5, manBits: 7, encoding: 'ieee' }))).mred,
    );
  });

  it('is no further from the real product than the two tables allow', () => {
    // Each logarithm is off by half a place at most, and rounding by half a place of the mantissa.
    for (const logGuard of [0, 2, 4]) {
      const most = 2 ** (1 / 2 ** (4 + logGuard)) * (1 + 1 / 32) - 1;
      forFractionPairs(lns(4, { logGuard }), (product, real) =>
        expect(Math.abs(product / real - 1)).toBeLessThanOrEqual(most),
      );
    }
  });
});
