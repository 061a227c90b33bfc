import { afterAll, describe, expect, it } from 'vitest';
import { parseFormat } from '../../src/format/index.ts';
import { builtInTechnology, technologyNames } from '../../src/tech/index.ts';
import { closeTools } from '../../src/tools/index.ts';
import { type UnitRequest, type UnitSpec, unitSpec } from '../../src/unit/index.ts';
import { checkUnit } from '../../src/verify/index.ts';

afterAll(closeTools);

const spec = (product: string, format: string, request: UnitRequest = {}): UnitSpec =>
  unitSpec(product, parseFormat(format), request);
const technologies = technologyNames().map(builtInTechnology);

describe('a check with standard cells, in all technologies at once, on all pairs', () => {
  it.each([
    ['lmul e4m3', spec('lmul', 'e4m3')],
    ['lmul e5m2, equation', spec('lmul', 'e5m2', { form: 'equation' })],
    ['mitchell e4m3', spec('mitchell', 'e4m3')],
    ['exact e4m3', spec('exact', 'e4m3')],
    ['exact e4m3, table, full', spec('exact', 'e4m3', { architecture: 'table', contract: 'full' })],
    ['exact e4m3, two stages', spec('exact', 'e4m3', { architecture: 'carry-in', stages: 2 })],
  ])('passes %s', async (_, unit) => {
    const result = await checkUnit(unit, { technologies });
    if (result.kind === 'failed') expect.fail(JSON.stringify(result.counterexample.level));
    expect(result.unit.verdict.extent).toEqual({ kind: 'exhaustive', pairs: 65_536 });
    expect(result.unit.mapped).toHaveLength(technologies.length);
    for (const { cost } of result.unit.mapped) expect(cost.areaUm2).toBeGreaterThan(0);
  });
});
