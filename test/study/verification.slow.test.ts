import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { parseFormat } from '../../src/format/index.ts';
import { verificationMarkdown } from '../../src/report/index.ts';
import { verifyAll } from '../../src/study/index.ts';
import { closeTools } from '../../src/tools/index.ts';
import { unitSpec } from '../../src/unit/index.ts';

// An empty cache, or an earlier run of this test has left nothing to do.
const cache = mkdtempSync(join(tmpdir(), 'lmul-verification-'));
beforeAll(() => vi.stubEnv('LMUL_CACHE_DIR', cache));

afterAll(async () => {
  await closeTools();
  vi.unstubAllEnvs();
  rmSync(cache, { recursive: true, force: true });
});

it('a unit is checked, broken and proved once; stopped and begun anew, the page goes on from what is kept', async () => {
  const told: string[] = [];
  const options = {
    units: [unitSpec('lmul', parseFormat('e2m1'))],
    onProgress: (text: string) => told.push(text),
  };
  const first = await verifyAll(options);
  const [unit] = first.units;
  expect(unit!.extent).toEqual({ kind: 'exhaustive', pairs: 256 });
  expect(unit!.mutations.map(({ where }) => where)).toEqual(['gates', 'ice40', 'templates']);
  expect(unit!.mutations[0]!.mutants.some(({ outcome }) => outcome.kind === 'killed')).toBe(true);
  expect(unit!.proofs.every(({ kind }) => kind === 'proved')).toBe(true);
  expect(told.some((text) => text.includes('lmul_e2m1'))).toBe(true);

  told.length = 0;
  const again = await verifyAll(options);
  expect(again.units).toEqual(first.units);
  expect(told.filter((text) => text.includes('lmul_e2m1'))).toEqual([]);
  expect(verificationMarkdown(again)).toContain('| lmul_e2m1_adder_flush | all 256 pairs |');
}, 600_000);
