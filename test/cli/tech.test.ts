import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { builtInTechnology, libertyText, withoutCells } from '../../src/tech/index.ts';
import { inverter, library, nand } from '../tech/liberty/small-library.ts';
import { lmul, refusal, workingFolder } from './lmul-command.ts';
import { expectValid } from './schemas.ts';

const folder = workingFolder();
const write = (name: string, text: string | Uint8Array): void => writeFileSync(join(folder(), name), text);

describe('lmul tech', () => {
  it('lists the technologies', async () => {
    const { code, stdout, stderr } = await lmul('tech', folder());
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.split('\n').map((line) => line.split(' ')[0])).toEqual([
      ...['name', '----------', 'asap7', 'ihp-sg13g2', 'sky130', ''],
    ]);
  });

  it('shows one: corner, licence, sources, every cell', async () => {
    const { code, stdout } = await lmul('tech sky130', folder());
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ {2}corner {10}tt_025C_1v80: 1\.8 V, 25 °C$/m);
    expect(stdout).toMatch(/^ {2}licence {9}Apache-2\.0$/m);
    expect(stdout).toMatch(/^sky130_fd_sc_hd__inv_1 +3\.754 +0\.005327 +2\.30 +80\.53 +2\.837 +Y = !A$/m);
    for (const { name } of builtInTechnology('sky130').cells) expect(stdout).toContain(`\n${name} `);
  });

  it('gives the same as data', async () => {
    const { stdout } = await lmul('tech asap7 --json', folder());
    expect(JSON.parse(stdout)).toEqual(builtInTechnology('asap7'));
  });

  it('reads a Liberty file, and names what it leaves out and why', async () => {
    write('mine.lib.gz', gzipSync(library(inverter, nand('latch (Q, QN) { }'))));
    const { code, stdout, stderr } = await lmul('tech --liberty mine.lib.gz', folder());
    expect(code, stderr).toBe(0);
    expect(stdout).toMatch(/^small\n/);
    expect(stderr).toBe(
      'lmul: mine.lib.gz: 1 cells can be used, 1 are left out\nlmul:   has a latch: NAND\n',
    );
  });
});

describe('lmul synth in standard cells', () => {
  it('gives area, delay, path, spread and the check behind them', async () => {
    const { code, stdout, stderr } = await lmul(
      'synth lmul e4m3 --target cells:sky130 --recipes all',
      folder(),
    );
    expect(code, stderr).toBe(0);
    expect(stdout).toMatch(
      /^lmul_e4m3_adder_flush {2}checked: all 65,536 pairs\n {2}target +cells:sky130, tt_025C_1v80, 1\.8 V; recipe /,
    );
    expect(stdout).toMatch(
      /\n {2}area +\d+\.\d{3} µm² \(over recipes best [\d.]+, median [\d.]+, worst [\d.]+\)\n/,
    );
    expect(stdout).toMatch(/\n {2}critical path +\d+ cells to p_o\[\d\]\n +sky130_fd_sc_hd__/);
    expect(stdout).toMatch(/\nrecipe +area µm² +delay ps\n/);
    expect(stderr).toContain('65,536 pairs at 4 levels');
  });

  it('is the same with our own Liberty text of the same technology, as data', async () => {
    write('own.lib', libertyText(builtInTechnology('sky130')));
    const costOf = async (how: string): Promise<Record<string, unknown>> => {
      const { stdout } = await lmul(`synth lmul e4m3 ${how} --json`, folder());
      expectValid('synth', stdout);
      const [{ cost }] = JSON.parse(stdout) as [{ cost: Record<string, unknown> }];
      return { area: cost.areaUm2, cells: cost.cells, recipe: cost.recipe };
    };
    const [built, read] = [await costOf('--target cells:sky130'), await costOf('--liberty own.lib')];
    expect(built.area).toBeGreaterThan(0);
    expect(read).toEqual(built);
  });
});

describe('what names no standard cells is refused with exit 2:', () => {
  const sky130 = builtInTechnology('sky130');

  it.each([
    [
      'synth lmul e4m3 --target cells:nangate45',
      refusal(
        'There is no built-in technology of this name.',
        'nangate45',
        'asap7, ihp-sg13g2, sky130, or a Liberty file of your own: --liberty FILE.lib',
      ),
    ],
    [
      'synth lmul e4m3 --target asic',
      refusal(
        'There is no such target.',
        '--target asic',
        'gates, ice40, cells:asap7, cells:ihp-sg13g2, cells:sky130',
      ),
    ],
    [
      'synth lmul e4m3 --clock 1000',
      refusal(
        'A clock and recipes are chosen for standard cells only.',
        '--clock',
        '--target cells:sky130, or place and route: --pnr hx8k --freq 100',
      ),
    ],
    [
      'synth lmul e4m3 --target cells:sky130 --dont-use zzz*',
      refusal(
        'No cell of sky130 is called so.',
        '--dont-use zzz*',
        'a part of a name with *, such as sky130_fd_sc_hd__inv_*',
      ),
    ],
  ])('%s', async (command, expected) => {
    expect(await lmul(command, folder())).toEqual(expected);
  });

  it('a truncated .lib', async () => {
    write('cut.lib', libertyText(sky130).slice(0, 30_000));
    const { code, stdout, stderr } = await lmul('synth lmul e4m3 --liberty cut.lib', folder());
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(
      /^lmul: error: cut\.lib ends too early, inside cell sky130_fd_sc_hd__\w+\.\n {2}got: \d+ lines\n {2}try: /,
    );
  });

  it('a library without flip-flops, where the unit has registers', async () => {
    write('comb.lib', libertyText(withoutCells(sky130, ['*__df*'])));
    const { code, stdout, stderr } = await lmul('synth lmul e4m3 --stages 1 --liberty comb.lib', folder());
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('lmul: error: sky130 has no flip-flop for the registers of this design.\n');
  });

  it('a library whose cells have no function', async () => {
    write('blank.lib', libertyText(sky130).replace(/^ *function : .*\n/gm, ''));
    const { code, stdout, stderr } = await lmul('synth lmul e4m3 --liberty blank.lib', folder());
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(
      /^lmul: error: blank\.lib has no inverter that can be used: .*\n {2}got: 0 cells, and 32 left out: \S+ output Y has no function\n/,
    );
  });
});
