import { afterAll, describe, expect, it } from 'vitest';
import { parseFormat } from '../../src/format/index.ts';
import { modelOf } from '../../src/model/index.ts';
import { closeTools } from '../../src/tools/index.ts';
import { type UnitRequest, type UnitSpec, unitSpec } from '../../src/unit/index.ts';
import {
  type CheckedUnit,
  type CheckOptions,
  type Counterexample,
  checkUnit,
  describeCounterexample,
  replayPairs,
} from '../../src/verify/index.ts';
import { unitOfCommand } from '../cli/command-words.ts';
import { droppedZeroTest, lostSticky, lostValid, offsetOffByOne } from '../rtl/broken-templates.ts';

afterAll(closeTools);

const spec = (product: string, format: string, request: UnitRequest = {}): UnitSpec =>
  unitSpec(product, parseFormat(format), request);

async function passing(unit: UnitSpec, options?: CheckOptions): Promise<CheckedUnit> {
  const result = await checkUnit(unit, options);
  if (result.kind === 'failed') expect.fail(describeCounterexample(unit, result.counterexample));
  return result.unit;
}

async function failing(unit: UnitSpec, options: CheckOptions): Promise<Counterexample> {
  const result = await checkUnit(unit, options);
  if (result.kind === 'passed') expect.fail('a broken unit passed its check');
  return result.counterexample;
}

/** The counterexample is one: the model says what is expected, and the hardware something else. */
function expectReal(unit: UnitSpec, { a, b, port, expected, got }: Counterexample): void {
  if (port === 'p_o') expect(expected).toBe(modelOf(unit)(a, b));
  expect(got).not.toBe(expected);
}

describe('checkUnit', () => {
  it.each([
    ['lmul e4m3', spec('lmul', 'e4m3')],
    ['lmul e5m2, equation, full', spec('lmul', 'e5m2', { form: 'equation', contract: 'full' })],
    ['mitchell e4m3, wide', spec('mitchell', 'e4m3', { output: 'wide' })],
    ['exact e4m3, bare', spec('exact', 'e4m3', { contract: 'bare' })],
    ['signed-mantissa e4m3', spec('signed-mantissa', 'e4m3')],
    ['truncated e4m3', spec('truncated', 'e4m3')],
    ['lns e4m3', spec('lns', 'e4m3')],
    ['add e4m3', spec('add', 'e4m3')],
    ['add e5m2, full, three stages', spec('add', 'e5m2', { contract: 'full', stages: 3 })],
  ])('passes %s on all 65,536 pairs', async (_, unit) => {
    const { verdict, spec: checked, templates } = await passing(unit);
    expect(verdict).toEqual({ kind: 'passed', extent: { kind: 'exhaustive', pairs: 65_536 } });
    expect(checked).toEqual(unit);
    expect(templates).toMatch(/^[0-9a-f]{12}$/);
  });

  it('samples bf16, proves its netlists equal to the RTL, and says so', async () => {
    const { verdict } = await passing(spec('lmul', 'bf16'), { count: 2_000, seed: 5 });
    expect(verdict.extent).toEqual({
      kind: 'sampled',
      directed: 10_464,
      random: 2_000,
      seed: 5,
      proof: { gates: 'proved', ice40: 'proved' },
    });
  });

  it('claims no proof when none was asked for', async () => {
    const { verdict } = await passing(spec('lmul', 'bf16'), { count: 100, prove: false });
    expect(verdict.extent).toMatchObject({ random: 100, proof: { gates: 'unknown', ice40: 'unknown' } });
  });

  it('tells what it is doing', async () => {
    const lines: string[] = [];
    await passing(spec('lmul', 'e4m3'), { onProgress: (text) => lines.push(text) });
    expect(lines).toEqual([
      'lmul_e4m3_adder_flush: synthesis for gates and iCE40',
      'lmul_e4m3_adder_flush: 65,536 pairs at 3 levels',
    ]);
  });
});

describe('a fault in a template', () => {
  it.each([
    ['an offset off by one in L-Mul', spec('lmul', 'e4m3'), offsetOffByOne],
    ['an offset off by one in L-Mul of a wide format', spec('lmul', 'bf16'), offsetOffByOne],
    ['a dropped zero test in L-Mul', spec('lmul', 'e4m3'), droppedZeroTest],
    ['a dropped zero test in an exact unit', spec('exact', 'e5m2'), droppedZeroTest],
    ['a dropped zero test in a pipeline', spec('exact', 'e4m3', { stages: 2 }), droppedZeroTest],
    ['a lost sticky bit in an adder', spec('add', 'e4m3'), lostSticky],
    ['a lost sticky bit in an adder of a wide format', spec('add', 'bf16'), lostSticky],
    ['a lost valid bit', spec('lmul', 'e4m3', { stages: 2 }), lostValid],
  ])('%s is caught in the RTL, and the command of the counterexample replays it', async (_, unit, fault) => {
    const templates = fault();
    const found = await failing(unit, { templates });
    expect(found.level).toBe('rtl');
    expectReal(unit, found);

    const replayed = unitOfCommand(describeCounterexample(unit, found));
    expect(replayed).toEqual({ spec: unit, a: found.a, b: found.b });
    const again = await replayPairs(replayed.spec, { a: [found.a], b: [found.b] }, { templates });
    expect(again).toMatchObject({ level: 'rtl', a: found.a, b: found.b, port: found.port });
    expect(await replayPairs(replayed.spec, { a: [found.a], b: [found.b] })).toBeUndefined();
  });

  it('that drops the zero test shows on a zero times a number, and says which', async () => {
    const found = await failing(spec('lmul', 'e4m3'), { templates: droppedZeroTest() });
    expect(found.a & 0x78n).toBe(0n);
    expect(found.expected & 0x7fn).toBe(0n);
  });

  it('in the valid bit is shown at valid_o with its cycle', async () => {
    const unit = spec('lmul', 'e4m3', { stages: 2 });
    const found = await failing(unit, { templates: lostValid() });
    expect(found).toMatchObject({ port: 'valid_o', expected: 1n, got: 0n, cycle: 2 });
  });
});

describe('replayPairs', () => {
  it('holds each listed pair against the model at three levels', async () => {
    expect(await replayPairs(spec('exact', 'e4m3'), { a: [0x38n, 0x7fn], b: [0x3cn, 0n] })).toBeUndefined();
  });
});
