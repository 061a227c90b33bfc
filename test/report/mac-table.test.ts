import { expect, it } from 'vitest';
import { integerStimulus, stimulusSpec } from '../../src/measure/index.ts';
import { macTableData, macTableText } from '../../src/report/index.ts';
import type { MacTable, MacTableArray, MacTableUnit } from '../../src/study/index.ts';
import { builtInTechnology } from '../../src/tech/index.ts';
import { parseIntegerName, parseMacName } from '../../src/unit/index.ts';
import { e4m3 } from '../study/comparison-under-test.ts';

const technology = builtInTechnology('sky130');

/** A unit of made-up figures: every one of them `cost`, the stages beyond their tolerance where `deviation` says so. */
function unitOf(name: string, group: string, cost: number, deviation = 0.04): MacTableUnit {
  const spec = parseMacName(name);
  const stages = {
    freeProductSaves: 0.2,
    freeMultiplierSaves: 0.05,
    deviation,
    withinTolerance: deviation < 0.15,
  };
  return {
    unit: name,
    spec,
    group,
    extent: {
      kind: 'streams',
      pairs: 65_536,
      everyPair: true,
      streams: 2048,
      cycles: 2080,
      seed: 1,
      proof: { gates: 'proved', ice40: cost > 100 ? 'unknown' : 'proved' },
    },
    gates: { aigNodes: cost },
    ice40: { lut4: cost },
    cells: [
      {
        unit: name,
        spec,
        technology,
        areaUm2: cost,
        delayPs: cost,
        accumulation: { productsPerOp: spec.lanes, opsPerSum: 256 / spec.lanes },
        energies: [
          {
            stimulus: stimulusSpec('gaussian', e4m3),
            figures: { energyFjPerOp: cost, halfWidthFjPerOp: cost / 200 },
            stages: { areaUm2: stages, energyFj: stages },
          },
        ],
      },
    ],
  } as unknown as MacTableUnit;
}

const table: MacTable = {
  format: e4m3,
  contract: 'flush',
  technologies: [technology],
  units: [
    unitOf('mac_lmul_e4m3_adder_flush_into_fp32_rne', 'MAC, fp32', 90),
    unitOf('mac_exact_e4m3_carry_in_rne_flush_into_fp32_rne', 'MAC, fp32', 100),
    unitOf('mac_exact_e4m3_array_rne_flush_into_fp32_rne', 'MAC, fp32', 120),
    unitOf('dot4_exact_e4m3_carry_in_rne_flush_into_kulisch_g12', 'dot product of 4, Kulisch', 400, 0.3),
  ],
  arrays: [],
  failed: [],
  refused: [{ unit: 'MAC, fp32: exact table', reason: 'No.' }],
};

const rows = macTableText(table, 'markdown')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) => line.slice(2, -2).split(' | '));

it('gives each figure over the best exact unit of the same accumulation', () => {
  expect(rows[2]!.slice(0, 7)).toEqual([
    'MAC, fp32',
    'lmul',
    'all 65,536 pairs, 2,048 streams x 2,080 + SAT',
    '90 x0.90',
    '90 x0.90',
    '90 x0.90',
    '90 x0.90',
  ]);
  expect(rows[4]!.slice(1, 4)).toEqual([
    'exact, array',
    'all 65,536 pairs, 2,048 streams x 2,080',
    '120 x1.20',
  ]);
  expect(rows[5]!.slice(3, 5)).toEqual(['400 x1.00', '400 x1.00']);
});

it('counts a dot product by the product too, and says what a free multiplier would save', () => {
  expect(rows[0]!.slice(8)).toEqual([
    'sky130 fJ/product',
    'sky130 area: product, multiplier',
    'energy: product, multiplier',
  ]);
  expect(rows[5]!.slice(8)).toEqual(['100.0', '20 %, 5 %', '20 %, 5 %']);
});

it('names what a share cannot be trusted of, and what was left out', () => {
  const text = macTableText(table, 'text');
  expect(text).toContain(
    'BEYOND the tolerance: dot4_exact_e4m3_carry_in_rne_flush_into_kulisch_g12, sky130, area of the stages +30 %',
  );
  expect(text).not.toContain('BEYOND the tolerance: mac_');
  expect(text).toContain('left out: MAC, fp32: exact table: No.');
  expect(text).toContain('sums of 256 products');
});

it('is data with units in its keys', () => {
  expect(JSON.parse(JSON.stringify(macTableData(table)))).toMatchObject({
    technologies: ['sky130'],
    units: [
      {
        unit: 'mac_lmul_e4m3_adder_flush_into_fp32_rne',
        ratioToBestExact: { aigNodes: 0.9, lut4: 0.9, 'sky130.areaUm2': 0.9, 'sky130.energyFjPerOp': 0.9 },
        cells: [{ areaUm2: 90, energyFjPerOp: 90, energyFjPerProduct: 90 }],
      },
      {},
      {},
      { cells: [{ energyFjPerProduct: 100 }] },
    ],
  });
});

it('names an integer unit by its operands and register, without a ratio, and how its operands were made', () => {
  const name = 'mac_ternary_int8_into_int20_wrap';
  const spec = parseIntegerName(name);
  const like = unitOf('mac_lmul_e4m3_adder_flush_into_fp32_rne', 'MAC, integers', 50);
  const stimulus = integerStimulus('gaussian', spec);
  const [cells] = like.cells;
  const energies = [{ ...cells!.energies[0]!, stimulus }];
  const integer = { ...like, unit: name, spec, cells: [{ ...cells!, unit: name, spec, energies }] };
  const text = macTableText({ ...table, units: [...table.units, integer] }, 'text');
  expect(text).toMatch(/MAC, integers +int8 x ternary, into int20 .* 50 +50 +50/);
  expect(text).toContain(`${name}: gaussian: gaussian (sigma 32) x gaussian (sigma 1.25), seed 1; numbers`);
});

it('puts arrays into a table of their own, with whether they fit and what the figures are', () => {
  const element = parseMacName('mac_lmul_e4m3_adder_flush_into_fp32_rne');
  const figures = (each: number, edges: number) => ({ each, edges, all: 16 * each + edges });
  const array = (product: string, each: number, placed: MacTableArray['placed']): MacTableArray =>
    ({
      array: `array4x4_${product}`,
      group: '4 x 4 array, fp32',
      element: product === 'lmul' ? element : parseMacName('mac_exact_e4m3_carry_in_rne_flush_into_fp32_rne'),
      extent: table.units[0]!.extent,
      placed,
      cost: {
        ...{ aigNodes: figures(each, 40), lut4: figures(each, 40), logicCells: figures(each, 40) },
        cells: [
          {
            technology,
            areaUm2: figures(each, 40),
            delayPs: 9,
            energyFj: figures(each, 40),
            energyFjPerProduct: 5,
          },
        ],
      },
    }) as unknown as MacTableArray;
  const fits = {
    kind: 'placed',
    cost: { logicCells: 7000, logicCellsAvailable: 7680, fmaxMHz: { min: 40, median: 41, max: 42.25 } },
  } as unknown as MacTableArray['placed'];
  const arrays = [array('lmul', 10, fits), array('exact', 20, { kind: 'too-large', text: '1888 too many' })];
  const whole = { ...table, arrays };
  const text = macTableText(whole, 'text');
  expect(text).toMatch(/4 x 4 array, fp32 +lmul +200 x0\.56 /);
  expect(text).toContain('fits: 7000 of 7680 logic cells; 40.0 / 41.0 / 42.3 MHz');
  expect(text).toContain('does not fit: 1888 too many');
  expect(text).toContain('every element busy, reading not counted');
  expect(JSON.parse(JSON.stringify(macTableData(whole)))).toMatchObject({
    arrays: [
      { aigNodes: { each: 10, edges: 40, all: 200 }, placed: { fits: true } },
      { placed: { fits: false } },
    ],
  });
});
