import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/package-root.ts';
import { SCHEMAS } from '../../src/report/index.ts';
import { lmul, refusal, workingFolder } from './lmul-command.ts';
import { expectValid } from './schemas.ts';

const folder = workingFolder();

describe('lmul schema', () => {
  it('writes what stands in schemas/, byte for byte', async () => {
    expect((await lmul('schema -o out', folder())).code).toBe(0);
    const names = Object.keys(SCHEMAS).map((name) => `${name}.json`);
    expect(readdirSync(join(packageRoot, 'schemas'))).toEqual(names.toSorted());
    for (const name of names)
      expect(readFileSync(join(folder(), 'out', name), 'utf8')).toBe(
        readFileSync(join(packageRoot, 'schemas', name), 'utf8'),
      );
  });

  it('prints one, and refuses a name that is none', async () => {
    const { stdout } = await lmul('schema error', folder());
    expect(JSON.parse(stdout)).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'array',
    });
    expect(await lmul('schema nope', folder())).toEqual(
      refusal('There is no schema of this name.', 'nope', Object.keys(SCHEMAS).join(', ')),
    );
  });

  it('would notice an unknown key', () => {
    expect(() => expectValid('trial', '{"computation": "linear", "more": 1}')).toThrow();
  });
});
