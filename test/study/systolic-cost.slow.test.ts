import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseFormat } from '../../src/format/index.ts';
import { stimulusSpec } from '../../src/measure/index.ts';
import { operandsOf, type SystolicCost, stimulusOnArray, systolicCost } from '../../src/study/index.ts';
import { synthesize } from '../../src/synth/index.ts';
import { builtInTechnology } from '../../src/tech/index.ts';
import { closeTools } from '../../src/tools/index.ts';
import { parseMacName, systolicSpec } from '../../src/unit/index.ts';
import { type CheckedSystolic, checkMac, checkSystolic } from '../../src/verify/index.ts';

afterAll(closeTools);

const asap7 = builtInTechnology('asap7');
const spec = systolicSpec(2, 3, parseMacName('mac_lmul_e2m1_adder_flush_into_kulisch_g4'));
const gaussian = stimulusSpec('gaussian', parseFormat('e2m1'));

describe('the cost of an array by hierarchy', () => {
  let array: CheckedSystolic;
  let cost: SystolicCost;
  beforeAll(async () => {
    const { a, b } = operandsOf(spec.element.product, gaussian).pairs(0, 48);
    const run = await checkSystolic(spec, { rows: 4, inner: 12, cols: 4, a, b });
    const element = await checkMac(spec.element, { technologies: [asap7], prove: false });
    if (run.kind === 'failed' || element.kind === 'failed') throw new Error('it is not what it should be');
    array = run;
    cost = (await systolicCost(array, element.unit, {
      operands: stimulusOnArray(spec, gaussian, 32),
      precision: 0.02,
    }))!;
  }, 600_000);

  it('is so many elements and what is around them, and near that of the whole', async () => {
    const { aigNodes, cells } = cost;
    expect(aigNodes.all).toBe(6 * aigNodes.each + aigNodes.edges);
    const whole = await synthesize(array.source, { target: 'gates' });
    expect(aigNodes.all / whole.cost.aigNodes).toBeGreaterThan(0.95);
    expect(aigNodes.all / whole.cost.aigNodes).toBeLessThan(1.1);
    const mapped = await synthesize(array.source, {
      target: 'cells',
      technology: asap7,
      recipe: 'ripple-mixed',
    });
    expect(cells[0]!.areaUm2.all / mapped.cost.areaUm2).toBeGreaterThan(0.9);
    expect(cells[0]!.areaUm2.all / mapped.cost.areaUm2).toBeLessThan(1.1);
  }, 600_000);

  it('has the flip-flops of the edges by count: skew, and what passes operands on', () => {
    // Codes of 4 bits wait in 2 rows and 3 columns, then pass 2 x 2 times to the right and 3 times down. Valid and clear are
    // the same in every element as many clocks late, and synthesis keeps one copy: 1 to 4 clocks, for 2 + 3 - 1 diagonals.
    const codes = 4 * (1 + 2 + (1 + 2 + 3) + 2 * 2 + 3);
    const expected = codes + 2 * 4;
    expect(cost.edges.costs.gates.flipFlops).toBe(expected);
  });

  it('spends the energy of every element, and of the edges at least their clock', () => {
    const { energyFj, energyFjPerProduct, element } = cost.cells[0]!;
    expect(energyFj.each).toBe(element.energyFjPerOp);
    expect(energyFj.all).toBeCloseTo(6 * energyFj.each + energyFj.edges, 9);
    expect(energyFjPerProduct).toBeCloseTo(energyFj.all / 6, 9);
    expect(energyFj.edges).toBeGreaterThan(0);
  });
});
