import { describe, it } from 'vitest';
import { parseFormat } from '../../src/format/index.ts';
import { type UnitRequest, unitSpec } from '../../src/unit/index.ts';
import { expectRefusal } from '../format/refusal.ts';

describe('unitSpec refuses an unknown', () => {
  it.each<[string, string, UnitRequest, string, string]>([
    ['product', 'lmull', {}, 'lmull', 'lmul, mitchell, exact, signed-mantissa, truncated, lns, add'],
    ['contract', 'lmul', { contract: 'ieee' }, 'ieee', 'bare, flush, full'],
    ['output', 'lmul', { output: 'open' }, 'open', 'closed, wide'],
    ['rounding', 'exact', { rounding: 'RNE' }, 'RNE', 'rne, rtz, rna, rup, rdn'],
    ['form', 'lmul', { form: 'formula' }, 'formula', 'adder, equation'],
    ['architecture', 'exact', { architecture: 'booth' }, 'booth', 'multiply, array, carry-in, table'],
  ])('%s and lists the known ones', (option, product, request, got, wayOut) => {
    expectRefusal(() => unitSpec(product, parseFormat('e4m3'), request), {
      code: `unit/${option}`,
      text: `There is no ${option} of that name.`,
      got,
      wayOut,
    });
  });

  it.each(['', 'Paper', '0.05', '1/0', '0/5', '5/5', '6/5', '-1/18', '1/18 ', '1/1234567'])(
    'offset "%s"',
    (offset) => {
      expectRefusal(() => unitSpec('lmul', parseFormat('e4m3'), { offset }), {
        code: 'unit/offset',
        text: 'An offset is paper, none, or a fraction p/q between 0 and 1.',
        got: `--offset ${offset}`,
        wayOut: '--offset 1/18',
      });
    },
  );
});
