import { describe, expect, it } from 'vitest';
import { parseFormat, widthOf } from '../../src/format/index.ts';
import { productManBits, resultFormat, rounds, type UnitRequest, unitSpec } from '../../src/unit/index.ts';

/**
 * Derived by hand. Two fractions of M bits multiply to 1.f * 1.f in [1, 4): 2M bits below the binary point, and one
 * more once a product of 2 or more is brought back to 1.f. Two exponent fields add to e1 + e2 + carry, at most
 * 2 (2^E - 1) + 1 = 2^(E+1) - 1, which is E+1 bits, and stand for e1 - bias + e2 - bias: twice the bias.
 * Fractions that are only added keep M bits; halved on a carry (form equation) they need M+1.
 */
const WIDE = [
  ['e4m3', 'exact', {}, { expBits: 5, manBits: 7, bias: 14, encoding: 'fn' }],
  ['e4m3', 'lmul', {}, { expBits: 5, manBits: 3, bias: 14, encoding: 'fn' }],
  ['e4m3', 'lmul', { form: 'equation' }, { expBits: 5, manBits: 4, bias: 14, encoding: 'fn' }],
  ['e5m2-fnuz', 'exact', {}, { expBits: 6, manBits: 5, bias: 32, encoding: 'fnuz' }],
  ['e2m1', 'exact', { architecture: 'table' }, { expBits: 3, manBits: 3, bias: 2, encoding: 'finite' }],
  ['e2m1', 'mitchell', {}, { expBits: 3, manBits: 1, bias: 2, encoding: 'finite' }],
  ['bf16', 'exact', {}, { expBits: 9, manBits: 15, bias: 254, encoding: 'ieee' }],
  ['bf16', 'lmul', {}, { expBits: 9, manBits: 7, bias: 254, encoding: 'ieee' }],
  ['fp32', 'exact', {}, { expBits: 9, manBits: 47, bias: 254, encoding: 'ieee' }],
  ['e11m23', 'lmul', { form: 'equation' }, { expBits: 12, manBits: 24, bias: 2046, encoding: 'ieee' }],
] as const;

describe('the wide result', () => {
  it.each(WIDE)(
    'of %s %s %j has one exponent bit more, twice the bias and every fraction bit',
    (name, product, request, facts) => {
      for (const contract of ['bare', 'flush', 'full']) {
        const spec = unitSpec(product, parseFormat(name), { ...request, contract, output: 'wide' });
        expect(resultFormat(spec)).toEqual({ name: `${name}-wide`, ...facts });
        expect(productManBits(spec)).toBe(facts.manBits);
        expect(widthOf(resultFormat(spec))).toBe(1 + facts.expBits + facts.manBits);
      }
    },
  );
});

describe('the closed result', () => {
  it('has the format of the operands', () => {
    for (const [name, product, request] of WIDE) {
      const format = parseFormat(name);
      expect(resultFormat(unitSpec(product, format, request))).toBe(format);
    }
  });
});

describe('a unit', () => {
  it.each<[string, UnitRequest, boolean]>([
    ['exact', {}, true],
    ['exact', { contract: 'bare' }, true],
    ['exact', { output: 'wide' }, false],
    ['exact', { output: 'wide', contract: 'full' }, false],
    ['lmul', {}, false],
    ['lmul', { contract: 'bare' }, false],
    ['lmul', { contract: 'full' }, true],
    ['lmul', { contract: 'full', output: 'wide' }, true],
    ['lmul', { form: 'equation' }, true],
    ['lmul', { form: 'equation', output: 'wide' }, false],
    ['lmul', { form: 'equation', output: 'wide', contract: 'full' }, true],
  ])('%s %j has a product with bits to round off: %s', (product, request, answer) => {
    expect(rounds(unitSpec(product, parseFormat('e4m3'), request))).toBe(answer);
  });
});
