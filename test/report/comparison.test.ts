import { describe, expect, it } from 'vitest';
import { comparisonData, comparisonMarkdown, comparisonText } from '../../src/report/index.ts';
import {
  carryIn,
  comparedUnit,
  comparisonOf,
  inCells,
  lmul,
  multiply,
} from '../study/comparison-under-test.ts';

const placed = comparisonOf([
  comparedUnit(lmul, 80, 150),
  comparedUnit(multiply, 200, 100),
  comparedUnit(carryIn, 100, 120),
]);

const linesWith = (text: string, word: string): string[] =>
  text.split('\n').filter((line) => line.includes(word));

describe('comparisonText', () => {
  it('answers in its first line what adding gains and costs', () => {
    expect(comparisonText(placed).split('\n')[0]).toBe(
      'e4m3, contract flush, rounding rne: L-Mul takes 0.80 of the AIG nodes and 0.80 of the LUTs of the best exact unit, at a mean relative error of 2.00 %.',
    );
  });

  it('has a row a unit: contract, how far checked, errors, and each cost with its ratio', () => {
    const cells = linesWith(comparisonText(placed), 'lmul_e4m3_adder_flush')[0]!.split(/ {2,}/);
    expect(cells).toEqual([
      'lmul_e4m3_adder_flush',
      'flush',
      'all 65,536 pairs',
      '1.00 %',
      '2.00 %',
      '25.0 %',
      ...['80 x0.80', '80.5 x0.80', '8 x0.80', '20 x0.80', '8', '140/150/160 x1.25'],
    ]);
  });

  it('has area, delay and energy where there are standard cells, and what they stand on', () => {
    const text = comparisonText(
      comparisonOf([inCells(comparedUnit(lmul, 80), 30), inCells(comparedUnit(carryIn, 100), 40)]),
    );
    expect(text).toContain(
      'takes 0.80 of the AIG nodes, 0.80 of the LUTs, 0.75 of the area and 0.75 of the energy in SKY130 HD of the best exact unit',
    );
    expect(linesWith(text, 'lmul_e4m3_adder_flush')[0]!.split(/ {2,}/).slice(8, 12)).toEqual([
      '8 x0.80',
      ...['300 x0.75', '300 x0.75', '300 x0.75'],
    ]);
    expect(text).toContain(
      '\num2, ps, fJ/op: SKY130 HD, tt_025C_1v80, 1.8 V, the smallest netlist of 14 recipes; pre-layout',
    );
    expect(text).toContain('operands gaussian: gaussian (sigma 2) x gaussian (sigma 2), seed 1\n');
    expect(comparisonText(placed)).not.toContain('fJ/op');
  });

  it('says why there is no Fmax, and shows none', () => {
    const text = comparisonText(
      comparisonOf([comparedUnit(lmul, 80)], { withoutFmax: 'nextpnr is absent\ninstall it' }),
    );
    expect(text).toContain('\nno Fmax: nextpnr is absent; install it\n');
    expect(linesWith(text, 'lmul_e4m3_adder_flush')[0]!.endsWith(' -')).toBe(true);
  });

  it('says which units were not built and why', () => {
    const refused = [{ unit: 'exact table rne', reason: 'Too large.' }];
    expect(comparisonText(comparisonOf([comparedUnit(lmul, 80)], { refused }))).toContain(
      'not built: exact table rne. Too large.',
    );
  });

  it('counts the pairs of a wide format and claims SAT only when both netlists are proved', () => {
    const sampled = (ice40: 'proved' | 'unknown') =>
      comparisonText(
        comparisonOf([
          {
            ...comparedUnit(lmul, 80),
            extent: {
              kind: 'sampled',
              directed: 10_464,
              random: 536,
              seed: 1,
              proof: { gates: 'proved', ice40 },
            },
          },
        ]),
      );
    expect(sampled('proved')).toContain('11,000 pairs + SAT');
    expect(sampled('unknown')).not.toContain('+ SAT');
  });

  it('names the tools with their versions', () => {
    expect(comparisonText(placed)).toMatch(
      /\nlmul-rtl \d+\.\d+\.\d+, Yosys [\d.]+, nextpnr ([\d.]+|absent)$/,
    );
  });
});

describe('comparisonMarkdown', () => {
  it('has the same rows as the text', () => {
    const [row] = linesWith(comparisonMarkdown(placed), 'exact_e4m3_multiply_rne_flush');
    expect(row).toBe(
      '| exact_e4m3_multiply_rne_flush | flush | all 65,536 pairs | 1.00 % | 2.00 % | 25.0 % | 200 x2.00 | 200.5 x2.00 | 20 x2.00 | 50 x2.00 | 8 | 90/100/110 x0.83 |',
    );
  });
});

describe('comparisonData', () => {
  it('has the ratios of the table and the tools beside the figures', () => {
    expect(comparisonData(placed)).toMatchObject({
      contract: 'flush',
      bestExact: { aigNodes: 100, fmaxMHz: 120 },
      units: [{ ratioToBestExact: { aigNodes: 0.8, fmaxMHz: 1.25 } }, { ratioToBestExact: { lut4: 2 } }, {}],
      tools: { lmul: expect.any(String), yosys: expect.any(String) },
    });
  });
});
