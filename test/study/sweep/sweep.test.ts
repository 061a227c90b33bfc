import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EXIT } from '../../../src/diagnostic.ts';
import { planOfSweep } from '../../../src/report/index.ts';
import {
  isMeasured,
  mergeResults,
  parseResults,
  parseStudy,
  planOf,
  type SweepOptions,
  sweep,
  sweepResults,
} from '../../../src/study/index.ts';
import { closeTools, ToolError } from '../../../src/tools/index.ts';
import { refusalOf } from '../../format/refusal.ts';

afterAll(closeTools);

const study = parseStudy(
  JSON.stringify({
    name: 'tiny',
    formats: ['e2m1'],
    units: [{ product: 'lmul', offset: ['paper', 'none'] }, { product: 'exact' }],
    targets: ['gates', 'ice40'],
  }),
  'tiny.json',
);
const plan = planOf(study);

const error = { pairs: 4, kind: 'exhaustive', seed: 1, bias: 0, mred: 0, rms: 0, min: 0, max: 0 } as const;

/** A stand-in for the measuring itself, which the command's own test has for real. */
const measure: NonNullable<SweepOptions['measure']> = async ({ points }) =>
  points.map((point) => ({
    ...point,
    kind: 'measured',
    extent: { kind: 'exhaustive', pairs: 256 },
    error,
    operandErrors: point.stimuli.map(({ name }) => ({ stimulus: name, error })),
    costs: { aigNodes: point.unit.length },
    chosenRecipe: 'none',
  }));

describe('a sweep', () => {
  let folder = '';
  const before = process.env.LMUL_CACHE_DIR;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lmul-sweep-'));
    process.env.LMUL_CACHE_DIR = folder;
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
    if (before === undefined) delete process.env.LMUL_CACHE_DIR;
    else process.env.LMUL_CACHE_DIR = before;
  });

  it('measures each circuit once, and nothing the second time', async () => {
    const circuits: string[] = [];
    const counting: typeof measure = (group, options) => {
      circuits.push(group.points[0]!.unit);
      return measure(group, options);
    };
    const first = await sweep(study, plan, { measure: counting });
    expect(first.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5]);
    expect([...circuits].sort()).toEqual([
      'exact_e2m1_multiply_rne_flush',
      'lmul_e2m1_adder_flush',
      'mitchell_e2m1_adder_flush',
    ]);
    expect(await sweep(study, plan, { measure: counting })).toEqual(first);
    expect(circuits).toHaveLength(3);
  });

  it('records a point that fails with its reason, tries its neighbours alone, and goes on', async () => {
    const failing: typeof measure = (group, options) => {
      if (group.points.some(({ unit, target }) => unit.startsWith('mitchell') && target === 'ice40'))
        throw new ToolError({ tool: 'yosys', kind: 'timeout', text: 'yosys was stopped after 1 s' });
      return measure(group, options);
    };
    const outcomes = await sweep(study, plan, { measure: failing });
    expect(outcomes.map((outcome) => outcome.kind)).toEqual([
      ...['measured', 'measured', 'measured', 'failed', 'measured', 'measured'],
    ]);
    expect(outcomes[3]).toMatchObject({
      unit: 'mitchell_e2m1_adder_flush',
      target: 'ice40',
      code: 'tool/timeout',
      reason: 'yosys was stopped after 1 s',
      exit: EXIT.exhausted,
    });
    // It is not kept: the next run tries it again.
    expect((await sweep(study, plan, { measure })).every(isMeasured)).toBe(true);
  });

  it('ends on a bug, and keeps what was measured before', async () => {
    const broken: typeof measure = (group, options) => {
      if (group.points[0]!.unit.startsWith('exact')) throw new TypeError('a bug');
      return measure(group, options);
    };
    await expect(sweep(study, plan, { measure: broken })).rejects.toThrow('a bug');
    const told: number[] = [];
    await sweep(study, plan, { measure, onProgress: ({ done, known }) => told.push(done, known) });
    expect(told).toEqual([4, 4, 6, 4]);
  });

  it('in shards is, merged, byte for byte the sweep in one', async () => {
    const { refused, points } = plan;
    const planned = points.length;
    const whole = sweepResults({ study, planned, refused, points: await sweep(study, plan, { measure }) });
    const parts = await Promise.all(
      [1, 2].map(async (index) => {
        const shard = { index, of: 2 };
        const outcomes = await sweep(study, plan, { measure, shard });
        const results = sweepResults({ study, planned, refused, shard, points: outcomes });
        return parseResults(planOfSweep(results).files.get('results.json')!, 'results.json');
      }),
    );
    expect(parts.map((part) => part.points.length)).toEqual([4, 2]);
    expect([...planOfSweep(mergeResults(parts)).files]).toEqual([...planOfSweep(whole).files]);
    expect(refusalOf(() => mergeResults(parts.slice(0, 1)))).toMatchObject({
      exit: 2,
      got: '4 of 6 points',
      wayOut: 'the results of --shard 2/2 as well',
    });
    const other = { ...parts[0]!, study: { ...study, precision: 0.1 } };
    expect(refusalOf(() => mergeResults([parts[1]!, other])).text).toContain('they differ in study');
    expect(refusalOf(() => parseResults('{"study": 1}', 'x.json')).text).toBe(
      'x.json does not hold the results of a sweep.',
    );
  });
});
