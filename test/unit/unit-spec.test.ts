import { describe, expect, it } from 'vitest';
import { parseFormat } from '../../src/format/index.ts';
import { productName, type UnitRequest, unitSpec } from '../../src/unit/index.ts';

const e4m3 = parseFormat('e4m3');
const DEFAULTS = {
  format: e4m3,
  contract: 'flush',
  output: 'closed',
  rounding: 'rne',
  overflow: 'encoding',
  stages: 0,
};

describe('unitSpec', () => {
  it('takes L-Mul in adder form with the offset of the paper, flushed and closed, unless told otherwise', () => {
    expect(unitSpec('lmul', e4m3)).toEqual({ ...DEFAULTS, product: 'lmul', form: 'adder', offset: 'paper' });
  });

  it('takes the exact product with a significand multiplier, rounded to nearest even, unless told otherwise', () => {
    expect(unitSpec('exact', e4m3)).toEqual({ ...DEFAULTS, product: 'exact', architecture: 'multiply' });
  });

  it('takes mitchell as L-Mul without an offset', () => {
    const mitchell = unitSpec('mitchell', e4m3);
    expect(mitchell).toEqual({ ...DEFAULTS, product: 'lmul', form: 'adder', offset: 'none' });
    expect(unitSpec('mitchell', e4m3, { offset: 'none' })).toEqual(mitchell);
    expect(unitSpec('lmul', e4m3, { offset: 'none' })).toEqual(mitchell);
  });

  it('says every option back', () => {
    const request = {
      rounding: 'rdn',
      contract: 'full',
      output: 'closed',
      saturate: true,
      stages: 2,
    } as const;
    const common = { ...DEFAULTS, rounding: 'rdn', contract: 'full', overflow: 'saturate', stages: 2 };
    expect(unitSpec('exact', e4m3, { ...request, architecture: 'carry-in' })).toEqual({
      ...common,
      product: 'exact',
      architecture: 'carry-in',
    });
    expect(unitSpec('lmul', e4m3, { ...request, form: 'equation', offset: '1/12' })).toEqual({
      ...common,
      product: 'lmul',
      form: 'equation',
      offset: '1/12',
    });
  });

  it('takes an option that is undefined or false as one left out', () => {
    const request: UnitRequest = { form: undefined, rounding: undefined, saturate: false, stages: undefined };
    expect(unitSpec('lmul', e4m3, request)).toEqual(unitSpec('lmul', e4m3));
  });

  it('writes an offset without leading zeros, and otherwise as it was given', () => {
    expect(unitSpec('lmul', e4m3, { offset: '01/018' })).toMatchObject({ offset: '1/18' });
    expect(unitSpec('lmul', e4m3, { offset: '2/36' })).toMatchObject({ offset: '2/36' });
  });

  it.each([
    ['carry-in', 5, 'e5m5'],
    ['table', 4, 'e5m4'],
    ['multiply', 23, 'fp32'],
  ])('offers architecture %s up to %i mantissa bits', (architecture, manBits, name) => {
    const format = parseFormat(name);
    expect(format.manBits).toBe(manBits);
    expect(unitSpec('exact', format, { architecture })).toMatchObject({ architecture });
  });

  it('lets every unit that rounds choose its rounding', () => {
    for (const rounding of ['rne', 'rtz', 'rna', 'rup', 'rdn'])
      for (const [product, request] of [
        ['exact', {}],
        ['exact', { contract: 'bare', architecture: 'carry-in' }],
        ['exact', { contract: 'full' }],
        ['lmul', { form: 'equation' }],
        ['lmul', { form: 'equation', contract: 'bare' }],
        ['lmul', { contract: 'full' }],
        ['mitchell', { contract: 'full', output: 'wide' }],
      ] as const)
        expect(unitSpec(product, e4m3, { ...request, rounding })).toMatchObject({ rounding });
  });
});

describe('the name of a product', () => {
  it('is mitchell for L-Mul without an offset, however that was asked for', () => {
    expect(productName(unitSpec('lmul', e4m3))).toBe('lmul');
    expect(productName(unitSpec('lmul', e4m3, { offset: 'none' }))).toBe('mitchell');
    expect(productName(unitSpec('exact', e4m3))).toBe('exact');
  });
});
