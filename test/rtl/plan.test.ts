import { describe, expect, it } from 'vitest';
import { createPlan, mergePlans } from '../../src/rtl/plan.ts';

describe('a plan', () => {
  it('lists its files by path, whatever the order they were given in', () => {
    const plan = createPlan({ 'b.v': '2', 'a.v': '1', 'c/d.v': '3' });
    expect([...plan.files]).toEqual([
      ['a.v', '1'],
      ['b.v', '2'],
      ['c/d.v', '3'],
    ]);
  });

  it('has the same digest for the same files, whatever their order', () => {
    const plan = createPlan([
      ['b.v', '2'],
      ['a.v', '1'],
    ]);
    expect(plan.digest).toBe(createPlan({ 'a.v': '1', 'b.v': '2' }).digest);
    expect(plan.digest).toMatch(/^[0-9a-f]{64}$/);
  });

  it('has another digest when a text, a path, or the border between two files changes', () => {
    const digests = [
      { 'a.v': '1', 'b.v': '2' },
      { 'a.v': '1', 'b.v': '3' },
      { 'a.v': '1', 'c.v': '2' },
      { 'a.v': '1' },
      { 'a.v': '1\nb.v\n2' },
      {},
    ].map((files) => createPlan(files).digest);
    expect(new Set(digests).size).toBe(digests.length);
  });

  it('does not change when the object it was made of does', () => {
    const files: Record<string, string> = { 'a.v': '1' };
    const plan = createPlan(files);
    files['a.v'] = '2';
    expect(plan.files.get('a.v')).toBe('1');
  });

  it.each(['', '/etc/passwd', '../a.v', 'a/../../b.v', 'a//b.v', './a.v', 'a/', 'a\\b.v', 'a\0.v'])(
    'has no file at %j',
    (path) => {
      expect(() => createPlan({ [path]: '' })).toThrow(RangeError);
    },
  );

  it('has no path twice', () => {
    const twice: [string, string][] = [
      ['a.v', '1'],
      ['a.v', '1'],
    ];
    expect(() => createPlan(twice)).toThrow('the same path');
  });

  it('is one of several merged, which agree where they have a file in common', () => {
    const one = createPlan({ 'a.v': '1', 'b.v': '2' });
    const merged = mergePlans([one, createPlan({ 'b.v': '2', 'c.v': '3' })]);
    expect([...merged.files.keys()]).toEqual(['a.v', 'b.v', 'c.v']);
    expect(() => mergePlans([one, createPlan({ 'b.v': 'other' })])).toThrow('two plans differ in b.v');
  });
});
