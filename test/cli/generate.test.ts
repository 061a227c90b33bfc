import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/package-root.ts';
import { lmul, refusal, workingFolder } from './lmul-command.ts';

const folder = workingFolder();
const kept = (file: string): string => readFileSync(join(packageRoot, 'generated', file), 'utf8');

describe('lmul generate', () => {
  it('puts the Verilog on stdout, and nothing else anywhere', async () => {
    expect(await lmul('generate lmul e4m3', folder())).toEqual({
      code: 0,
      stdout: kept('lmul_e4m3_adder_flush.v'),
      stderr: '',
    });
    expect(readdirSync(folder())).toEqual([]);
  });

  it('takes a short name for the same unit', async () => {
    const { stdout } = await lmul('generate lmul_e4m3_adder_flush', folder());
    expect(stdout).toBe(kept('lmul_e4m3_adder_flush.v'));
  });

  it('writes checked units with their manifests, refuses to do so twice, and does with --force', async () => {
    const command = 'generate lmul e4m3 -o out/rtl';
    const { code, stdout, stderr } = await lmul(command, folder());
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toMatch(/\nlmul: 4 files of 1 unit in out\/rtl\n$/);
    const name = 'lmul_e4m3_adder_flush';
    const files = ['core', 'f', 'json', 'v'].map((ending) => `${name}.${ending}`);
    const out = join(folder(), 'out', 'rtl');
    expect(readdirSync(out).sort()).toEqual(files);
    const bytes = (): string[] => files.map((file) => readFileSync(join(out, file), 'utf8'));
    expect(bytes()).toEqual(files.map(kept));
    const manifest = JSON.parse(kept(`${name}.json`)) as object;
    expect(manifest).toMatchObject({ check: { kind: 'exhaustive', pairs: 65_536 }, error: { pairs: 64 } });

    expect(await lmul(command, folder())).toEqual(
      refusal(
        'The output directory is there already and is not empty.',
        `out/rtl with ${files.slice(0, 3).join(', ')} and 1 more`,
        '--force to replace the files of the same names, or another directory',
      ),
    );

    writeFileSync(join(out, `${name}.v`), 'stale');
    writeFileSync(join(out, 'mine.txt'), 'mine');
    const again = await lmul(`${command} --force --json`, folder());
    expect(JSON.parse(again.stdout)).toMatchObject({ directory: 'out/rtl', files });
    expect(bytes()).toEqual(files.map(kept));
    expect(readdirSync(out).sort()).toEqual([...files, 'mine.txt'].sort());
  });

  it('refuses a file in the place of the directory, before any work, and leaves it alone', async () => {
    writeFileSync(join(folder(), 'taken'), 'mine');
    expect(await lmul('generate lmul e4m3 -o taken', folder())).toEqual(
      refusal(
        'The output is to be a directory, and a file of that name is there.',
        'taken',
        'another directory, or remove the file',
      ),
    );
    expect(await lmul('generate lmul e4m3 -o taken/below', folder())).toEqual(
      refusal(
        'The output directory cannot be written.',
        'taken/below (a part of the path is a file)',
        'a directory that you may write, such as ./out',
      ),
    );
    expect(readFileSync(join(folder(), 'taken'), 'utf8')).toBe('mine');
  });

  it('says in the manifest that a unit was not checked, and gives no figure', async () => {
    const { code } = await lmul('generate exact e4m3 --no-check -o unchecked', folder());
    const text = readFileSync(join(folder(), 'unchecked', 'exact_e4m3_multiply_rne_flush.json'), 'utf8');
    const manifest = JSON.parse(text) as object;
    expect([code, manifest]).toMatchObject([0, { check: null }]);
    for (const figure of ['cost', 'error']) expect(manifest).not.toHaveProperty(figure);
  });
});
