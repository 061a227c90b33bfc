import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../../src/package-root.ts';
import { parseResults, parseStudy, planOf, studyJsonSchema } from '../../../src/study/index.ts';
import { refusalOf } from '../../format/refusal.ts';

const small = { name: 'small', formats: ['e2m1'], units: [{ product: 'lmul' }] };
const studyOf = (more: object) => parseStudy(JSON.stringify({ ...small, ...more }), 's.json');
const refused = (more: object) => refusalOf(() => planOf(studyOf(more)));

describe('a study file', () => {
  it('has defaults for all but its name, formats and units', () => {
    expect(studyOf({})).toEqual({
      ...small,
      contracts: ['flush'],
      levels: [{ kind: 'element' }],
      targets: ['gates'],
      recipes: ['best'],
      stimuli: [{ name: 'gaussian', seed: 1 }],
      seeds: [1, 2, 3, 4, 5],
      precision: 0.01,
      check: { count: 65_536, seed: 1, prove: true },
    });
  });

  it.each([
    [{ formts: ['e4m3'] }, 's.json: formts: there is no such key.', '["e4m3"]'],
    [{ units: [{ product: 'lmul', froms: [] }] }, 's.json: units[0].froms: there is no such key.', '[]'],
    [{ formats: 'e4m3' }, 's.json: formats: a list is wanted.', '"e4m3"'],
    [{ formats: ['e4m3', 3] }, 's.json: formats[1]: a string is wanted.', '3'],
    [{ formats: [] }, 's.json: formats: expected array to have >=1 items.', '[]'],
    [{ formats: ['e4m30'] }, 's.json: formats[0]: A format has 1 to 23 mantissa bits.', '"e4m30"'],
    [{ formats: ['e4m3', 'fp9'] }, 's.json: formats[1]: There is no format of that name.', '"fp9"'],
    [{ units: [{ product: 'nmul' }] }, 's.json: units[0].product: there is no such choice.', '"nmul"'],
    [{ units: [{}] }, 's.json: units[0].product: there is no such choice.', 'nothing'],
    [{ targets: ['cells:tsmc5'] }, 's.json: targets[0]: there is no such choice.', '"cells:tsmc5"'],
    [{ precision: 'high' }, 's.json: precision: a number is wanted.', '"high"'],
    [{ check: { count: 1.5 } }, 's.json: check.count: a whole number is wanted.', '1.5'],
    [{ levels: [{ kind: 'tile' }] }, 's.json: levels[0].kind: there is no such kind.', '"tile"'],
    [{ stimuli: [{ name: 'noise' }] }, 's.json: stimuli[0].name: there is no such kind.', '"noise"'],
    [{ name: 'A study' }, 's.json: name: this has not the form that is wanted.', '"A study"'],
    [{ formats: 3, units: 4 }, 's.json: formats: a list is wanted. (and 1 more)', '3'],
  ])('is refused for %j, with the path of the key', (more, text, got) => {
    expect(refused(more)).toMatchObject({ exit: 2, text, got });
  });

  it('says which values there are', () => {
    expect(refused({ contracts: ['loose'] }).wayOut).toBe('bare, flush, full');
    expect(refused({ formats: ['fp9'] }).wayOut).toContain('a free one such as e6m1');
  });

  it('is refused when its lists multiply without end, before the first of them is made', () => {
    const many = Array.from({ length: 2000 }, (_, at) => at);
    const units = [{ product: 'exact', stages: many, columns: many, logGuard: many }];
    expect(refused({ units })).toMatchObject({
      code: 'study/too-many',
      got: '8,000,000,000: 8,000,000,000 units of options, 1 formats, 1 contracts, 1 levels, 1 targets, 1 recipes',
    });
  });

  it('is refused when it is nested so deep that nothing could write it again', () => {
    const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`;
    const text = `{"name": "s", "units": [], "formats": ${deep}}`;
    expect(refusalOf(() => parseStudy(text, 's.json')).text).toBe('s.json is nested deeper than any study.');
    const results = `{"study": {"name": "s", "x": ${deep}}}`;
    expect(refusalOf(() => parseResults(results, 'r.json')).got).toBe('JSON that is nested too deep');
  });

  it('is refused when it is no JSON, or nothing in it makes a unit', () => {
    expect(refusalOf(() => parseStudy('{"name": ', 's.json')).text).toBe(
      's.json is not JSON, or ends too early.',
    );
    const units = [{ product: 'exact', form: ['adder'] }];
    expect(refused({ units }).text).toBe('No combination of this study makes a unit.');
  });

  it('is refused for an operand file that is not there', () => {
    const stimuli = [{ name: 'file', a: 'nowhere.npy' }];
    expect(refused({ stimuli, targets: ['cells:sky130'] })).toMatchObject({
      exit: 2,
      text: 'A tensor file cannot be read.',
    });
  });

  it('has the schema that is published', () => {
    const file = join(packageRoot, 'data', 'study.schema.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(studyJsonSchema());
  });
});

describe('the plan of a study', () => {
  it('is every combination that makes sense, each once, in the order of the lists', () => {
    const units = [
      { product: 'lmul', form: ['adder', 'equation'], offset: ['paper', 'none'], rounding: ['rne', 'rtz'] },
      { product: 'mitchell' },
    ];
    const { points, refused } = planOf(studyOf({ units, targets: ['gates', 'cells:sky130'] }));
    expect(points.map(({ index, unit, target }) => `${index} ${unit} ${target}`).slice(0, 4)).toEqual([
      '0 lmul_e2m1_adder_flush gates',
      '1 lmul_e2m1_adder_flush cells:sky130',
      '2 mitchell_e2m1_adder_flush gates',
      '3 mitchell_e2m1_adder_flush cells:sky130',
    ]);
    // Two adders, four equations; mitchell is there already. The adder never rounds.
    expect(points).toHaveLength(2 * 6);
    expect(refused.map(({ unit }) => unit)).toEqual([
      'lmul e2m1 form adder offset paper rounding rtz flush',
      'lmul e2m1 form adder offset none rounding rtz flush',
    ]);
    expect(refused[0]?.reason).toContain('This unit never rounds');
  });

  it('has recipes and stimuli for standard cells, seeds for place and route', () => {
    const { points } = planOf(
      studyOf({ targets: ['ice40:hx8k', 'cells:asap7'], recipes: ['best', 'ripple-dc2'], seeds: [7] }),
    );
    expect(points.map(({ target, recipe, seeds }) => [target, recipe, seeds])).toEqual([
      ['ice40:hx8k', undefined, [7]],
      ['cells:asap7', 'best', undefined],
      ['cells:asap7', 'ripple-dc2', undefined],
    ]);
    expect(points[1]?.stimuli?.map(({ name, seed }) => [name, seed])).toEqual([['gaussian', 1]]);
  });

  it('knows units that accumulate', () => {
    const levels = [
      { kind: 'mac', accumulator: 'fp32' },
      { kind: 'dot', lanes: 4 },
    ];
    expect(planOf(studyOf({ levels })).points.map(({ unit, level }) => [unit, level])).toEqual([
      ['mac_lmul_e2m1_adder_flush_into_fp32_rne', 'mac'],
      ['dot4_lmul_e2m1_adder_flush_into_kulisch_g12', 'dot'],
    ]);
  });
});
