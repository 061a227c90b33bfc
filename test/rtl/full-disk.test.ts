import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

/** Which call fails, counted down, and how: the disk is full, or read-only. */
const fault = vi.hoisted(() => ({ call: '', after: 0, code: '' }));

vi.mock('node:fs', async (importActual) => {
  const actual = await importActual<typeof import('node:fs')>();
  const failing = <Name extends 'writeFileSync' | 'renameSync' | 'mkdirSync' | 'copyFileSync'>(name: Name) =>
    ((...args: Parameters<(typeof actual)[Name]>) => {
      if (fault.call === name && fault.after-- === 0)
        throw Object.assign(new Error(`${fault.code}: ${name}`), { code: fault.code });
      return (actual[name] as (...args: unknown[]) => unknown)(...args);
    }) as unknown as (typeof actual)[Name];
  return {
    ...actual,
    writeFileSync: failing('writeFileSync'),
    renameSync: failing('renameSync'),
    mkdirSync: failing('mkdirSync'),
    copyFileSync: failing('copyFileSync'),
  };
});

const { createPlan, writePlan } = await import('../../src/rtl/index.ts');

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lmul-full-'));
});
afterEach(() => {
  fault.call = '';
  rmSync(folder, { recursive: true, force: true });
});
afterAll(() => vi.restoreAllMocks());

const plan = createPlan({ 'a.v': 'new a', 'b/c.v': 'new c', 'd.v': 'new d' });
const REASON = {
  ENOSPC: 'no space left',
  EROFS: 'the file system is read-only',
  EDQUOT: 'the quota is used up',
};

function failAt(call: string, after: number, code: keyof typeof REASON): void {
  Object.assign(fault, { call, after, code });
}

const FAULTS = (['ENOSPC', 'EROFS', 'EDQUOT'] as const).flatMap((code) =>
  (['writeFileSync', 'renameSync', 'mkdirSync', 'copyFileSync'] as const).flatMap((call) =>
    [0, 1, 2].map((after) => [code, call, after] as const),
  ),
);

describe('a disk on which', () => {
  it.each(FAULTS)(
    '%s meets %s after %i calls: a new directory is whole or not there',
    (code, call, after) => {
      const target = join(folder, 'out');
      failAt(call, after, code);
      let failed = false;
      try {
        writePlan(plan, target);
      } catch (error) {
        failed = true;
        expect(error).toMatchObject({
          code: 'plan/not-writable',
          exit: 2,
          got: `${target} (${REASON[code]})`,
        });
      }
      fault.call = '';
      expect(readdirSync(folder)).toEqual(failed ? [] : ['out']);
      if (!failed) expect(readdirSync(target).sort()).toEqual(['a.v', 'b', 'd.v']);
    },
  );

  it.each(FAULTS)(
    '%s meets %s after %i calls: the old files are all there, or all new',
    (code, call, after) => {
      const target = join(folder, 'out');
      writePlan(createPlan({ 'a.v': 'old a', 'b/c.v': 'old c', 'mine.txt': 'mine' }), target);
      failAt(call, after, code);
      let failed = false;
      try {
        writePlan(plan, target, { force: true });
      } catch (error) {
        failed = true;
        expect(error).toMatchObject({ code: 'plan/not-writable' });
      }
      fault.call = '';
      const text = (path: string): string => readFileSync(join(target, path), 'utf8');
      const age = failed ? 'old' : 'new';
      expect([text('a.v'), text('b/c.v'), text('mine.txt')]).toEqual([`${age} a`, `${age} c`, 'mine']);
      expect(readdirSync(target).sort()).toEqual(['a.v', 'b', ...(failed ? [] : ['d.v']), 'mine.txt']);
    },
  );
});
