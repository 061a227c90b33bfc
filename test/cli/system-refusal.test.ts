import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openWhole } from '../../src/cli/files.ts';
import { isRefusedBySystem, refusedBySystem } from '../../src/cli/system-refusal.ts';
import { lmul, mainOfPackage, refusal, workingFolder } from './lmul-command.ts';

const folder = workingFolder();

/** Only Linux has a device that is always full. */
const itOnLinux = it.runIf(process.platform === 'linux');

describe('a disk that takes no more is no bug of lmul', () => {
  itOnLinux('under stdout', () => {
    const full = openSync('/dev/full', 'w');
    const run = spawnSync(process.execPath, [mainOfPackage, 'formats'], { stdio: ['ignore', full, 'pipe'] });
    closeSync(full);
    expect(run.status).toBe(2);
    expect(String(run.stderr)).toBe(
      refusal(
        'The system refuses to read or write.',
        'stdout, or a file that was being written (write: no space left)',
        'another place for the results, with space, that you may write',
      ).stderr,
    );
  });

  it('under anything else; other errors stay bugs', () => {
    const full = { code: 'ENOSPC', syscall: 'copyfile', path: 'from', dest: 'to' };
    const error = Object.assign(new Error('no'), full);
    expect(isRefusedBySystem(error)).toBe(true);
    expect(refusedBySystem(error)).toMatchObject({ exit: 2, got: 'to (copyfile: no space left)' });
    for (const bug of [new TypeError('x'), Object.assign(new Error('x'), { code: 'ERR_X', syscall: 'x' }), 7])
      expect(isRefusedBySystem(bug)).toBe(false);
  });
});

describe('a file that is written whole', () => {
  it('leaves nothing behind when it cannot be put in its place, and says why', () => {
    mkdirSync(join(folder(), 'occupied', 'by'), { recursive: true });
    const file = openWhole(join(folder(), 'occupied'));
    file.write('text');
    expect(() => file.close()).toThrow(/^(EISDIR|ENOTEMPTY|EEXIST|EPERM)/);
    file.abort();
    expect(readdirSync(folder())).toEqual(['occupied']);
  });

  it('stays when what comes after it fails', () => {
    const file = openWhole(join(folder(), 'done.txt'));
    file.write('text');
    file.close();
    file.abort();
    expect(readdirSync(folder())).toContain('done.txt');
  });
});

it.each(['top; shell touch pwned', "a'b", '-x y', 'a b'])(
  'simulate --top "%s" is refused, and reaches no script',
  async (name) => {
    writeFileSync(join(folder(), 'a.v'), 'module top(input a, output p); assign p = a; endmodule\n');
    const text = 'Names of modules and parameters are plain Verilog identifiers here.';
    const wayOut = 'a wrapper module of your own with plain names';
    const expected = refusal(text, name, wayOut);
    expect(await lmul(`simulate a.v --exhaustive "--top=${name}"`, folder())).toEqual(expected);
    expect(await lmul(`simulate a.v --exhaustive --top top -G "${name}=1"`, folder())).toEqual(expected);
  },
);
