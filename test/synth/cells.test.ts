import { afterAll, describe, expect, it } from 'vitest';
import { cellRecipes, synthesize, topOf } from '../../src/synth/index.ts';
import { builtInTechnology, technologyNames, withoutCells } from '../../src/tech/index.ts';
import { closeTools } from '../../src/tools/index.ts';
import { multiplier, pipeline, unit } from './circuits.ts';

afterAll(closeTools);

const sky130 = builtInTechnology('sky130');

describe('standard cells', () => {
  it.each(technologyNames())(
    '%s: area is the sum over cells, and delay is what ABC says of each netlist',
    async (name) => {
      const technology = builtInTechnology(name);
      const { cost, netlist } = await synthesize(multiplier(4), { target: 'cells', technology });
      expect(cost).toMatchObject({ target: 'cells', technology: name, flipFlops: 0 });
      expect(cost.recipes.map(({ recipe }) => recipe)).toEqual(cellRecipes.map((recipe) => recipe.name));
      const areas = Object.values(topOf(netlist).module.cells).map(
        ({ type }) => technology.cells.find((cell) => cell.name === type)!.areaUm2,
      );
      expect(cost.areaUm2).toBeCloseTo(
        areas.reduce((sum, area) => sum + area, 0),
        6,
      );
      for (const { delayPs, abcDelayPs } of cost.recipes)
        expect(Math.abs(delayPs - abcDelayPs)).toBeLessThan(0.02);
      const sorted = cost.recipes.map(({ areaUm2 }) => areaUm2).sort((a, b) => a - b);
      expect(cost.spread.areaUm2).toEqual({
        best: cost.areaUm2,
        median: expect.closeTo((sorted[6]! + sorted[7]!) / 2, 6),
        worst: sorted[13],
      });
      expect(sorted[0]).toBe(cost.areaUm2);
    },
  );

  it('take registers with and without reset from the technology', async () => {
    const { cost } = await synthesize(pipeline(2, 'async'), { target: 'cells', technology: sky130 });
    expect(cost.flipFlops).toBe(3 + 4 + 4 + 4);
    expect(cost.cells).toMatchObject({ sky130_fd_sc_hd__dfrtp_1: 3, sky130_fd_sc_hd__dfxtp_1: 12 });
  });

  it('leave out the cells that are not to be used', async () => {
    const source = unit(2, 2, 'a_i ^ b_i');
    const used = async (globs: readonly string[]): Promise<string[]> => {
      const technology = withoutCells(builtInTechnology('ihp-sg13g2'), globs);
      return Object.keys((await synthesize(source, { target: 'cells', technology })).cost.cells);
    };
    expect(await used([])).toEqual(['sg13g2_xor2_1']);
    expect((await used(['*xor*', '*xnor*'])).filter((name) => /xn?or/.test(name))).toEqual([]);
  });

  it('are refused where they cannot do, exit 2', async () => {
    const without = (glob: string) => withoutCells(sky130, [glob]);
    await expect(
      synthesize(pipeline(2, 'async'), { target: 'cells', technology: without('*dfrtp*') }),
    ).rejects.toMatchObject({
      code: 'tech/no-flip-flop',
      text: 'sky130 has no flip-flop for the registers of this design.',
      got: 'one with asynchronous reset, $_DFF_PN0_',
      exit: 2,
    });
    await expect(
      synthesize(pipeline(2, 'async'), { target: 'cells', technology: without('*__df*') }),
    ).rejects.toMatchObject({ code: 'tech/no-flip-flop', exit: 2 });
    await expect(
      synthesize(multiplier(2), { target: 'cells', technology: without('*inv*') }),
    ).rejects.toMatchObject({ code: 'tech/not-mappable', exit: 2 });
    expect(
      (await synthesize(multiplier(2), { target: 'cells', technology: without('*__df*') })).cost.flipFlops,
    ).toBe(0);
    expect(() => without('nothing*')).toThrow('No cell of sky130 is called so.\n  got: --dont-use nothing*');
  });
});
