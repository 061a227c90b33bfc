import { afterAll, expect, it } from 'vitest';
import { toJson } from '../../src/cli/output.ts';
import { anchorsData } from '../../src/report/index.ts';
import { anchorRatios, measureAnchors } from '../../src/study/index.ts';
import { builtInTechnology } from '../../src/tech/index.ts';
import { closeTools } from '../../src/tools/index.ts';
import { expectValid } from '../cli/schemas.ts';

afterAll(closeTools);

it('adders and multipliers measured in sky130 stand to each other as published ones do, within a factor of 1.5', async () => {
  const technology = builtInTechnology('sky130');
  const measured = await measureAnchors(technology);
  expectValid('anchors', toJson(anchorsData(measured, technology)));
  for (const { ratio, measured: own, published } of anchorRatios(measured)) {
    const values = Object.values(published);
    expect(own, ratio).toBeGreaterThan(Math.min(...values) / 1.5);
    expect(own, ratio).toBeLessThan(Math.max(...values) * 1.5);
  }
}, 600_000);
