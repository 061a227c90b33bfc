import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseFormat } from '../../src/format/index.ts';
import { stimulusSpec } from '../../src/measure/index.ts';
import { energyData, energyText } from '../../src/report/index.ts';
import { energyOfUnit, type UnitEnergy } from '../../src/study/index.ts';
import { builtInTechnology } from '../../src/tech/index.ts';
import { closeTools } from '../../src/tools/index.ts';
import { type UnitSpec, unitSpec } from '../../src/unit/index.ts';
import { checkUnit } from '../../src/verify/index.ts';

afterAll(closeTools);

const e4m3 = parseFormat('e4m3');
const sky130 = builtInTechnology('sky130');
const stimuli = [stimulusSpec('gaussian', e4m3), stimulusSpec('uniform', e4m3)];

async function measured(spec: UnitSpec, more: object = {}): Promise<UnitEnergy> {
  const result = await checkUnit(spec, { technologies: [sky130] });
  if (result.kind === 'failed') throw new Error('the unit is not what it should be');
  return energyOfUnit(result.unit, result.unit.mapped[0]!, { stimuli, ...more });
}

describe('energy of a unit in sky130', () => {
  let lmul: UnitEnergy;
  beforeAll(async () => {
    lmul = await measured(unitSpec('lmul', e4m3), { byStage: true });
  }, 120_000);

  it('is known within 1 %, lies above that of settled values, and is the sum of its terms', () => {
    expect(lmul.energies.map(({ stimulus }) => stimulus.name)).toEqual(['gaussian', 'uniform']);
    for (const { figures } of lmul.energies) {
      const { energyFjPerOp, halfWidthFjPerOp, zeroFjPerOp, unitFjPerOp, termsFjPerOp } = figures;
      expect(halfWidthFjPerOp).toBeLessThanOrEqual(0.01 * energyFjPerOp);
      expect(zeroFjPerOp).toBeLessThan(energyFjPerOp);
      expect(zeroFjPerOp).toBeLessThan(unitFjPerOp);
      expect(figures.glitchFactor).toBeGreaterThan(1);
      expect(Object.values(termsFjPerOp).reduce((sum, fj) => sum + fj)).toBeCloseTo(energyFjPerOp, 9);
      expect([termsFjPerOp.registers, termsFjPerOp.clock]).toEqual([0, 0]);
      expect(figures.periodPs).toBe(lmul.delayPs);
    }
  });

  it('goes to the stages whose names are in its Verilog', () => {
    const { stages } = lmul.energies[0]!;
    expect(Object.keys(stages!.sharesOfGates)).toEqual(['decode', 'add', 'select']);
    expect(Object.values(stages!.sharesOfGates).reduce((sum, share) => sum + share)).toBeCloseTo(1, 12);
    expect(stages!.sharesOfGates.add).toBeGreaterThan(stages!.sharesOfGates.decode!);
    expect(stages!.freeMultiplierSaves).toBe(0);
    // Keeping stages apart costs area and energy: the shares are of a netlist that is larger by less than a third.
    expect(stages!.keptAreaUm2 / lmul.areaUm2).toBeGreaterThanOrEqual(1);
    expect(stages!.keptAreaUm2 / lmul.areaUm2).toBeLessThan(1.33);
  });

  it('is less for an adder than for a multiplier of the same contract', async () => {
    const exact = await measured(unitSpec('exact', e4m3));
    const ratio = lmul.energies[0]!.figures.energyFjPerOp / exact.energies[0]!.figures.energyFjPerOp;
    expect(ratio).toBeGreaterThan(0.4);
    expect(ratio).toBeLessThan(0.8);
  });

  it('of a pipeline has registers and a clock', async () => {
    const piped = await measured(unitSpec('lmul', e4m3, { stages: 2 }));
    const { termsFjPerOp } = piped.energies[0]!.figures;
    expect(termsFjPerOp.registers).toBeGreaterThan(0);
    // 2 x 20 fJ and 1.8 fF at 1.8 V for each of at least 20 flip-flops.
    expect(termsFjPerOp.clock).toBeGreaterThan(20 * 45);
  });

  it('is put into words and data with its unit, its conditions and what it leaves out', () => {
    expect(energyText(lmul)).toMatch(/^lmul_e4m3_adder_flush {2}checked: all 65,536 pairs\n/);
    for (const words of [
      'no wires, no clock tree',
      '1.8 V',
      'seed 1',
      'fJ/op (95 %,',
      'glitch factor',
      'Yosys',
    ])
      expect(energyText(lmul)).toContain(words);
    expect(JSON.parse(JSON.stringify(energyData(lmul)))).toMatchObject({
      unit: 'lmul_e4m3_adder_flush',
      areaUm2: lmul.areaUm2,
      delayPs: lmul.delayPs,
      energyFjPerOp: lmul.energies[0]!.figures.energyFjPerOp,
      preLayout: true,
      technology: { name: 'sky130', supplyVolts: 1.8, corner: 'tt_025C_1v80' },
      energies: [{ stimulus: { name: 'gaussian', seed: 1 } }, { stimulus: { name: 'uniform' } }],
    });
  });
});
