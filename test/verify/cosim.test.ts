import { afterAll, describe, expect, it } from 'vitest';
import { compile, readNetlist, type Simulator } from '../../sim/index.ts';
import { parseFormat } from '../../src/format/index.ts';
import { modelOf } from '../../src/model/index.ts';
import { elaborate, type NetlistCell, topOf, type YosysJson } from '../../src/synth/index.ts';
import { closeTools } from '../../src/tools/index.ts';
import { type UnitSpec, unitSpec } from '../../src/unit/index.ts';
import { buildUnit } from '../../src/verify/build.ts';
import { cosimulate } from '../../src/verify/cosim.ts';
import { checkUnit, describeCounterexample, LEVELS } from '../../src/verify/index.ts';
import { BLOCK_WORDS, exhaustiveStimulus, listedStimulus } from '../../src/verify/stimulus.ts';

afterAll(closeTools);

const e4m3 = parseFormat('e4m3');
const lmul = unitSpec('lmul', e4m3);

const simulator = (netlist: YosysJson): Simulator => compile(readNetlist(netlist), { words: BLOCK_WORDS });

/** The netlist with the first cell of a type changed. */
function altered(netlist: YosysJson, type: string, change: Partial<NetlistCell>): YosysJson {
  const mutant = structuredClone(netlist);
  const { cells } = topOf(mutant).module as { cells: Record<string, NetlistCell> };
  const [name, cell] = Object.entries(cells).find(([, candidate]) => candidate.type === type)!;
  cells[name] = { ...cell, ...change };
  return mutant;
}

const cosimulateAll = (spec: UnitSpec, netlist: YosysJson, seed = 1): ReturnType<typeof cosimulate> =>
  cosimulate(spec, simulator(netlist), exhaustiveStimulus(spec), seed);

describe('cosimulate', () => {
  it.each([
    ['gates', '$_XOR_', { type: '$_XNOR_' }],
    ['gates', '$_AND_', { type: '$_OR_' }],
    ['ice40', 'SB_LUT4', { parameters: { LUT_INIT: '0110100110010111' } }],
  ] as const)(
    'finds the one altered cell in the %s netlist, %s, and nothing at the other levels',
    async (level, type, change) => {
      const { netlists } = await buildUnit(lmul);
      for (const other of LEVELS) expect(cosimulateAll(lmul, netlists[other])).toBeUndefined();
      const found = cosimulateAll(lmul, altered(netlists[level], type, change));
      if (found === undefined) expect.fail('the altered netlist passed');
      expect(found).toMatchObject({ port: 'p_o', expected: modelOf(lmul)(found.a, found.b) });
      expect(found.got).not.toBe(found.expected);
      expect(found).not.toHaveProperty('cycle');
    },
  );

  it('looks no further than the last listed pair of a block', async () => {
    const { netlists } = await buildUnit(lmul);
    const mutant = altered(netlists.gates, '$_XOR_', { type: '$_XNOR_' });
    const { a, b, expected, got } = cosimulateAll(lmul, mutant)!;
    const listed = (pairs: readonly (readonly [bigint, bigint])[]) =>
      cosimulate(
        lmul,
        simulator(mutant),
        listedStimulus(lmul, { a: pairs.map(([x]) => x), b: pairs.map(([, y]) => y) }),
        1,
      );
    expect(listed([])).toBeUndefined();
    expect(listed([[a, b]])).toEqual({ a, b, port: 'p_o', expected, got });
  });

  it('holds a pair in the last lane of a block and in the first of the next', async () => {
    const { netlists } = await buildUnit(lmul);
    const mutant = simulator(altered(netlists.gates, '$_XOR_', { type: '$_XNOR_' }));
    const good = Array<bigint>(32 * BLOCK_WORDS + 1).fill(0n);
    const wrong = cosimulateAll(lmul, altered(netlists.gates, '$_XOR_', { type: '$_XNOR_' }))!;
    const zeros = cosimulate(lmul, mutant, listedStimulus(lmul, { a: [0n], b: [0n] }), 1);
    expect(zeros).toBeUndefined();
    for (const place of [good.length - 2, good.length - 1]) {
      const [a, b] = [good.with(place, wrong.a), good.with(place, wrong.b)];
      expect(cosimulate(lmul, mutant, listedStimulus(lmul, { a, b }), 1)).toEqual(wrong);
    }
  });
});

describe('a pipeline', () => {
  it.each([1, 2, 3, 4, 5])('of %d stages passes on all pairs, with gaps, at three levels', async (stages) => {
    const spec = unitSpec('exact', e4m3, { stages });
    const result = await checkUnit(spec);
    if (result.kind === 'failed') expect.fail(describeCounterexample(spec, result.counterexample));
    expect(result.unit.verdict.extent).toEqual({ kind: 'exhaustive', pairs: 65_536 });
  });

  it('passes whatever the gaps (seeds 2 to 4)', async () => {
    const spec = unitSpec('lmul', e4m3, { stages: 2 });
    const { netlists } = await buildUnit(spec);
    for (const seed of [2, 3, 4]) expect(cosimulateAll(spec, netlists.gates, seed)).toBeUndefined();
  });

  it.each([
    [2, 1],
    [2, 3],
    [1, 2],
  ])('of %d stages fails as one of %d', async (built, claimed) => {
    const { netlists } = await buildUnit(unitSpec('lmul', e4m3, { stages: built }));
    const claim = unitSpec('lmul', e4m3, { stages: claimed });
    expect(cosimulateAll(claim, netlists.rtl)).toMatchObject({
      port: 'valid_o',
      cycle: Math.min(built, claimed),
    });
  });

  const staged = unitSpec('lmul', e4m3, { stages: 2 });
  it.each([
    [
      'whose valid comes a cycle early',
      'assign valid_o = valid_s2;',
      'assign valid_o = valid_s1;',
      'valid_o',
    ],
    ['that is always valid', 'assign valid_o = valid_s2;', "assign valid_o = 1'b1;", 'valid_o'],
    ['that loses valid', 'valid_s2 <= valid_s1;', "valid_s2 <= valid_s1 & 1'b0;", 'valid_o'],
    [
      'whose valid is not reset',
      "if (!rst_ni) valid_s1 <= 1'b0;",
      "if (!rst_ni) valid_s1 <= 1'b1;",
      'valid_o',
    ],
    ['whose result comes a cycle early', 'assign p_o = p_s2;', 'assign p_o = p;', 'p_o'],
    [
      'whose sign comes a cycle late',
      '{sign_s1, mag_s1[MagBits-1:0]};',
      '{sign, mag_s1[MagBits-1:0]};',
      'p_o',
    ],
  ])('%s fails', async (_, from, to, port) => {
    const { source } = await buildUnit(staged);
    expect(source.text).toContain(from);
    const netlist = await elaborate({ ...source, text: source.text.replace(from, to) });
    const found = cosimulateAll(staged, netlist);
    expect(found).toMatchObject({ port });
    expect(found!.got).not.toBe(found!.expected);
  });
});
