import { expect, test } from 'vitest';
import { parseFormat, unit, unitSpec } from '../src/index.ts';

test('the library example of the README computes what it says', () => {
  const spec = unitSpec('exact', parseFormat('e4m3'), { architecture: 'carry-in' });
  expect(unit(spec).compute(0x3cn, 0x41n)).toBe(0x46n);
  expect([...unit(spec).emit().files.keys()]).toEqual(
    ['.core', '.f', '.json', '.v'].map((ending) => `exact_e4m3_carry_in_rne_flush${ending}`),
  );
  expect(unit(spec).latency).toBe(0);
});
