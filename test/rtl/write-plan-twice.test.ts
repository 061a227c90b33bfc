import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';
import { Diagnostic } from '../../src/diagnostic.ts';
import { createPlan } from '../../src/rtl/plan.ts';
import { writePlan } from '../../src/rtl/write-plan.ts';
import { scratchFolder } from './external-tools.ts';

/** Renames fail from this one on, and from then on every time or not. */
const failing = vi.hoisted(() => ({
  from: Number.POSITIVE_INFINITY,
  to: Number.POSITIVE_INFINITY,
  count: 0,
}));

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  return {
    ...fs,
    renameSync: (from: string, to: string) => {
      failing.count += 1;
      if (failing.count >= failing.from && failing.count <= failing.to)
        throw Object.assign(new Error('EIO: i/o error, rename'), { code: 'EIO' });
      fs.renameSync(from, to);
    },
  };
});

const plan = createPlan({ 'a.v': 'new a\n', 'b.v': 'new b\n' });
beforeEach(() => Object.assign(failing, { from: Infinity, to: Infinity, count: 0 }));

function refusal(run: () => void): Diagnostic {
  try {
    run();
  } catch (error) {
    if (error instanceof Diagnostic) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

it('a rename that fails leaves every file as it was', () => {
  const root = scratchFolder({ 'a.v': 'old a\n', 'b.v': 'old b\n' });
  Object.assign(failing, { from: 2, to: 2 });
  expect(refusal(() => writePlan(plan, root, { force: true })).got).toBe(`${root} (EIO)`);
  expect(['a.v', 'b.v'].map((name) => readFileSync(join(root, name), 'utf8'))).toEqual([
    'old a\n',
    'old b\n',
  ]);
  expect(readdirSync(root).sort()).toEqual(['a.v', 'b.v']);
});

it('where putting back fails too, the copy of the old file stays, and the error says where', () => {
  const root = scratchFolder({ 'a.v': 'old a\n', 'b.v': 'old b\n' });
  Object.assign(failing, { from: 2, to: 3 });
  const { got = '' } = refusal(() => writePlan(plan, root, { force: true }));
  const keptIn = /; files that were there and could not be put back are in (.+)$/.exec(got)?.[1] ?? '';
  expect(existsSync(keptIn)).toBe(true);
  expect(readFileSync(join(keptIn, 'a.v'), 'utf8')).toBe('old a\n');
  expect(readFileSync(join(root, 'b.v'), 'utf8')).toBe('old b\n');
});
