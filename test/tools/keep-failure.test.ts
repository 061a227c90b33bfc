import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepFailure, ToolError } from '../../src/tools/index.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lmul-keep-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const error = new ToolError({
  tool: 'yosys',
  kind: 'failed',
  text: 'yosys: ERROR: no',
  log: 'said',
  script: 'synth',
  files: { 'design.v': 'module top; endmodule' },
});

describe('keepFailure', () => {
  it('writes log, script and inputs, and says where', async () => {
    const target = join(directory, 'kept');
    const paths = await keepFailure(error, target);
    expect(paths).toEqual(['design.v', 'log.txt', 'script.txt'].map((name) => join(target, name)));
    expect(await readFile(join(target, 'design.v'), 'utf8')).toBe('module top; endmodule');
    expect(await readFile(join(target, 'log.txt'), 'utf8')).toBe('yosys: ERROR: no\nsaid');
  });

  it('leaves a directory that has something in it as it was', async () => {
    await writeFile(join(directory, 'mine'), '');
    await expect(keepFailure(error, directory)).rejects.toThrow();
    expect(await readdir(directory)).toEqual(['mine']);
  });
});
