import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countToggles, packLanes } from '../../sim/index.ts';
import { parseFormat } from '../../src/format/index.ts';
import { energyModelOf, runToggles, stimulusSpec } from '../../src/measure/index.ts';
import { energyData, energyText } from '../../src/report/index.ts';
import { energyOfUnit, operandsOf, runningOf, type UnitEnergy } from '../../src/study/index.ts';
import { builtInTechnology } from '../../src/tech/index.ts';
import { closeTools } from '../../src/tools/index.ts';
import { type MacSpec, parseMacName } from '../../src/unit/index.ts';
import { type CheckedUnit, checkMac } from '../../src/verify/index.ts';

afterAll(closeTools);

const sky130 = builtInTechnology('sky130');
const e2m1 = parseFormat('e2m1');
const gaussian = stimulusSpec('gaussian', e2m1);

async function checked(name: string): Promise<CheckedUnit<MacSpec>> {
  const result = await checkMac(parseMacName(name), { technologies: [sky130], prove: false });
  if (result.kind === 'failed') throw new Error(`${name} is not what it should be`);
  return result.unit;
}

describe('energy of a unit that accumulates', () => {
  let dot: CheckedUnit<MacSpec>;
  let measured: UnitEnergy;
  beforeAll(async () => {
    dot = await checked('dot2_exact_e2m1_table_rne_flush_p1_into_kulisch_g4');
    measured = await energyOfUnit(dot, dot.mapped[0]!, {
      stimuli: [gaussian],
      sumLength: 32,
      byStage: true,
    });
  }, 300_000);

  it('counts each net as a single stream does, run from its beginning: sums, clears and pipeline', async () => {
    const { netlist, technology } = dot.mapped[0]!;
    const model = energyModelOf(netlist, technology);
    const stream = operandsOf(dot.spec, gaussian);
    const running = runningOf(dot.spec, 32);
    expect(running).toMatchObject({ latency: 2, clearEvery: 16 });
    const { togglesPerOp, pairs } = await runToggles(model, stream, 'inertial', { ...running, pairs: 1024 });
    expect(pairs).toBe(1024);

    const counter = countToggles(model.netlist, 'inertial', model.delays);
    const set = (port: string, value: bigint, width: number): void =>
      counter.setBits(port, packLanes([value], width, 1));
    set('rst_ni', 1n, 1);
    set('valid_i', 1n, 1);
    const { a, b } = stream.pairs(0, 1025);
    const operate = (at: number): void => {
      set('a_i', a[at]!, 8);
      set('b_i', b[at]!, 8);
      set('clear_i', at % 16 === 0 ? 1n : 0n, 1);
      counter.step();
    };
    for (let k = 0; k < 5; k++) operate(0);
    counter.clear();
    for (let at = 1; at <= 1024; at++) operate(at);
    const expected = counter.toggles.subarray(0, model.netlist.netCount);
    expect(expected.reduce((sum, count) => sum + count)).toBeGreaterThan(20_000);
    expect([...togglesPerOp].map((count) => count * 1024)).toEqual([...expected]);
  });

  it('is of a clock, and of a product as well; registers and clock are terms of their own', () => {
    const { figures } = measured.energies[0]!;
    const { energyFjPerOp, halfWidthFjPerOp, termsFjPerOp, zeroFjPerOp } = figures;
    expect(halfWidthFjPerOp).toBeLessThanOrEqual(0.01 * energyFjPerOp);
    expect(zeroFjPerOp).toBeLessThan(energyFjPerOp);
    expect(Object.values(termsFjPerOp).reduce((sum, fj) => sum + fj)).toBeCloseTo(energyFjPerOp, 9);
    // 2 x 20 fJ and 1.8 fF at 1.8 V for each flip-flop.
    expect(termsFjPerOp.clock).toBeGreaterThan(45 * dot.mapped[0]!.cost.flipFlops);
    expect(termsFjPerOp.registers).toBeGreaterThan(0);
    expect(measured.accumulation).toEqual({ productsPerOp: 2, opsPerSum: 16 });
    expect(energyData(measured)).toMatchObject({
      unit: 'dot2_exact_e2m1_table_rne_flush_p1_into_kulisch_g4',
      energyFjPerOp,
      energyFjPerProduct: energyFjPerOp / 2,
      energies: [{ energyFjPerProduct: energyFjPerOp / 2, termsFjPerOp }],
    });
    expect(energyText(measured)).toContain('a clock with 2 products; one of every 16 begins a new sum');
  });

  it('by stage is the energy of the netlist with its stages apart, and near that of the flat one; so are its sizes', () => {
    const { figures, stages } = measured.energies[0]!;
    const { energyFj, areaUm2, nand2Equivalents } = stages!;
    for (const figure of [energyFj, areaUm2, nand2Equivalents]) {
      const names = Object.keys(figure.byStage);
      expect(names).toEqual(['decode', 'multiply', 'pack', 'align', 'add', 'registers']);
      expect(figure.withinTolerance).toBe(true);
      expect(Math.abs(figure.deviation)).toBeLessThanOrEqual(0.15);
      const { decode = 0, multiply = 0, pack = 0 } = figure.byStage;
      expect(figure.freeMultiplierSaves).toBeCloseTo(multiply / figure.total, 12);
      expect(figure.freeProductSaves).toBeCloseTo((decode + multiply + pack) / figure.total, 12);
      expect(figure.freeProductSaves).toBeGreaterThan(0.05);
      expect(figure.freeProductSaves).toBeLessThan(0.6);
    }
    const sum = (byStage: object): number =>
      Object.values(byStage).reduce((total: number, each) => total + (each as number), 0);
    expect(sum(areaUm2.byStage)).toBeCloseTo(stages!.keptAreaUm2, 6);
    expect(areaUm2.total / dot.mapped[0]!.cost.areaUm2 - 1).toBeCloseTo(areaUm2.deviation, 12);
    expect(nand2Equivalents.total / dot.costs.gates.nand2Equivalents - 1).toBeCloseTo(
      nand2Equivalents.deviation,
      12,
    );
    // What no stage has: input pins and leakage.
    const rest = energyFj.total - sum(energyFj.byStage);
    expect(rest).toBeGreaterThan(0.5 * figures.termsFjPerOp.input);
    expect(rest).toBeLessThan(1.5 * figures.termsFjPerOp.input + 0.01);
    expect(energyText(measured)).toMatch(/area by +stage: decode \d+ %, multiply \d+ %, pack/);
    expect(energyText(measured)).toContain('of the flat figure, within 15 %');
  });

  it('depends on the length of its sums: a clear every time costs other energy than none', async () => {
    const short = await energyOfUnit(dot, dot.mapped[0]!, { stimuli: [gaussian], sumLength: 2 });
    const [long, each] = [measured, short].map(({ energies }) => energies[0]!.figures);
    expect(Math.abs(long!.energyFjPerOp - each!.energyFjPerOp)).toBeGreaterThan(
      2 * (long!.halfWidthFjPerOp + each!.halfWidthFjPerOp),
    );
  });
});
