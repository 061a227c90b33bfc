import { join } from 'node:path';
import { expect, it } from 'vitest';
import { documentHtml } from '../../src/report/index.ts';
import { scratchFolder } from '../rtl/external-tools.ts';
import { describeWithChromium, openFile } from './chromium.ts';
import { document, HOSTILE } from './report-under-test.ts';

const html = documentHtml(document);
const plots = document.sections.flatMap(({ parts }) => parts.filter(({ kind }) => kind === 'plot'));
const PHONE = { viewport: { width: 360, height: 740 } };

const reportFile = (): string => join(scratchFolder({ 'report.html': html }), 'report.html');

describeWithChromium('the report in Chromium', () => {
  it('opens from a disk without an error or a request, every figure drawn, and its texts as text', async () => {
    const { page, said } = await openFile(reportFile());
    expect(await page.locator('figure svg').count()).toBe(plots.length);
    for (const figure of await page.locator('figure svg').all()) {
      const box = await figure.boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThan(100);
    }
    expect(await page.title()).toBe(HOSTILE);
    expect(await page.locator('h1').textContent()).toBe(HOSTILE);
    expect(await page.locator('script, img').count()).toBe(0);
    expect(said).toEqual([]);
  });

  it('fits the width of a phone: only tables and figures scroll, each by itself', async () => {
    const { page } = await openFile(reportFile(), PHONE);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    const sizes = await page.evaluate(
      "Math.min(...[...document.querySelectorAll('p, li, td, th, summary')].map((e) => parseFloat(getComputedStyle(e).fontSize)))",
    );
    expect(sizes).toBeGreaterThanOrEqual(13);
  });

  it('can be used by keyboard: skip link first, every scrolling part in turn, data opened by Enter', async () => {
    const { page } = await openFile(reportFile());
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('skip');
    const reached = new Set<string>();
    for (let press = 0; press < 60; press += 1) {
      await page.keyboard.press('Tab');
      reached.add(
        String(
          await page.evaluate(
            'document.activeElement.getAttribute("aria-label") ?? document.activeElement.tagName',
          ),
        ),
      );
    }
    for (const plot of plots)
      if (plot.kind === 'plot') expect(reached).toContain(`Figure: ${plot.plot.title}`);
    const details = page.locator('figure details').first();
    await details.locator('summary').focus();
    await page.keyboard.press('Enter');
    expect(await details.locator('td').first().isVisible()).toBe(true);
  });

  it('has readable text on its ground, light and dark', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await openFile(reportFile(), { colorScheme });
      for (const selector of ['p.answer', 'figure svg .title', 'figure svg .quiet', 'caption', 'nav a'])
        expect(await contrast(page, selector), `${selector}, ${colorScheme}`).toBeGreaterThan(4.5);
    }
  });
});

/** Contrast of a text on the page by WCAG 2, from 1 to 21. */
async function contrast(
  page: Awaited<ReturnType<typeof openFile>>['page'],
  selector: string,
): Promise<number> {
  return (await page.evaluate(`(() => {
    const light = (text) => {
      const [r, g, b] = text.match(/[\\d.]+/g).map((value) => {
        const share = Number(value) / 255;
        return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const element = document.querySelector(${JSON.stringify(selector)});
    const style = getComputedStyle(element);
    const paper = element.closest('svg')?.querySelector('.paper');
    const ground = paper ? getComputedStyle(paper).fill : getComputedStyle(document.body).backgroundColor;
    const [a, b] = [light(element.closest('svg') ? style.fill : style.color), light(ground)];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  })()`)) as number;
}
