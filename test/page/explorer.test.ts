import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { lmul, workingFolder } from '../cli/lmul-command.ts';
import { describeWithChromium, openTab, rowsOf, serveExplorer, textsOf } from './browser.ts';

const folder = workingFolder();

describeWithChromium('the explorer in a browser', () => {
  it('computes 1.75 x 2.5 in both forms, follows a mantissa width, and says nothing on the console', async () => {
    const { page, said } = await openTab();
    await page.goto(await serveExplorer());
    const result = page.locator('#p');
    expect(await result.textContent()).toBe('4.5');
    expect(await textsOf(page, '#steps h3')).toEqual(['Fields', 'Sum', 'Carry', 'Rounding', 'Result']);
    expect(await textsOf(page, '#steps tr.result td.digits')).toEqual(['001001001', '1.001', '01001001']);
    expect(await rowsOf(page, 'Beside the real product')).toEqual({
      'this unit': '4.5',
      'correctly rounded, flush': '4.5',
      'real product': '4.375',
    });

    await page.selectOption('#form', 'equation');
    expect(await result.textContent()).toBe('4');
    expect(await page.locator('#away').textContent()).toBe(
      'This unit: -8.57\u00a0% off the real product, -1 ulp off the rounded one.',
    );
    // The share of the reference tables, from the map of all 64 pairs.
    await expect
      .poll(() => rowsOf(page, 'Relative error of the model'))
      .toMatchObject({
        'mean (bias)': '-1.35\u00a0%',
        'mean absolute (MRED)': '+7.23\u00a0%',
      });

    // 2.5 and 1.75 have their places at two mantissa bits too.
    await page.fill('#man', '2');
    expect(await page.locator('#format').inputValue()).toBe('free');
    expect(await page.locator('#says-a').textContent()).toBe('1.75, code 0x1f');
    expect(await textsOf(page, '#source mark')).toContain('ManBits');
    expect(page.url()).toContain('#product=lmul&format=e4m2-fn&form=equation&a=1.75&b=2.5');
    expect(said).toEqual([]);
  });

  it('is the view of its address, and refuses what the command refuses, in its words', async () => {
    const { page, said } = await openTab({ colorScheme: 'dark', viewport: { width: 390, height: 844 } });
    const address = await serveExplorer();
    await page.goto(`${address}#product=exact&format=bf16&architecture=carry-in&a=0x3fc0&b=-1e-40`);
    const refused = await lmul('synth exact bf16 --architecture carry-in', folder());
    expect(`${await page.locator('#problem pre').textContent()}\n`).toBe(refused.stderr);

    await page.selectOption('#architecture', 'multiply');
    expect(await page.locator('#problem').isHidden()).toBe(true);
    expect(await page.locator('#says-b').textContent()).toMatch(
      /^nearest: .* subnormal, counts as zero under flush$/,
    );
    await page.fill('#b', '1e99');
    expect(await page.locator('#says-b').textContent()).toContain('The largest number of bf16 is smaller.');
    await page.fill('#b', '2');
    await page.locator('#bits-b button').first().click();
    expect(await page.locator('#b').inputValue()).toBe('0xc000');
    expect(await page.locator('#p').textContent()).toBe('-3');
    // Nothing is wider than a phone.
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    expect(said).toEqual([]);
  });

  it('moves the operands over the error map by keys', async () => {
    const { page } = await openTab();
    await page.goto(await serveExplorer());
    await expect.poll(() => page.locator('#read-out').textContent()).toContain('a = 1.75, b = 1.25');
    await page.locator('#map').focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowLeft');
    expect(await page.locator('#a').inputValue()).toBe('0x3d');
    expect(await page.locator('#b').inputValue()).toBe('0x43');
    expect(await page.locator('#read-out').textContent()).toContain('a = 1.625, b = 1.375');
  });

  it.each([
    ['', 'lmul e4m3'],
    [
      '#product=exact&format=bf16&architecture=array&contract=full&stages=3',
      'exact bf16 --architecture array --contract full --stages 3',
    ],
  ])('downloads of %j, byte for byte, what lmul generate writes', async (hash, words) => {
    const { page } = await openTab();
    await page.goto((await serveExplorer()) + hash);
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('#download')]);
    const generated = await lmul(`generate ${words}`, folder());
    expect(generated.code).toBe(0);
    expect(download.suggestedFilename()).toBe(`${/^module (\w+)/m.exec(generated.stdout)?.[1]}.v`);
    expect(readFileSync(await download.path(), 'utf8')).toBe(generated.stdout);
    expect(await page.locator('#source').textContent()).toBe(generated.stdout);
  });

  it('checks and synthesises in the page, and shows the counts that lmul synth prints', async () => {
    const { page, said } = await openTab();
    await page.goto(`${await serveExplorer()}#product=lmul&format=e2m1&a=1.5&b=2`);
    await page.click('#synthesise');
    expect(await page.locator('#progress').isVisible()).toBe(true);
    await page.locator('#checked').waitFor({ timeout: 90_000 });
    const [head, ...rows] = (await lmul('synth lmul e2m1', folder())).stdout.split('\n\n')[0]!.split('\n');
    expect(`lmul_e2m1_adder_flush  ${await page.locator('#checked').textContent()}`).toBe(head);
    const shown = await rowsOf(page, 'Gates');
    expect(Object.entries(shown).map(([label, text]) => `  ${label.padEnd(18)}${text}`)).toEqual(rows);
    const ice40 = (await lmul('synth lmul e2m1 --target ice40', folder())).stdout
      .trimEnd()
      .split('\n')
      .slice(1);
    const shownIce40 = await rowsOf(page, 'iCE40');
    expect(Object.entries(shownIce40).map(([label, text]) => `  ${label.padEnd(18)}${text}`)).toEqual(ice40);
    expect(said).toEqual([]);
  });
});
