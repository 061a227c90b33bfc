import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { lmul, mainOfPackage, refusal, workingFolder } from './lmul-command.ts';
import { expectValid } from './schemas.ts';

const folder = workingFolder();
const study = {
  name: 'tiny',
  formats: ['e2m1'],
  units: [
    { product: 'lmul', offset: ['paper', 'none'] },
    { product: 'exact', architecture: ['multiply'] },
  ],
  targets: ['gates', 'cells:asap7'],
  recipes: ['ripple-dc2'],
  precision: 0.05,
};
const read = (path: string) => readFileSync(join(folder(), path), 'utf8');

beforeAll(() => {
  writeFileSync(join(folder(), 'tiny.json'), JSON.stringify(study));
});

describe('lmul sweep', () => {
  it('prints the plan and measures nothing', async () => {
    const { code, stdout, stderr } = await lmul('sweep tiny.json --dry-run', folder());
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('tiny: 6 points');
    expect(stdout).toMatch(/^ +1 {2}lmul_e2m1_adder_flush +element +cells:asap7 +ripple-dc2 +gaussian$/m);
    expect(stdout).toMatch(/\d of 6 are known from earlier runs/);
  });

  it('takes every point through check, cost, error and energy; again it is at hand; in shards it is the same', async () => {
    const { code, stdout, stderr } = await lmul('sweep tiny.json -o whole', folder());
    expect([code, stdout], stderr).toEqual([0, '']);
    expect(stderr).toMatch(/lmul: sweep: 6 of 6 points.*\n/);
    expect(readdirSync(join(folder(), 'whole')).sort()).toEqual([
      'results.csv',
      'results.json',
      'results.md',
    ]);
    expectValid('sweep', read('whole/results.json'));
    const { points, tools } = JSON.parse(read('whole/results.json'));
    expect(tools.yosys).toMatch(/^\d/);
    expect(points[0]).toMatchObject({
      kind: 'measured',
      unit: 'lmul_e2m1_adder_flush',
      extent: { kind: 'exhaustive', pairs: 256 },
      // Numerics of one mantissa bit: bias and MRED 3/8.
      error: { mred: expect.closeTo(0.375, 12) },
      costs: { aigNodes: expect.any(Number) },
    });
    const alone = await lmul('error lmul e2m1 --operands gaussian --json', folder());
    const [{ error }] = points[0].operandErrors;
    expect(error).toMatchObject({ kind: 'weighted', mred: JSON.parse(alone.stdout)[0].quantised.all.mred });
    expect(error.mred).not.toBe(points[0].error.mred);
    expect(points[1].operandErrors).toEqual(points[0].operandErrors);
    expect(points[1].costs).toEqual({
      areaUm2: expect.any(Number),
      delayPs: expect.any(Number),
      energyFjPerOp: points[1].energies[0].figures.energyFjPerOp,
    });
    const csv = read('whole/results.csv').trim().split('\n');
    expect(csv).toHaveLength(1 + 6);
    expect(csv[2]).toContain('"gaussian: gaussian (sigma 2) x gaussian (sigma 2), seed 1"');

    for (const part of [1, 2])
      expect((await lmul(`sweep tiny.json -o part${part} --shard ${part}/2`, folder())).code).toBe(0);
    expect((await lmul('merge part1 part2 -o merged', folder())).code).toBe(0);
    for (const name of readdirSync(join(folder(), 'whole')))
      expect(read(`merged/${name}`)).toBe(read(`whole/${name}`));
  });

  it('leaves results that make a report, unless they are broken or of another version', async () => {
    const report = await lmul('report whole -o whole.html', folder());
    expect([report.code, report.stdout], report.stderr).toEqual([0, '']);
    const page = read('whole.html');
    for (const text of [
      '6 of 6 points of the study tiny',
      'Every point on cells:asap7',
      'Error against area',
    ])
      expect(page).toContain(text);
    expect(page.match(/<svg /g)).toHaveLength(2 + 3);
    const results = JSON.parse(read('whole/results.json'));
    for (const [text, message] of [
      [JSON.stringify({ ...results, lmul: '0.0.0' }), 'bad.json is of another version.'],
      [JSON.stringify({ ...results, points: [{ index: 0, kind: 'measured' }] }), 'changed or damaged'],
      [JSON.stringify({ ...results, study: { name: 'tiny' } }), 'changed or damaged'],
      [JSON.stringify(results).replaceAll('"cells:asap7"', '"cells:../../x"'), 'changed or damaged'],
      [JSON.stringify(results).slice(0, -9), 'bad.json does not hold the results of a sweep.'],
    ] as const) {
      writeFileSync(join(folder(), 'bad.json'), text);
      const { code, stdout, stderr } = await lmul('report bad.json -o bad.html', folder());
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toContain(message);
      expect(existsSync(join(folder(), 'bad.html'))).toBe(false);
    }
  });

  it.each([
    ['formts', { formts: [] }, 'bad.json: formts: there is no such key.', '[]'],
    [
      'format',
      { formats: ['e4m99'] },
      'bad.json: formats[0]: A format has 1 to 23 mantissa bits.',
      '"e4m99"',
    ],
    ['type', { seeds: 'one' }, 'bad.json: seeds: a list is wanted.', '"one"'],
  ])('refuses a wrong %s, with its path, and writes nothing', async (_, more, text, got) => {
    writeFileSync(join(folder(), 'bad.json'), JSON.stringify({ ...study, ...more }));
    const outcome = await lmul('sweep bad.json -o bad', folder());
    expect(outcome).toMatchObject({ code: 2, stdout: '' });
    expect(outcome.stderr).toContain(`lmul: error: ${text}\n  got: ${got}\n  try: `);
    expect(existsSync(join(folder(), 'bad'))).toBe(false);
  });

  it('refuses operands that are no numbers before any work', async () => {
    const head = "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }".padEnd(117);
    const bytes = Buffer.concat([
      Buffer.from('\x93NUMPY\x01\x00', 'latin1'),
      Buffer.from([118, 0]),
      Buffer.from(`${head}\n`),
      Buffer.from(new Float32Array([1, Number.NaN]).buffer),
    ]);
    writeFileSync(join(folder(), 'nan.npy'), bytes);
    writeFileSync(
      join(folder(), 'nan.json'),
      JSON.stringify({ ...study, stimuli: [{ name: 'file', a: 'nan.npy' }] }),
    );
    const { code, stderr } = await lmul('sweep nan.json -o nan', folder());
    expect(code).toBe(2);
    expect(stderr).toContain(
      'nan.npy holds numbers that are not finite.\n  got: 1 of 2, the first is NaN at index 1',
    );
    expect(existsSync(join(folder(), 'nan'))).toBe(false);
  });

  it('refuses a sweep with no place for its results', async () => {
    expect(await lmul('sweep tiny.json', folder())).toEqual(
      refusal('The results need a place.', 'no -o', '-o DIR, or --json for stdout, or --dry-run'),
    );
    expect((await lmul('sweep tiny.json --shard 3/2', folder())).code).toBe(2);
  });

  it('ends at once when interrupted, with 130, nothing written, and says how to go on', async () => {
    // A format of its own, so that there is work to interrupt.
    writeFileSync(
      join(folder(), 'long.json'),
      JSON.stringify({ ...study, formats: ['e3m6-bias2', 'e3m7-bias2'] }),
    );
    const child = spawn(process.execPath, [mainOfPackage, 'sweep', 'long.json', '-o', 'long'], {
      cwd: folder(),
      env: { ...process.env, LMUL_CACHE_DIR: join(folder(), 'own-cache') },
    });
    const heard: string[] = [];
    child.stderr.on('data', (bytes: Buffer) => {
      if (heard.push(bytes.toString()) === 1) setTimeout(() => child.kill('SIGINT'), 500);
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(code, heard.join('')).toBe(130);
    expect(heard.join('')).toMatch(
      /\d+ of 12 points are measured and kept: the same command goes on from there/,
    );
    expect(existsSync(join(folder(), 'long'))).toBe(false);
  });
});
