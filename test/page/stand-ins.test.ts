import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { packageRoot } from '../../src/package-root.ts';
import { readTemplates } from '../../src/rtl/index.ts';

/** Modules of src/ for which the page has one of its own. */
const PATHS = readdirSync(join(packageRoot, 'page/stand-ins'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .sort();

describe('a stand-in of the page', () => {
  beforeAll(() => {
    vi.stubGlobal('PACKAGE_FACTS', { version: '1.2.3', yosys: '4.5.6', templates: readTemplates() });
    vi.stubGlobal('navigator', { hardwareConcurrency: 2 });
  });
  afterAll(() => void vi.unstubAllGlobals());

  it('stands in for no more than what touches the machine', () => {
    expect(PATHS).toEqual([
      'src/package-root.ts',
      'src/rtl/read-templates.ts',
      'src/tools/cache.ts',
      'src/tools/pool.ts',
      'src/tools/versions.ts',
      'src/verify/sweep-pairs.ts',
    ]);
  });

  it.each(PATHS)('exports what %s does', async (path) => {
    const namesOf = async (file: string): Promise<string[]> =>
      Object.keys((await import(file)) as object).sort();
    const standIn = await namesOf(join(packageRoot, 'page/stand-ins', path));
    expect(standIn).toEqual(expect.arrayContaining(await namesOf(join(packageRoot, path))));
  });
});
