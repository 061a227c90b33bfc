import { afterAll, expect, it } from 'vitest';
import { parseFormat } from '../../src/format/index.ts';
import { macTableData, macTableText } from '../../src/report/index.ts';
import { macTable } from '../../src/study/index.ts';
import { builtInTechnology } from '../../src/tech/index.ts';
import { closeTools } from '../../src/tools/index.ts';
import { expectValid } from '../cli/schemas.ts';

afterAll(closeTools);

it('the table of e2m1 with a Kulisch register: checked, costed, and the exact product within noise of L-Mul', async () => {
  const options = {
    contract: 'flush',
    technologies: [builtInTechnology('asap7')],
    lanes: 2,
    groups: ['kulisch'],
    precision: 0.03,
    prove: false,
  } as const;
  const table = await macTable(parseFormat('e2m1'), options);
  expect(table.failed).toEqual([]);
  expect(table.units.map(({ unit }) => unit)).toContain('mac_lmul_e2m1_adder_flush_into_kulisch_g12');
  expect(table.units.length).toBeGreaterThanOrEqual(2);
  for (const { cells } of table.units) {
    const { stages, figures } = cells[0]!.energies[0]!;
    expect(figures.energyFjPerOp).toBeGreaterThan(0);
    expect(stages!.areaUm2.withinTolerance).toBe(true);
  }
  expectValid('mac-table', JSON.stringify([macTableData(table)]));
  // At M = 1 the exact product is an addition without any correction.
  const [lmul] = (
    JSON.parse(JSON.stringify(macTableData(table))) as {
      units: { ratioToBestExact: Record<string, number> }[];
    }
  ).units;
  expect(lmul!.ratioToBestExact.aigNodes).toBeGreaterThan(0.9);
  expect(lmul!.ratioToBestExact.aigNodes).toBeLessThan(1.2);
  expect(macTableText(table, 'text')).toContain('MAC, Kulisch');

  // A second time every row is at hand: nothing is synthesised, checked or measured again.
  const told: string[] = [];
  const again = await macTable(parseFormat('e2m1'), { ...options, onProgress: (text) => told.push(text) });
  expect(macTableText(again, 'text')).toBe(macTableText(table, 'text'));
  expect(told).toHaveLength(table.units.length);
}, 600_000);
