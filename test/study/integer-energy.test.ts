import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { energyText } from '../../src/report/index.ts';
import { energyOfUnit, stimulusFor, type UnitEnergy } from '../../src/study/index.ts';
import { builtInTechnology } from '../../src/tech/index.ts';
import { closeTools } from '../../src/tools/index.ts';
import { type AnySpec, parseIntegerName } from '../../src/unit/index.ts';
import { checkAnyUnit } from '../../src/verify/index.ts';

afterAll(closeTools);

const asap7 = builtInTechnology('asap7');

async function measured(name: string, byStage: boolean): Promise<UnitEnergy> {
  const spec: AnySpec = parseIntegerName(name);
  const result = await checkAnyUnit(spec, { technologies: [asap7], prove: false });
  if (result.kind === 'failed') throw new Error(result.description);
  const { unit } = result;
  const stimuli = [stimulusFor(spec, 'gaussian'), stimulusFor(spec, 'held')];
  return energyOfUnit(unit, unit.mapped[0]!, { stimuli, sumLength: 64, byStage, precision: 0.02 });
}

describe('energy of units on integers', () => {
  let ternary: UnitEnergy;
  beforeAll(async () => {
    ternary = await measured('mac_ternary_int4_into_int12_wrap', true);
  }, 300_000);

  it('is of a clock, its terms and its stages add up, and a held weight saves some', () => {
    expect(ternary.accumulation).toEqual({ productsPerOp: 1, opsPerSum: 64 });
    const [gaussian, held] = ternary.energies;
    const { termsFjPerOp, energyFjPerOp } = gaussian!.figures;
    expect(Object.values(termsFjPerOp).reduce((sum, fj) => sum + fj)).toBeCloseTo(energyFjPerOp, 9);
    expect(termsFjPerOp.clock).toBeGreaterThan(0);
    expect(held!.figures.energyFjPerOp).toBeLessThan(energyFjPerOp);
    const { energyFj, areaUm2 } = gaussian!.stages!;
    expect(Object.keys(areaUm2.byStage)).toEqual(['multiply', 'add', 'registers']);
    expect(Object.values(areaUm2.byStage).reduce((sum, um2) => sum + um2, 0)).toBeCloseTo(areaUm2.total, 9);
    expect(energyFj.freeProductSaves).toBe(energyFj.freeMultiplierSaves);
    expect(energyFj.freeMultiplierSaves).toBeGreaterThan(0.02);
    expect(energyFj.freeMultiplierSaves).toBeLessThan(0.4);
  });

  it('says how numbers became operands', () => {
    expect(energyText(ternary)).toContain('gaussian: gaussian (sigma 2) x gaussian (sigma 1.25), seed 1');
    expect(energyText(ternary)).toContain('ternary weights to -1, 0 or 1');
  });

  it('of numbers under ternary weights has a stage that decodes them', async () => {
    const unit = await measured('mac_ternary_e2m1_into_int12_wrap', true);
    const { areaUm2, energyFj } = unit.energies[0]!.stages!;
    expect(Object.keys(areaUm2.byStage)).toEqual(['decode', 'multiply', 'add', 'registers']);
    expect(areaUm2.byStage.decode).toBeGreaterThan(0);
    expect(energyFj.freeProductSaves).toBeGreaterThan(energyFj.freeMultiplierSaves);
    expect(energyText(unit)).toContain('activations rounded to e2m1; ternary weights to -1, 0 or 1');
    expect(energyText(unit)).toContain('gaussian: gaussian (sigma 2) x gaussian (sigma 1.25), seed 1');
  }, 300_000);

  it('of a product by itself has no stages and no sums', async () => {
    const product = await measured('int4_array', true);
    expect(product.accumulation).toBeUndefined();
    expect(product.energies[0]!.stages).toBeUndefined();
    expect(product.energies[0]!.figures.energyFjPerOp).toBeGreaterThan(0);
  }, 300_000);
});
