import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, normalize } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { lmul, workingFolder } from '../cli/lmul-command.ts';
import { describeWithChromium, openTab, rowsOf } from './browser.ts';

const folder = workingFolder();

/** The least a web server can be: a folder below a path, and few types of files known. */
async function serve(directory: string, without?: string): Promise<string> {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname).replace(
      '/some/where/',
      '',
    );
    const types: Record<string, string> = { html: 'text/html', css: 'text/css', js: 'text/javascript' };
    try {
      if (without !== undefined && path.startsWith(without)) throw new Error(without);
      const bytes = readFileSync(join(directory, path || 'index.html'));
      response
        .writeHead(200, { 'content-type': types[path.split('.').at(-1) || 'html'] ?? 'text/plain' })
        .end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.closeAllConnections());
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/some/where/`;
}

describeWithChromium('the explorer as a static site', () => {
  it('is written whole, and synthesises from a web server that does not know the type of .wasm files', async () => {
    expect(await lmul('explore -o site', folder())).toEqual({
      code: 0,
      stdout: '',
      stderr: expect.stringMatching(/^lmul: \d+ files in site\n$/),
    });
    const again = await lmul('explore -o site', folder());
    expect([again.code, again.stderr]).toEqual([
      2,
      expect.stringContaining('The output directory is there already'),
    ]);
    const { page, said } = await openTab();
    await page.goto(
      `${await serve(join(folder(), 'site'))}#product=exact&format=e3m2&architecture=carry-in&stages=1`,
    );
    await page.click('#synthesise');
    await page.locator('#checked').waitFor({ timeout: 120_000 });
    const synth = await lmul('synth exact e3m2 --architecture carry-in --stages 1 --json', folder());
    const [{ cost }] = JSON.parse(synth.stdout) as [{ cost: { aigNodes: number; flipFlops: number } }];
    expect(await rowsOf(page, 'Gates')).toMatchObject({
      'AIG nodes': `${cost.aigNodes}`,
      'flip-flops': `${cost.flipFlops}`,
    });
    expect(said).toEqual([]);
  });

  it('works without Yosys, and says so where it is asked for', async () => {
    await lmul('explore -o half', folder());
    const { page } = await openTab();
    await page.goto(await serve(join(folder(), 'half'), 'yosys/'));
    await page.click('#synthesise');
    await page.locator('#cost-problem pre').waitFor({ timeout: 60_000 });
    const problem = await page.locator('#cost-problem pre').textContent();
    expect(problem).toMatch(
      /^Yosys could not be loaded: yosys\.core\d?\.wasm: the server answers 404\n {2}try: check the network/,
    );
    expect(await page.locator('#synthesise').isVisible()).toBe(true);
    expect(await page.locator('#p').textContent()).toBe('4.5');
  });

  it('reacts to a change of format, form or operand well within 100 ms', async () => {
    await lmul('explore -o quick', folder());
    const { page } = await openTab();
    await page.goto(await serve(join(folder(), 'quick')));
    const millisecondsOf = (id: string, value: string): Promise<number> =>
      page
        .locator(`#${id}`)
        .evaluate((control: { value: string; dispatchEvent(event: Event): boolean }, text) => {
          const start = performance.now();
          control.value = text;
          for (const kind of ['input', 'change']) control.dispatchEvent(new Event(kind));
          return performance.now() - start;
        }, value);
    const times: number[] = [];
    for (let round = 0; round < 5; round++)
      for (const [id, value] of [
        ['form', 'equation'],
        ['man', '2'],
        ['a', '0.3'],
        ['format', 'bf16'],
        ['form', 'adder'],
        ['format', 'e4m3'],
      ] as const)
        times.push(await millisecondsOf(id, value));
    const median = times.sort((x, y) => x - y)[times.length / 2] as number;
    expect(median).toBeLessThan(100);
  });
});
