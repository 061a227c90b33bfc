import { expect, it } from 'vitest';
import { parseStudy, planOf } from '../../../src/study/index.ts';
import { pointKey } from '../../../src/study/sweep/point-key.ts';

const study = parseStudy(
  JSON.stringify({
    name: 'keys',
    formats: ['e4m3'],
    units: [{ product: 'lmul', offset: ['paper', 'none'] }],
    levels: [{ kind: 'element' }, { kind: 'mac' }],
    targets: ['gates', 'ice40', 'cells:sky130', 'cells:asap7'],
    recipes: ['best', 'ripple-dc2'],
    stimuli: [{ name: 'gaussian' }],
  }),
  'keys.json',
);
const { points } = planOf(study);

it('a point is known by all it depends on, and not by its place or the name of its study', () => {
  const keys = points.map((point) => pointKey(study, point));
  expect(new Set(keys).size).toBe(points.length);
  expect(pointKey({ ...study, name: 'other', title: 'x' }, { ...points[3]!, index: 99 })).toBe(keys[3]);
  expect(pointKey({ ...study, precision: 0.02 }, points[3]!)).not.toBe(keys[3]);
  expect(pointKey({ ...study, check: { ...study.check, seed: 2 } }, points[3]!)).not.toBe(keys[3]);
  const stimuli = points[2]!.stimuli!.map((stimulus) => ({ ...stimulus, seed: 2 }));
  expect(pointKey(study, { ...points[2]!, stimuli })).not.toBe(keys[2]);
});
