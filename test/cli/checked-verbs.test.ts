import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/package-root.ts';
import { lmul, workingFolder } from './lmul-command.ts';
import { expectValid } from './schemas.ts';

const folder = workingFolder();
const name = 'lmul_e4m3_adder_flush';

/** The data of a run that went well, with the talk it kept to stderr. */
async function dataOf(command: string): Promise<{ data: unknown; stdout: string }> {
  const { code, stdout, stderr } = await lmul(command, folder());
  expect(code, stderr).toBe(0);
  for (const line of stderr.split('\n').slice(0, -1)) expect(line).toMatch(/^lmul: /);
  return { data: JSON.parse(stdout), stdout };
}

describe('lmul cosim', () => {
  it('prints the verdict on stdout and its progress on stderr', async () => {
    expect(await lmul('cosim lmul e4m3', folder())).toEqual({
      code: 0,
      stdout: `PASS ${name}: model = RTL = gates = iCE40 on all 65,536 pairs\n`,
      stderr: `lmul: ${name}: synthesis for gates and iCE40\nlmul: ${name}: 65,536 pairs at 3 levels\n`,
    });
  });

  it('gives the verdicts as data', async () => {
    const { data, stdout } = await dataOf(
      'cosim lmul_e4m3_adder_flush "exact e4m3 --architecture carry-in" --json',
    );
    expectValid('cosim', stdout);
    expect(data).toMatchObject([
      {
        unit: name,
        kind: 'passed',
        extent: { kind: 'exhaustive', pairs: 65_536 },
        spec: { product: 'lmul' },
      },
      { unit: 'exact_e4m3_carry_in_rne_flush', kind: 'passed' },
    ]);
  });

  it('gives other verdicts as data of the same schema: one pair, units with state, circuits of others', async () => {
    const theirs = join(packageRoot, 'test', 'verify', 'foreign', 'exact_e4m3.v');
    const foreign = `cosim --verilog ${theirs} --top exact_e4m3 --map a_i=x,b_i=y,p_o=z --json --as`;
    for (const [command, code, kind] of [
      ['cosim lmul e3m2 --pair 0x0c,0x0c --json', 0, 'passed'],
      ['cosim mac_lmul_e2m1_adder_flush_into_kulisch_g12 int4_array --json', 0, undefined],
      [`${foreign} "exact e4m3"`, 0, 'passed'],
      [`${foreign} "exact e4m3 --rounding rtz"`, 1, 'failed'],
    ] as const) {
      const result = await lmul(command, folder());
      expect(result.code, result.stderr).toBe(code);
      expectValid('cosim', result.stdout);
      expect(JSON.parse(result.stdout).kind).toBe(kind);
    }
  });

  it('replays one pair', async () => {
    const { code, stdout } = await lmul('cosim lmul e4m3 --pair 0x38,0xB8', folder());
    expect([code, stdout]).toEqual([0, `PASS ${name}: 0x38 x 0xb8 = 0xb9 in model, RTL, gates and iCE40\n`]);
  });

  it('holds a vector file against model and hardware, and a wrong result in it fails', async () => {
    writeFileSync(join(folder(), 'good.hex'), '38 38 39\n00 7e 00\n');
    const good = await lmul('cosim lmul e4m3 --vectors good.hex', folder());
    expect([good.code, good.stdout]).toEqual([0, `PASS ${name}: 2 vectors in model, RTL, gates and iCE40\n`]);

    writeFileSync(join(folder(), 'wrong.hex'), '38 38 38\n');
    expect(await lmul('cosim lmul e4m3 --vectors wrong.hex', folder())).toEqual({
      code: 1,
      stdout: '',
      stderr: [
        `lmul: failed: wrong.hex is not of ${name}: for 0x38, 0x38 the model gives 0x39.`,
        '  got: 0x38',
        '  try: vectors of this very unit: lmul vectors UNIT -o DIR\n',
      ].join('\n'),
    });
  });
});

describe('lmul vectors', () => {
  it('writes vectors and testbench that cosim takes back, and no second time', async () => {
    const command = 'vectors lmul e3m2 -o tb';
    expect(await lmul(command, folder())).toEqual({
      code: 0,
      stdout: '',
      stderr: [
        'synthesis for gates and iCE40',
        '4,096 pairs at 3 levels',
        'stuck-at coverage',
        '4,096 vectors of lmul_e3m2_adder_flush in tb',
      ]
        .map((text, at) => `lmul: ${at < 3 ? 'lmul_e3m2_adder_flush: ' : ''}${text}\n`)
        .join(''),
    });
    const unit = 'lmul_e3m2_adder_flush';
    expect(readdirSync(join(folder(), 'tb')).sort()).toEqual(
      [`${unit}.csv`, `${unit}.hex`, `${unit}.v`, `${unit}.vectors.json`, `${unit}_tb.v`].sort(),
    );
    const manifest = JSON.parse(readFileSync(join(folder(), 'tb', `${unit}.vectors.json`), 'utf8'));
    expect(manifest).toMatchObject({ unit, vectors: 4096, request: { kind: 'exhaustive' } });
    expect(manifest.stuckAt.detected + manifest.stuckAt.untestable).toBe(manifest.stuckAt.faults);
    const back = await lmul(`cosim lmul e3m2 --vectors tb/${unit}.csv`, folder());
    expect(back.stdout).toBe(`PASS ${unit}: 4,096 vectors in model, RTL, gates and iCE40\n`);
    const before = readFileSync(join(folder(), 'tb', `${unit}.hex`), 'utf8');
    expect((await lmul(command, folder())).code).toBe(2);
    expect(readFileSync(join(folder(), 'tb', `${unit}.hex`), 'utf8')).toBe(before);
  });
});

describe('lmul vectors --coverage and lmul mutate', () => {
  it('make a few vectors that kill what all pairs kill among the stuck-at faults', async () => {
    const made = await lmul('vectors lmul e3m2 --coverage -o few', folder());
    const count = Number(/lmul: (\d+) vectors/.exec(made.stderr)?.[1]);
    expect(count).toBeLessThan(20);
    const { data, stdout } = await dataOf('mutate lmul e3m2 --vectors few/lmul_e3m2_adder_flush.hex --json');
    expectValid('mutate', stdout);
    const { groups } = data as { groups: { mutants: { class: string; outcome: { kind: string } }[] }[] };
    const stuck = groups[0]!.mutants.filter((mutant) => mutant.class.startsWith('stuck-at'));
    expect(stuck.length).toBeGreaterThan(100);
    expect(stuck.filter(({ outcome }) => outcome.kind === 'survived')).toEqual([]);
  });

  it('print the score of the check, and --strict fails on a weak set', async () => {
    const { code, stdout } = await lmul('mutate lmul e3m2 --strict', folder());
    expect(code).toBe(0);
    expect(stdout).toMatch(/^lmul_e3m2_adder_flush: all 4,096 pairs\n\nfaults in +fault +injected/);
    expect(stdout).toMatch(/^RTL templates +template +\d +\d +0 +0 +100\.0 %$/m);
    writeFileSync(join(folder(), 'one.hex'), '00 00 00\n');
    const weak = await lmul('mutate lmul e3m2 --strict --vectors one.hex', folder());
    expect(weak.code).toBe(1);
    expect(weak.stdout).toMatch(/not reached; 0x[0-9a-f]{2}, 0x[0-9a-f]{2} would show it/);
  });

  it('refuse vectors that are not of the unit, and a count beside --coverage', async () => {
    writeFileSync(join(folder(), 'bad.hex'), '00 00 01\n');
    expect((await lmul('mutate lmul e3m2 --vectors bad.hex', folder())).code).toBe(1);
    expect((await lmul('vectors lmul e3m2 --coverage --count 5 -o no', folder())).code).toBe(2);
  });
});

describe('lmul synth', () => {
  it('gives the cost on gates, with the check beside it', async () => {
    const { data, stdout } = await dataOf('synth lmul e4m3 --json');
    expectValid('synth', stdout);
    const counts = [
      'gates',
      'inverters',
      'flipFlops',
      'nand2Equivalents',
      'aigNodes',
      'depthGates',
      'depthAig',
    ];
    expect(data).toMatchObject([
      {
        unit: name,
        check: { kind: 'exhaustive', pairs: 65_536 },
        cost: { target: 'gates', recipe: expect.any(String), tools: { yosys: expect.any(String) } },
      },
    ]);
    const [{ cost }] = data as [{ cost: Record<string, unknown> }];
    for (const count of counts) expect(cost[count], count).toEqual(expect.any(Number));
  });

  it('gives the cost on iCE40', async () => {
    const { data, stdout } = await dataOf('synth lmul e4m3 --target ice40 --json');
    expectValid('synth', stdout);
    const [{ cost }] = data as [{ cost: Record<string, unknown> }];
    expect(cost).toMatchObject({ target: 'ice40', flipFlops: 0, cells: { SB_LUT4: cost.lut4 } });
    for (const count of ['lut4', 'carries', 'depthLut4']) expect(cost[count]).toEqual(expect.any(Number));
  });

  it('gives them for people too', async () => {
    const { stdout } = await lmul('synth lmul e4m3', folder());
    expect(stdout.split('\n')[0]).toBe(`${name}  checked: all 65,536 pairs`);
    for (const label of ['two-input gates', 'NAND2-equivalents', 'AIG nodes', 'depth', 'recipe'])
      expect(stdout).toContain(label);
  });
});

describe('lmul compare e4m3', () => {
  it('has the data of every column, and the same bytes twice', async () => {
    const { data, stdout } = await dataOf('compare e4m3 --seeds 1 --json');
    expectValid('compare', stdout);
    const [comparison] = data as [{ units: object[] }];
    expect(comparison).toMatchObject({
      format: { name: 'e4m3' },
      contract: 'flush',
      failed: [],
      tools: { lmul: expect.any(String), yosys: expect.any(String) },
      bestExact: { aigNodes: expect.any(Number), fmaxMHz: expect.any(Number) },
    });
    expect(comparison.units).toHaveLength(11);
    const number = expect.any(Number);
    for (const unit of comparison.units)
      expect(unit).toMatchObject({
        unit: expect.stringMatching(/^(lmul|mitchell|exact|lns)_e4m3_/),
        spec: { contract: 'flush' },
        extent: { kind: 'exhaustive', pairs: 65_536 },
        error: { bias: number, mred: number, notRne: number },
        gates: { aigNodes: number, nand2Equivalents: number, depthGates: number },
        ice40: { lut4: number, carries: number },
        placed: { fmaxMHz: { min: number, median: number, max: number } },
        ratioToBestExact: {
          aigNodes: number,
          nand2Equivalents: number,
          depthGates: number,
          lut4: number,
          fmaxMHz: number,
        },
      });
    expect((await dataOf('compare --exp 4 --man 3 --encoding fn --seeds 1 --json')).stdout).toBe(stdout);
  });

  it('is one table on stdout, without Fmax when that was switched off', async () => {
    const { code, stdout } = await lmul('compare e4m3 --no-pnr', folder());
    expect(code).toBe(0);
    expect(stdout).toMatch(/^e4m3, contract flush, rounding rne: L-Mul takes 0\.\d\d of the AIG nodes/);
    expect(stdout.match(/^(lmul|mitchell|exact|lns)_e4m3_.* -$/gm)).toHaveLength(11);
    expect(stdout).toContain('\nno Fmax: place and route was switched off\n');
  });
});
