import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lmul, refusal, workingFolder } from './lmul-command.ts';

const folder = workingFolder();
const [begin, end] = ['<!-- mac-table: begin -->', '<!-- mac-table: end -->'];

describe('a table put into a page', () => {
  it('replaces what stands between its marks, and nothing else', async () => {
    const page = join(folder(), 'page.md');
    writeFileSync(page, `# Title\n\n${begin}\nold\n${end}\n\nThe end.\n`);
    // Units that are refused at once: nothing is measured for this table.
    const { code, stdout } = await lmul('mac-table e4m3 --lanes 3 --known --into page.md', folder());
    expect([code, stdout]).toEqual([0, '']);
    const text = readFileSync(page, 'utf8');
    expect(text.startsWith(`# Title\n\n${begin}\n### e4m3, contract flush`)).toBe(true);
    expect(text).toContain('- left out: dot product of 3, Kulisch: dot3_lmul');
    expect(text).not.toContain('old');
    expect(text.endsWith(`\n${end}\n\nThe end.\n`)).toBe(true);
  });

  it.each([
    ['mac-table e4m3', 'no.md', undefined],
    ['energy-table e4m3', 'page.md', '# Title\n'],
  ])('%s --into %s is refused before any work', async (verb, file, content) => {
    if (content !== undefined) writeFileSync(join(folder(), file), content);
    const result = await lmul(`${verb} --into ${file}`, folder());
    const marks = ['begin', 'end'].map((at) => `<!-- ${verb.split(' ')[0]}: ${at} -->`).join(' and ');
    const got =
      content === undefined
        ? "ENOENT: no such file or directory, open 'no.md'"
        : `${file} without these lines`;
    expect(result).toEqual(
      refusal('The table has no place in this file.', got, `a file with the lines ${marks}`),
    );
  });
});
