import type { BrowserContextOptions } from 'playwright-core';
import { openTab, type Tab } from '../page/browser.ts';

export { describeWithChromium } from '../page/browser.ts';

/** A page of a file, and what it said on its console or asked of a network: to be empty. Gone when the test is. */
export async function openFile(file: string, options: BrowserContextOptions = {}): Promise<Tab> {
  const tab = await openTab(options);
  tab.page.on('request', (request) => {
    if (!request.url().startsWith('file:')) tab.said.push(`request: ${request.url()}`);
  });
  await tab.page.goto(`file://${file}`);
  return tab;
}
