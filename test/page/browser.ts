import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { describe, onTestFinished } from 'vitest';
import { mainOfPackage } from '../cli/lmul-command.ts';

/** Debian's Chromium, or one on the PATH. */
const executablePath = (process.env.PATH ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'chromium'))
  .find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });

/** A group of tests in a real browser: without one it is skipped and says why, but in CI it fails. */
export function describeWithChromium(title: string, body: () => void): void {
  const skip = executablePath === undefined && process.env.CI === undefined;
  describe.skipIf(skip)(skip ? `${title} (skipped: chromium not installed)` : title, body);
}

const FLAGS = [
  ...['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync'],
];

export interface Tab {
  readonly page: Page;
  /** What the page said on its console, and exceptions nobody caught: to be empty. */
  readonly said: string[];
}

/** A browser of a profile of its own, gone when the test is. */
export async function openTab(options: BrowserContextOptions = {}): Promise<Tab> {
  if (executablePath === undefined) throw new Error('chromium is not installed: apt-get install chromium');
  const profile = mkdtempSync(join(tmpdir(), 'lmul-browser-'));
  let context: BrowserContext | undefined;
  onTestFinished(async () => {
    await context?.close();
    rmSync(profile, { recursive: true, force: true });
  });
  context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    args: FLAGS,
    viewport: { width: 1280, height: 900 },
    acceptDownloads: true,
    ...options,
  });
  const page = context.pages()[0] ?? (await context.newPage());
  const said: string[] = [];
  page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => said.push(`exception: ${error.message}`));
  return { page, said };
}

/** `lmul explore` on a free port, until the test is over; its address. */
export function serveExplorer(): Promise<string> {
  const child: ChildProcess = spawn(process.execPath, [mainOfPackage, 'explore', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill());
  return new Promise((resolve, reject) => {
    child.stdout?.once('data', (bytes: Buffer) => resolve(bytes.toString().trim()));
    child.once('error', reject);
    child.once('close', (code) => reject(new Error(`lmul explore ended with ${code}`)));
  });
}

/** The text of what a selector finds, in order. */
export function textsOf(page: Page, selector: string): Promise<string[]> {
  return page.locator(selector).allTextContents();
}

/** The rows of the table with this caption, label to text. */
export async function rowsOf(page: Page, caption: string): Promise<Record<string, string>> {
  const rows = page
    .locator('table', { has: page.locator(`caption:text-is("${caption}")`) })
    .locator('tbody tr');
  const cells = await rows.evaluateAll((found) =>
    found.map((row) => [...row.children].slice(0, 2).map((cell) => cell.textContent ?? '')),
  );
  return Object.fromEntries(cells as [string, string][]);
}
