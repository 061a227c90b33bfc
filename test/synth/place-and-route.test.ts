import { afterAll, describe, expect, it, vi } from 'vitest';
import { checkCapacity, harnessOf, placeAndRoute } from '../../src/synth/index.ts';
import { closeTools } from '../../src/tools/index.ts';
import { adder, multiplier, pipeline, portsOf, unit } from './circuits.ts';

afterAll(closeTools);

describe('placeAndRoute', () => {
  it('gives a plausible Fmax, the same for the same seed, limited by the unit', async () => {
    vi.stubEnv('LMUL_CACHE', 'off');
    const small = await placeAndRoute(adder(8), portsOf(8, 9), { seeds: [1, 2, 1] });
    vi.unstubAllEnvs();
    expect(small.fmaxMHz.bySeed.map(({ seed }) => seed)).toEqual([1, 2, 1]);
    expect(small.fmaxMHz.bySeed[0]).toEqual(small.fmaxMHz.bySeed[2]);
    expect(small.fmaxMHz.min).toBeGreaterThan(100);
    expect(small.fmaxMHz.max).toBeLessThan(500);
    expect(small.flipFlops).toBe(2 * 16 + 2 * 9);
    expect(small.logicCells).toBeGreaterThanOrEqual(50);
    const large = await placeAndRoute(multiplier(8), portsOf(8, 16), { seeds: [1] });
    expect(large.fmaxMHz.max).toBeLessThan(0.8 * small.fmaxMHz.min);
  });

  it('keeps the registers of a pipelined unit', async () => {
    const result = await placeAndRoute(pipeline(4, 'async'), portsOf(4, 8, true), {
      seeds: [1],
      device: 'hx1k',
    });
    expect(result.flipFlops).toBe(27 + 2 * 9 + 2 * 9);
    expect(result).toMatchObject({ device: 'hx1k', package: 'tq144', logicCellsAvailable: 1280 });
  });

  it('refuses a design that does not fit before nextpnr sees it', async () => {
    const wide = unit(300, 300, 'a_i ^ b_i');
    const run = placeAndRoute(wide, portsOf(300, 300), { seeds: [1], device: 'lp1k' });
    // 1200 operand registers, 300 results and 300 output bits that share a cell with their LUT, one inverter.
    await expect(run).rejects.toThrow('needs 1801 logic cells, lp1k has 1280: 521 too many');
  });
});

describe('checkCapacity', () => {
  it('says by how much a design is too large', () => {
    expect(() => checkCapacity('lp1k', { logicCells: 1432, pins: 5 })).toThrow(
      'needs 1432 logic cells, lp1k has 1280: 152 too many\n  try: device hx8k or up5k',
    );
    expect(() => checkCapacity('up5k', { logicCells: 10, pins: 41 })).toThrow(
      'needs 41 pins, up5k has 39: 2 too many',
    );
  });
});

describe('harnessOf', () => {
  it('wires clock and reset through and treats the valid bits as data', () => {
    const { text } = harnessOf({ ...pipeline(4, 'sync'), parameters: { W: 4 } }, portsOf(4, 8, true));
    expect(text).toContain(
      'unit #(.W(4)) unit (\n    .clk_i(clk),\n    .rst_ni(rst_n),\n    .valid_i(operands_q[0:0])',
    );
    expect(text).toContain('.valid_o(results_d[0:0]),\n    .p_o(results_d[8:1])');
  });
});
