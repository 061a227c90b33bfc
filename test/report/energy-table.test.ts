import { expect, it } from 'vitest';
import { stimulusSpec } from '../../src/measure/index.ts';
import { energyTableData, energyTableText } from '../../src/report/index.ts';
import type { EnergyTable, UnitEnergy } from '../../src/study/index.ts';
import { builtInTechnology } from '../../src/tech/index.ts';
import { shortName, type UnitSpec } from '../../src/unit/index.ts';
import { carryIn, e4m3, lmul, multiply, truncated } from '../study/comparison-under-test.ts';

const technology = builtInTechnology('sky130');

/** A unit of made-up figures: area, delay and energy alike, the best recipe's half of that. */
function unitOf(spec: UnitSpec, cost: number): UnitEnergy<UnitSpec> {
  const spread = { best: cost / 2, median: cost, worst: 2 * cost };
  const figures = { energyFjPerOp: cost, halfWidthFjPerOp: cost / 200, glitchFactor: 1.5 };
  return {
    ...{
      unit: shortName(spec),
      spec,
      technology,
      recipe: 'r',
      areaUm2: cost,
      delayPs: cost,
      wireFfPerPin: 0,
    },
    extent: { kind: 'exhaustive', pairs: 65_536 },
    energies: (['gaussian', 'uniform'] as const).map((name) => ({
      stimulus: stimulusSpec(name, e4m3),
      figures,
    })),
    spread: { recipes: 14, areaUm2: spread, delayPs: spread, energyFjPerOp: spread },
    tools: { yosys: '0.0' },
  } as unknown as UnitEnergy<UnitSpec>;
}

const units = [unitOf(lmul, 30), unitOf(carryIn, 60), unitOf(multiply, 120), unitOf(truncated, 15)];
const table: EnergyTable = {
  format: e4m3,
  contract: 'flush',
  technologies: [{ technology, units }],
  failed: [],
};

it('the table gives each figure over the best exact unit that rounds to nearest, and the best netlists likewise', () => {
  const [row] = energyTableText(table, 'markdown')
    .split('\n')
    .filter((line) => line.includes(shortName(lmul)));
  const figure = '30.00 x0.50';
  const spread = '15.00 / 30.00 / 60.00 x0.50';
  expect(row).toBe(
    `| lmul_e4m3_adder_flush | all 65,536 pairs | ${figure} | ${spread} | ${figure} | ${spread} | ${figure} (30.00) | ${spread} | 1.50 |`,
  );
});

it('the table says what it stands on, and gives the same as data', () => {
  const text = energyTableText(table, 'text');
  expect(text).toContain('e4m3, contract flush, SKY130 HD\n');
  expect(text).toContain('95 % interval within 0.5 %; operands gaussian: gaussian (sigma 2)');
  expect(text).toContain('no wires, no clock tree');
  expect(JSON.parse(JSON.stringify(energyTableData(table)))).toMatchObject({
    contract: 'flush',
    technologies: [
      {
        technology: 'sky130',
        bestExact: { areaUm2: 60, energyFjPerOp: 60 },
        units: [{ ratioToBestExact: { energyFjPerOp: 0.5 } }, {}, { ratioToBestExact: { delayPs: 2 } }, {}],
      },
    ],
  });
});
