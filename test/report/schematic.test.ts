import { beforeAll, describe, expect, it } from 'vitest';
import { parseFormat } from '../../src/format/index.ts';
import { drawBlockDiagram, drawGateDiagram, svgFile } from '../../src/picture/index.ts';
import { blockDiagram, gateDiagram } from '../../src/report/index.ts';
import { type UnitRequest, unitSpec } from '../../src/unit/index.ts';
import { type CheckedUnit, checkUnit } from '../../src/verify/index.ts';

async function checked(product: string, format: string, request: UnitRequest = {}): Promise<CheckedUnit> {
  const result = await checkUnit(unitSpec(product, parseFormat(format), request));
  if (result.kind === 'failed') throw new Error('a shipped unit failed its check');
  return result.unit;
}

describe('the datapath of a unit as blocks', () => {
  it('has the sections of a carry-in unit, its product in steps, and the signals with their widths', async () => {
    const { blocks, connections } = blockDiagram(
      await checked('exact', 'e3m2', { architecture: 'carry-in' }),
    );
    expect(blocks.map(({ title }) => title)).toEqual([
      ...['a_i [6]', 'b_i [6]', 'Decode', 'index', 'delta', 'sum', 'mag', 'Select', 'p_o [6]'],
    ]);
    expect(blocks.find(({ title }) => title === 'sum')?.lines).toEqual([
      '{exp_a, man_a} + {exp_b, man_b} + delta',
    ]);
    const titleOf = (id: string) => blocks.find((block) => block.id === id)?.title;
    const signals = (from: string, to: string) =>
      connections.find((each) => titleOf(each.from) === from && titleOf(each.to) === to)?.signals;
    expect(signals('Decode', 'index')).toEqual(['man_a [2]', 'man_b [2]']);
    expect(signals('delta', 'sum')).toEqual(['delta']);
    expect(signals('Decode', 'Select')).toEqual(['sign', 'is_zero']);
    expect(signals('sum', 'Select')).toBeUndefined();
  });

  it('has the registers of a pipeline, and is the same picture twice', async () => {
    const diagram = blockDiagram(await checked('lmul', 'e2m1', { stages: 2 }));
    expect(diagram.blocks.filter(({ kind }) => kind === 'registers').map(({ title }) => title)).toEqual([
      'Stage 1 of 2: product registers',
      'Stage 2 of 2: result registers',
    ]);
    const svg = svgFile(await drawBlockDiagram(diagram));
    expect(svgFile(await drawBlockDiagram(diagram))).toBe(svg);
    expect(svg).toContain('>Stage 1 of 2: product registers</text>');
  });
});

describe('the gates of a unit', () => {
  let unit: CheckedUnit;
  beforeAll(async () => {
    unit = await checked('lmul', 'e2m1');
  });

  it('has every cell once, and every input wired', async () => {
    const { gates, wires } = gateDiagram(unit);
    const { gates: count, inverters } = unit.costs.gates;
    expect(gates.filter(({ kind }) => kind === 'gate')).toHaveLength(count + inverters);
    for (const { id, inputs } of gates)
      expect(
        wires
          .filter(({ to }) => to === id)
          .map(({ input }) => input)
          .sort(),
      ).toEqual(Array.from({ length: inputs }, (_, at) => at));
    const svg = svgFile(await drawGateDiagram(gateDiagram(unit)));
    for (const pin of ['a_i[3]', 'b_i[0]', 'p_o[3]']) expect(svg).toContain(`>${pin}</text>`);
  });

  it('is refused where it would show nothing', async () => {
    const large = await checked('exact', 'e4m3', { contract: 'full' });
    expect(() => gateDiagram(large)).toThrow('A netlist of more than 160 gates is no picture any more.');
  });
});
