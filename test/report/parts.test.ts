import { expect, it } from 'vitest';
import { partRows, partsText } from '../../src/report/parts.ts';
import { type AnySpec, parseMacName, partsOf } from '../../src/unit/index.ts';
import type { CheckedUnit } from '../../src/verify/index.ts';

/** Only what the report looks at: a spec and its sizes. */
function costing<Spec extends AnySpec>(spec: Spec, aigNodes: number, lut4: number): CheckedUnit<Spec> {
  return { spec, costs: { gates: { aigNodes }, ice40: { lut4 } } } as unknown as CheckedUnit<Spec>;
}

const dot = parseMacName('dot4_exact_e4m3_multiply_rne_flush_into_kulisch_g12');
const mac = parseMacName('mac_lmul_e4m3_adder_flush_into_fp32_rne');

it('the parts of a unit are its products and its adder, with their counts', () => {
  expect(partsOf(dot).map(({ spec, count }) => [spec.product, count])).toEqual([['exact', 4]]);
  expect(partsOf(mac).map(({ spec, count }) => [spec.product, count])).toEqual([
    ['lmul', 1],
    ['add', 1],
  ]);
});

it('each part counts as often as the unit has it, and the shares with the rest make up the whole', () => {
  const rows = partRows(
    costing(dot, 1000, 300),
    [{ unit: costing(dot.product, 150, 20), count: 4 }],
    'gates',
  );
  expect(rows).toEqual([
    { part: 'exact_e4m3_multiply_rne_flush', count: 4, cost: 600, share: 0.6 },
    { part: 'rest', count: 1, cost: 400, share: 0.4 },
  ]);
});

it('the table says what would be saved if the multiplier were free', () => {
  const parts = partsOf(mac).map(({ spec, count }, at) => ({
    unit: costing(spec, 0, [32, 400][at] as number),
    count,
  })) as { unit: CheckedUnit; count: number }[];
  expect(
    partsText(costing(mac, 0, 500), parts, 'ice40'),
  ).toBe(`part, alone            count  LUT4  of the whole
---------------------  -----  ----  ------------
lmul_e4m3_adder_flush      1    32         6.4 %
add_fp32_rne_flush         1   400        80.0 %
rest                       1    68        13.6 %

were the multiplier free, the whole would be 6.4 % smaller`);
});

it('a stage that is a module of the whole has a row of its own name', () => {
  const stage = { name: 'dot4_align', ...costing(dot, 250, 0) };
  const rows = partRows(costing(dot, 1000, 0), [{ unit: stage, count: 1 }], 'gates');
  expect(rows[0]).toEqual({ part: 'dot4_align', count: 1, cost: 250, share: 0.25 });
});
