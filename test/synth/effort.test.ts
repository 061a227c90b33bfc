import { afterAll, describe, expect, it } from 'vitest';
import { cellRecipes } from '../../src/synth/cell-recipes.ts';
import { ice40Commands, recipesOf } from '../../src/synth/effort.ts';
import { synthesize } from '../../src/synth/index.ts';
import { recipes } from '../../src/synth/recipes.ts';
import { closeTools, runYosys } from '../../src/tools/index.ts';
import { intMacSpec, parseMacName, ternaryMacSpec } from '../../src/unit/index.ts';
import { effortOf, proveEquivalent } from '../../src/verify/index.ts';

afterAll(closeTools);

/** Two shifters of which one is needed at a time: what `share` makes one of. */
const source = {
  top: 'shifters',
  text: `module shifters (input wire s_i, input wire [7:0] a_i, input wire [7:0] b_i, input wire [2:0] n_i,
    output wire [7:0] p_o);
    assign p_o = s_i ? a_i >> n_i : b_i << n_i;
  endmodule`,
};

describe('effort', () => {
  it('is full unless said: all recipes, and the script of iCE40 as it is in Yosys', () => {
    expect(recipesOf(recipes)).toBe(recipes);
    expect(recipesOf(cellRecipes, 'full')).toBe(cellRecipes);
    expect(ice40Commands('hx', 'top')).toEqual(['synth_ice40 -device hx -abc9 -top top']);
  });

  it('light is one recipe without sharing, and says so in its name', async () => {
    expect(recipesOf(recipes, 'light').map(({ name }) => name)).toEqual(['ripple-dc2-noshare']);
    expect(recipesOf(cellRecipes, 'light').map(({ name }) => name)).toEqual(['ripple-mixed-noshare']);
    const gates = await synthesize(source, { target: 'gates', effort: 'light' });
    expect(gates.cost.recipes.map(({ recipe }) => recipe)).toEqual(['ripple-dc2-noshare']);
    const ice40 = await synthesize(source, { target: 'ice40', effort: 'light' });
    expect(ice40.cost.recipe).toBe('synth_ice40-hx-abc9-noshare');
    for (const [netlist, kind] of [
      [gates.netlist, 'gates'],
      [ice40.netlist, 'ice40'],
    ] as const)
      expect((await proveEquivalent(source, netlist, kind)).kind).toBe('proved');
  });

  it('for iCE40 is what Yosys itself does, but for share', async () => {
    const { stdout } = await runYosys({ script: 'help synth_ice40', files: {}, outputs: [] });
    const section = (name: string): string =>
      new RegExp(`^    ${name}:.*\n((?:        .*\n)+)`, 'm').exec(stdout)![1]!;
    const listed = section('coarse')
      .split('\n')
      .map((line) => line.trim().replace(/ +\[.*\]$/, ''))
      .filter((line) => line !== '' && line !== 'share' && !/\(if -dsp\)|mul2dsp|t:\$mul/.test(line));
    expect(ice40Commands('hx', 'top', 'light').slice(1, -1)).toEqual(listed);
  });

  it('goes by lanes alone, so that what is compared gets the same', () => {
    const dot = (lanes: number) => parseMacName(`dot${lanes}_lmul_e4m3_adder_flush_into_kulisch_g12`);
    expect([8, 15, 16, 32].map((lanes) => effortOf(dot(lanes)))).toEqual(['full', 'full', 'light', 'light']);
    expect(effortOf(parseMacName('mac_lmul_e4m3_adder_flush_into_fp32_rne'))).toBe('full');
    expect(effortOf(intMacSpec(8, { lanes: 32 }))).toBe('light');
    expect(effortOf(ternaryMacSpec(8))).toBe('full');
  });
});
