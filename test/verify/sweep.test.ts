import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Netlist, readNetlist } from '../../sim/index.ts';
import { parseFormat } from '../../src/format/index.ts';
import { modelOf } from '../../src/model/index.ts';
import { emitVerilog } from '../../src/rtl/index.ts';
import { elaborate } from '../../src/synth/index.ts';
import { closeTools } from '../../src/tools/index.ts';
import { shortName, type UnitSpec, unitSpec } from '../../src/unit/index.ts';
import { openCheckpoint } from '../../src/verify/checkpoint.ts';
import { checkUnit } from '../../src/verify/index.ts';
import { sweepPairs } from '../../src/verify/sweep-pairs.ts';

const folder = mkdtempSync(join(tmpdir(), 'lmul-sweep-'));
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await closeTools();
});

describe('all operand pairs of a wide format', () => {
  it('are 2^24 for e5m6, each right at every level', async () => {
    const spec = unitSpec('lmul', parseFormat('e5m6'), {});
    const result = await checkUnit(spec, { exhaustive: true });
    expect(result.kind === 'passed' && result.unit.verdict.extent).toEqual({
      kind: 'exhaustive',
      pairs: 2 ** 24,
    });
  });

  it('are checked through a pipeline too', async () => {
    const spec = unitSpec('exact', parseFormat('e4m6'), { stages: 2, rounding: 'rtz' });
    const result = await checkUnit(spec, { exhaustive: true });
    expect(result.kind === 'passed' && result.unit.verdict.extent).toEqual({
      kind: 'exhaustive',
      pairs: 2 ** 22,
    });
  });

  it('are refused where there are too many, with the way out', async () => {
    await expect(
      checkUnit(unitSpec('lmul', parseFormat('fp32'), {}), { exhaustive: true }),
    ).rejects.toMatchObject({
      got: '32 bits, 2^64 pairs',
    });
  });
});

describe('a unit held against the model of another', () => {
  const rtl = async (spec: UnitSpec): Promise<Netlist> =>
    readNetlist(await elaborate({ top: shortName(spec), text: emitVerilog(spec) }));
  const rounded = unitSpec('exact', parseFormat('e5m6'), { rounding: 'rne' });
  const truncated = unitSpec('exact', parseFormat('e5m6'), { rounding: 'rtz' });

  it('differs first where the two models do, counting up', async () => {
    const [is, isNot] = [modelOf(truncated), modelOf(rounded)];
    let index = 0n;
    while (is(index >> 12n, index & 4095n) === isNot(index >> 12n, index & 4095n)) index += 1n;
    const { pair, forget } = await sweepPairs(rounded, await rtl(truncated));
    expect(pair).toEqual({ a: index >> 12n, b: index & 4095n });
    forget();
  });

  it('differs on random pairs, where the two models do', async () => {
    const random = { count: 2 ** 21, seed: 3 };
    const { pair, forget } = await sweepPairs(rounded, await rtl(truncated), { random });
    expect(modelOf(truncated)(pair!.a, pair!.b)).not.toBe(modelOf(rounded)(pair!.a, pair!.b));
    forget();
    expect((await sweepPairs(truncated, await rtl(truncated), { random })).pair).toBeUndefined();
  });

  it('goes on where it was interrupted', async () => {
    const spec = unitSpec('exact', parseFormat('e5m10'), { contract: 'full' });
    const netlist = await rtl(spec);
    const controller = new AbortController();
    const seen: number[] = [];
    const stopped = sweepPairs(spec, netlist, {
      signal: controller.signal,
      onProgress: (share) => {
        if (share > 0.1) controller.abort();
      },
    });
    await expect(stopped).rejects.toThrow('aborted');
    const again = await sweepPairs(spec, netlist, { onProgress: (share) => seen.push(share) });
    expect(again.pair).toBeUndefined();
    expect(seen[0]).toBeGreaterThan(0.1);
    again.forget();
  });
});

describe('the checkpoint of a long run', () => {
  const env = process.env.LMUL_CACHE_DIR;
  const inFolder = <T>(act: () => T): T => {
    process.env.LMUL_CACHE_DIR = folder;
    try {
      return act();
    } finally {
      if (env === undefined) delete process.env.LMUL_CACHE_DIR;
      else process.env.LMUL_CACHE_DIR = env;
    }
  };

  it('is found by the next run of the same identity and by no other, until it is removed', () => {
    const first = inFolder(() => openCheckpoint({ run: 1 }));
    expect(first.step).toBe(0);
    first.save(512, true);
    expect(inFolder(() => openCheckpoint({ run: 1 })).step).toBe(512);
    expect(inFolder(() => openCheckpoint({ run: 2 })).step).toBe(0);
    first.remove();
    expect(inFolder(() => openCheckpoint({ run: 1 })).step).toBe(0);
    expect(readdirSync(join(folder, 'sweeps'))).toEqual([]);
  });

  it('is no word on a step of which a bit has flipped: no pair is left out', () => {
    const first = inFolder(() => openCheckpoint({ run: 3 }));
    first.save(512, true);
    const [name] = readdirSync(join(folder, 'sweeps'));
    const file = join(folder, 'sweeps', name!);
    writeFileSync(file, readFileSync(file, 'utf8').replace('512', '912'));
    expect(inFolder(() => openCheckpoint({ run: 3 })).step).toBe(0);
    first.remove();
  });
});
