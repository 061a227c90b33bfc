import { afterAll, describe, expect, it, vi } from 'vitest';
import { recipes, synthesize } from '../../src/synth/index.ts';
import { closeTools } from '../../src/tools/index.ts';
import { adder, floatMultiplier, multiplier, pipeline, unit } from './circuits.ts';

afterAll(closeTools);

describe('synthesize for gates', () => {
  it('counts a single AND as one gate, one node, one level', async () => {
    const { cost } = await synthesize(unit(1, 1, 'a_i & b_i'), { target: 'gates' });
    expect(cost).toMatchObject({ cells: { $_AND_: 1 }, gates: 1, inverters: 0, flipFlops: 0 });
    expect(cost).toMatchObject({ nand2Equivalents: 1.5, aigNodes: 1, depthGates: 1, depthAig: 1 });
  });

  it('finds the textbook multiplier: 16 ANDs, 8 full and 4 half adders, or better', async () => {
    const { cost } = await synthesize(multiplier(4), { target: 'gates' });
    expect(cost.gates).toBeLessThanOrEqual(16 + 8 * 5 + 4 * 2);
    expect(cost.gates).toBeGreaterThan(50);
  });

  it('finds the ripple adder: a half adder and seven full adders', async () => {
    const { cost } = await synthesize(adder(8), { target: 'gates' });
    expect(cost.gates).toBe(2 + 7 * 5);
    expect(cost.depthGates).toBe(15);
  });

  it('keeps the recipe with the fewest nodes and reports them all', async () => {
    const { cost } = await synthesize(floatMultiplier(4, 3), { target: 'gates' });
    expect(cost.recipes.map(({ recipe }) => recipe)).toEqual(recipes.map(({ name }) => name));
    expect(cost.aigNodes).toBe(Math.min(...cost.recipes.map(({ aigNodes }) => aigNodes)));
    expect(cost.tools).toEqual({ yosys: '0.55.944' });
  });

  it('counts flip-flops apart from gates and cuts paths at them', async () => {
    const { cost } = await synthesize(pipeline(4, 'async'), { target: 'gates' });
    expect(cost.flipFlops).toBe(2 * 4 + 2 * 8 + 3);
    expect(cost.cells).toMatchObject({ $_DFF_P_: 24, $_DFF_PN0_: 3 });
    expect(cost.depthGates).toBeGreaterThan(5);
  });
});

describe('synthesize for ice40', () => {
  it('counts a single AND as one LUT', async () => {
    const { cost } = await synthesize(unit(1, 1, 'a_i & b_i'), { target: 'ice40' });
    expect(cost).toMatchObject({ lut4: 1, carries: 0, flipFlops: 0, depthLut4: 1 });
  });

  it('gives the same netlist for the same source', async () => {
    vi.stubEnv('LMUL_CACHE', 'off');
    const [a, b] = await Promise.all([1, 2].map(() => synthesize(adder(8), { target: 'ice40' })));
    vi.unstubAllEnvs();
    expect(JSON.stringify(a)).toBe(JSON.stringify(b));
    expect(a!.cost).toMatchObject({ recipe: 'synth_ice40-hx-abc9', lut4: 8, carries: 8 });
  });
});
