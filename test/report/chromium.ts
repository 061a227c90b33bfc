import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { describe, onTestFinished } from 'vitest';

const executablePath = spawnSync('which', ['chromium'], { encoding: 'utf8' }).stdout?.trim() ?? '';

/** A group of tests in a real browser: without one it is skipped and says why, but in CI it fails. */
export function describeWithChromium(title: string, body: () => void): void {
  const skip = executablePath === '' && process.env.CI === undefined;
  describe.skipIf(skip)(skip ? `${title} (skipped: chromium not installed)` : title, body);
}

const FLAGS = [
  ...['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync'],
];

/** A page of a file, and what it said on its console: to be empty. Gone when the test is. */
export async function openFile(
  file: string,
  options: BrowserContextOptions = {},
): Promise<{ readonly page: Page; readonly said: readonly string[] }> {
  const profile = mkdtempSync(join(tmpdir(), 'lmul-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: FLAGS,
    ...options,
  });
  onTestFinished(async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  });
  const page = context.pages()[0] ?? (await context.newPage());
  const said: string[] = [];
  page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => said.push(`exception: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith('file:')) said.push(`request: ${request.url()}`);
  });
  await page.goto(`file://${file}`);
  return { page, said };
}
