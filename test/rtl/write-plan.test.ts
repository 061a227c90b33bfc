import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createPlan } from '../../src/rtl/plan.ts';
import { writePlan } from '../../src/rtl/write-plan.ts';
import { expectRefusal } from '../format/refusal.ts';
import { scratchFolder } from './external-tools.ts';

const plan = createPlan({ 'unit.v': 'module unit;\n', 'unit.json': '{}\n', 'more/unit.f': 'unit.v\n' });

/** Every file below a folder with its text, hidden ones too. */
function contents(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => statSync(join(folder, path)).isFile())
      .sort()
      .map((path) => [path, readFileSync(join(folder, path), 'utf8')]),
  );
}

const written = { 'more/unit.f': 'unit.v\n', 'unit.json': '{}\n', 'unit.v': 'module unit;\n' };

describe('writing a plan', () => {
  it('makes the directory with its parents, and nothing beside it', () => {
    const root = scratchFolder();
    writePlan(plan, join(root, 'some/where/out'));
    expect(contents(root)).toEqual(
      Object.fromEntries(Object.entries(written).map(([path, text]) => [`some/where/out/${path}`, text])),
    );
    expect(readdirSync(join(root, 'some/where'))).toEqual(['out']);
  });

  it('gives the directory the permissions any new directory has', () => {
    const root = scratchFolder();
    mkdirSync(join(root, 'usual'));
    writePlan(plan, join(root, 'out'));
    expect(statSync(join(root, 'out')).mode).toBe(statSync(join(root, 'usual')).mode);
  });

  it('fills an empty directory that is there already, without replacing the directory itself', () => {
    const root = scratchFolder();
    const { ino } = statSync(root);
    writePlan(plan, root);
    expect(contents(root)).toEqual(written);
    expect(statSync(root).ino).toBe(ino);
  });

  it('with force replaces the files of the plan and lets others be', () => {
    const root = scratchFolder({ 'unit.v': 'old\n', 'notes.txt': 'mine\n' });
    writePlan(plan, root, { force: true });
    expect(contents(root)).toEqual({ ...written, 'notes.txt': 'mine\n' });
  });

  it('with force is the same when done twice', () => {
    const root = scratchFolder();
    writePlan(plan, join(root, 'out'), { force: true });
    writePlan(plan, join(root, 'out'), { force: true });
    expect(contents(join(root, 'out'))).toEqual(written);
    expect(readdirSync(root)).toEqual(['out']);
  });

  it('follows a link to a directory', () => {
    const root = scratchFolder();
    mkdirSync(join(root, 'real'));
    symlinkSync('real', join(root, 'link'));
    writePlan(plan, join(root, 'link'));
    expect(contents(join(root, 'real'))).toEqual(written);
  });
});

describe('writing a plan is refused, and nothing is changed,', () => {
  it('where files are already, unless forced', () => {
    const root = scratchFolder({ 'a.txt': '', 'b.txt': '', 'c.txt': '', 'd.txt': 'mine\n' });
    expectRefusal(() => writePlan(plan, root), {
      code: 'plan/not-empty',
      text: 'The output directory is there already and is not empty.',
      got: `${root} with a.txt, b.txt, c.txt and 1 more`,
      wayOut: '--force to replace the files of the same names, or another directory',
    });
    expect(contents(root)).toEqual({ 'a.txt': '', 'b.txt': '', 'c.txt': '', 'd.txt': 'mine\n' });
  });

  it.each([false, true])('where a file has the name of the directory (force %s)', (force) => {
    const root = scratchFolder({ out: 'mine\n' });
    const out = join(root, 'out');
    expectRefusal(() => writePlan(plan, out, { force }), {
      code: 'plan/not-a-directory',
      text: 'The output is to be a directory, and a file of that name is there.',
      got: out,
      wayOut: 'another directory, or remove the file',
    });
    expect(contents(root)).toEqual({ out: 'mine\n' });
  });

  it('where a file is in the middle of the path', () => {
    const root = scratchFolder({ file: 'mine\n' });
    expectRefusal(() => writePlan(plan, join(root, 'file/out')), {
      code: 'plan/not-writable',
      text: 'The output directory cannot be written.',
      got: `${root}/file/out (a part of the path is a file)`,
      wayOut: 'a directory that you may write, such as ./out',
    });
    expect(contents(root)).toEqual({ file: 'mine\n' });
  });

  it('where a directory has the name of a file of the plan', () => {
    const root = scratchFolder();
    mkdirSync(join(root, 'unit.v'));
    expectRefusal(() => writePlan(plan, root, { force: true }), {
      code: 'plan/occupied',
      text: 'A directory stands where a file is to be written.',
      got: join(root, 'unit.v'),
      wayOut: 'another directory, or remove that one',
    });
    expect(readdirSync(root)).toEqual(['unit.v']);
  });

  it('where a file has the name of a folder of the plan, even if others were in place by then', () => {
    // `more` comes first by path; `z/` makes the failure come last, after other files were renamed into place.
    const late = createPlan({ 'unit.v': 'new\n', 'z/unit.f': 'unit.v\n', 'other.v': 'new\n' });
    const root = scratchFolder({ 'unit.v': 'old\n', z: 'mine\n' });
    expectRefusal(() => writePlan(late, root, { force: true }), {
      code: 'plan/not-writable',
      text: 'The output directory cannot be written.',
      got: `${root} (a part of the path is a file)`,
      wayOut: 'a directory that you may write, such as ./out',
    });
    expect(contents(root)).toEqual({ 'unit.v': 'old\n', z: 'mine\n' });
    expect(readdirSync(root).sort()).toEqual(['unit.v', 'z']);
  });

  it.skipIf(process.getuid?.() === 0)('where the user may not write', () => {
    const root = scratchFolder();
    const locked = join(root, 'locked');
    mkdirSync(locked);
    chmodSync(locked, 0o555);
    onTestFinished(() => chmodSync(locked, 0o755));
    for (const out of [locked, join(locked, 'out')])
      expectRefusal(() => writePlan(plan, out), {
        code: 'plan/not-writable',
        text: 'The output directory cannot be written.',
        got: `${out} (permission denied)`,
        wayOut: 'a directory that you may write, such as ./out',
      });
    expect(readdirSync(locked)).toEqual([]);
  });

  // Node's own recursive mkdir loops forever there.
  it.skipIf(!existsSync('/proc/self'))('where even root may not write', () => {
    expectRefusal(() => writePlan(plan, '/proc/lmul/out'), {
      code: 'plan/not-writable',
      text: 'The output directory cannot be written.',
      got: '/proc/lmul/out (no such place)',
      wayOut: 'a directory that you may write, such as ./out',
    });
  });

  it('leaving no parents behind that it had made', () => {
    const root = scratchFolder();
    const tooLong = createPlan({ [`${'x'.repeat(300)}.v`]: '' });
    expectRefusal(() => writePlan(tooLong, join(root, 'some/where/out')), {
      code: 'plan/not-writable',
      text: 'The output directory cannot be written.',
      got: `${root}/some/where/out (the name is too long)`,
      wayOut: 'a directory that you may write, such as ./out',
    });
    expect(readdirSync(root)).toEqual([]);
  });
});
