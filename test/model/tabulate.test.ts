import { describe, expect, it } from 'vitest';
import { codesOf, parseFormat } from '../../src/format/index.ts';
import { modelOf, tabulate } from '../../src/model/index.ts';
import { unitSpec } from '../../src/unit/index.ts';

describe('tabulate', () => {
  it.each([
    ['exact', 'e2m1', {}],
    ['lmul', 'e3m2', { form: 'equation', output: 'wide' }],
  ])('holds the product of codes a and b of %s %s %j at a * 2^width + b', (product, name, request) => {
    const format = parseFormat(name);
    const spec = unitSpec(product, format, request);
    const model = modelOf(spec);
    const codes = [...codesOf(format)];
    const products = codes.flatMap((a) => codes.map((b) => Number(model(a, b))));
    expect([...tabulate(spec)]).toEqual(products);
  });

  it('refuses more than 2^20 pairs', () => {
    expect(() => tabulate(unitSpec('lmul', parseFormat('e2m8')))).toThrow(
      '4194304 pairs are too many to tabulate',
    );
  });
});
