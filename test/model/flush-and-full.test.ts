import { describe, expect, it } from 'vitest';
import { parseFormat } from '../../src/format/index.ts';
import { modelOf } from '../../src/model/index.ts';
import { unitSpec } from '../../src/unit/index.ts';
import { valueByDefinition } from '../format/by-definition.ts';

/** The ends of a format's range, typed in. */
interface Ends {
  readonly name: string;
  readonly max: number;
  /** From here on a product rounds (to nearest even) beyond max: half an ulp above it. */
  readonly overflowsFrom: number;
  /** Whether the half-way point itself overflows: not at e4m3, where max is even. */
  readonly tieOverflows: boolean;
  readonly minNormal: number;
  readonly manBits: number;
}

const ENDS: readonly Ends[] = [
  { name: 'e4m3', max: 448, overflowsFrom: 464, tieOverflows: false, minNormal: 2 ** -6, manBits: 3 },
  { name: 'e5m2', max: 57344, overflowsFrom: 61440, tieOverflows: true, minNormal: 2 ** -14, manBits: 2 },
  { name: 'e4m3-ieee', max: 240, overflowsFrom: 248, tieOverflows: true, minNormal: 2 ** -6, manBits: 3 },
  { name: 'e4m3-fnuz', max: 240, overflowsFrom: 248, tieOverflows: true, minNormal: 2 ** -7, manBits: 3 },
];

/**
 * Where the contracts part, from their words in numerics §4 alone: `flush` makes an operand below the min normal zero,
 * makes a product zero that rounds below the min normal with unbounded exponent, and saturates a finite product.
 */
function parts(x: number, y: number, ends: Ends): boolean {
  if (Number.isNaN(x) || Number.isNaN(y)) return false;
  const real = Math.abs(x * y);
  const lost = (z: number): boolean => z !== 0 && Math.abs(z) < ends.minNormal;
  // Below half of the least subnormal, and on it, both contracts give zero.
  const vanishes = real <= ends.minNormal * 2 ** -(ends.manBits + 1);
  if (lost(x) || lost(y)) return !vanishes;
  if (!Number.isFinite(real)) return false;
  if (real > ends.overflowsFrom || (real === ends.overflowsFrom && ends.tieOverflows)) return true;
  // With unbounded exponent the spacing below the min normal is half of that above: half-way rounds up, to even.
  const roundsToNormalFrom = ends.minNormal * (1 - 2 ** -(ends.manBits + 2));
  return real < roundsToNormalFrom && !vanishes;
}

describe.each(ENDS)('the exact product of $name', (ends) => {
  const format = parseFormat(ends.name);
  const flush = modelOf(unitSpec('exact', format));
  const full = modelOf(unitSpec('exact', format, { contract: 'full' }));

  it('differs between flush and full exactly where operands or product are subnormal, or the product overflows', () => {
    for (let a = 0; a < 256; a++)
      for (let b = 0; b < 256; b++) {
        const [x, y] = [valueByDefinition(format, a), valueByDefinition(format, b)];
        const differs = flush(BigInt(a), BigInt(b)) !== full(BigInt(a), BigInt(b));
        if (differs !== parts(x, y, ends)) expect.fail(`${x} x ${y}: ${differs ? 'differs' : 'is the same'}`);
      }
  });

  it('is then a zero or the largest number of the right sign under flush, or the NaN of Inf times zero', () => {
    for (let a = 0; a < 256; a++)
      for (let b = 0; b < 256; b++) {
        const [x, y] = [valueByDefinition(format, a), valueByDefinition(format, b)];
        if (!parts(x, y, ends)) continue;
        const flushed = valueByDefinition(format, Number(flush(BigInt(a), BigInt(b))));
        const sign = Math.sign(x) * Math.sign(y);
        const zero = format.encoding === 'fnuz' ? 0 : 0 * sign;
        const infinite = !Number.isFinite(x) || !Number.isFinite(y);
        expect(flushed).toBe(infinite ? Number.NaN : Math.abs(x * y) > ends.max ? sign * ends.max : zero);
      }
  });
});
