import { afterAll, describe, expect, it } from 'vitest';
import { compile, readNetlist } from '../../sim/index.ts';
import { parseFormat } from '../../src/format/index.ts';
import { type NetlistCell, topOf, type YosysJson } from '../../src/synth/index.ts';
import { builtInTechnology } from '../../src/tech/index.ts';
import { closeTools } from '../../src/tools/index.ts';
import { type UnitRequest, type UnitSpec, unitSpec } from '../../src/unit/index.ts';
import { buildUnit } from '../../src/verify/build.ts';
import { cosimulate } from '../../src/verify/cosim.ts';
import { cellKindsOf, checkUnit, describeExtent, levelsOf } from '../../src/verify/index.ts';
import { lowerCells } from '../../src/verify/lower-cells.ts';
import { BLOCK_WORDS, exhaustiveStimulus } from '../../src/verify/stimulus.ts';

afterAll(closeTools);

const spec = (product: string, format: string, request: UnitRequest = {}): UnitSpec =>
  unitSpec(product, parseFormat(format), request);

describe('a check with standard cells', () => {
  it.each([
    ['lmul e4m3', 'sky130', spec('lmul', 'e4m3')],
    ['exact e4m3, two stages', 'asap7', spec('exact', 'e4m3', { architecture: 'carry-in', stages: 2 })],
  ])('simulates %s in %s on all 65,536 pairs', async (_, name, unit) => {
    const result = await checkUnit(unit, { technologies: [builtInTechnology(name)] });
    if (result.kind === 'failed') expect.fail(JSON.stringify(result.counterexample.level));
    expect(levelsOf(result.unit)).toEqual(['rtl', 'gates', 'ice40', `cells:${name}`]);
    expect(result.unit.verdict.extent).toEqual({ kind: 'exhaustive', pairs: 65_536 });
    expect(result.unit.mapped.map(({ cost }) => cost.technology)).toEqual([name]);
  });

  it('proves the cells of a wide unit equal to its RTL, and says so', async () => {
    const result = await checkUnit(spec('lmul', 'bf16'), {
      technologies: [builtInTechnology('asap7')],
      count: 1000,
    });
    if (result.kind === 'failed') expect.fail('failed');
    const { extent } = result.unit.verdict;
    expect(extent).toMatchObject({ proof: { gates: 'proved', ice40: 'proved', 'cells:asap7': 'proved' } });
    expect(describeExtent(extent)).toMatch(/proved = RTL: gates, ice40, cells:asap7$/);
  });

  it('finds the one cell that is another', async () => {
    const unit = spec('lmul', 'e4m3');
    const technology = builtInTechnology('sky130');
    const { mapped } = await buildUnit(unit, { technologies: [technology] });
    const { netlist } = mapped[0]!;
    const cells = cellKindsOf(technology);
    const differs = (json: YosysJson, kinds = cells) =>
      cosimulate(
        unit,
        compile(readNetlist(json, { cells: kinds }), { words: BLOCK_WORDS }),
        exhaustiveStimulus(unit),
        1,
      );
    const mutant = structuredClone(netlist);
    const all = topOf(mutant).module.cells as Record<string, NetlistCell>;
    const [name, cell] = Object.entries(all).find(([, { type }]) => type.endsWith('__nand2_1'))!;
    all[name] = { ...cell, type: cell.type.replace('nand2', 'nor2') };
    expect(differs(netlist)).toBeUndefined();
    expect(differs(mutant)).toMatchObject({ port: 'p_o' });
    // As generic gates, which is how they are proved, both are what they were.
    expect(differs(lowerCells(netlist, cells), [])).toBeUndefined();
    expect(differs(lowerCells(mutant, cells), [])).toEqual(differs(mutant));
  });
});
