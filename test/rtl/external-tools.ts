import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, onTestFinished } from 'vitest';

export type ExternalTool = 'iverilog' | 'verilator';

const installed = (tool: ExternalTool): boolean =>
  spawnSync(tool, [tool === 'iverilog' ? '-V' : '--version']).error === undefined;

const MISSING = (['iverilog', 'verilator'] as const).filter((tool) => !installed(tool));

/** A group of tests that needs both simulators: without them it is skipped and says why, but in CI it fails. */
export function describeWithSimulators(title: string, body: () => void): void {
  const skip = MISSING.length > 0 && process.env.CI === undefined;
  describe.skipIf(skip)(skip ? `${title} (skipped: ${MISSING.join(' and ')} not installed)` : title, body);
}

export interface Run {
  readonly code: number | null;
  /** stdout and stderr, as they came. */
  readonly output: string;
}

export function run(command: string, args: readonly string[], cwd: string): Promise<Run> {
  return new Promise((resolve, reject) => {
    // Icarus takes the first free name it finds for its lists of files: two at once may take the same one.
    const env = { ...process.env, TMP: cwd, TMPDIR: cwd };
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (bytes: Buffer): void => {
      output += bytes.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** What both linters say of several files with this top: exit codes and text, of Verilator first. */
export async function lintFiles(top: string, files: Readonly<Record<string, string>>): Promise<Run[]> {
  // Not a `scratchFolder`: of concurrent tests vitest does not know which one has finished.
  const folder = mkdtempSync(join(tmpdir(), 'lmul-lint-'));
  try {
    for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
    return [
      await run('verilator', ['--lint-only', '-Wall', '--top-module', top, ...Object.keys(files)], folder),
      await run('iverilog', ['-g2005', '-Wall', '-t', 'null', '-s', top, ...Object.keys(files)], folder),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A folder with these files, gone when the test is; not for concurrent tests. */
export function scratchFolder(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'lmul-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
  return folder;
}

/**
 * What both linters say of a module that stands alone in its file; empty when it is clean. Parameters are overridden
 * from outside, as whoever instantiates the module would.
 */
export async function lint(
  name: string,
  verilog: string,
  parameters: Readonly<Record<string, number>> = {},
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'lmul-lint-'));
  try {
    writeFileSync(join(folder, `${name}.v`), verilog);
    const overrides = Object.entries(parameters);
    const runs = [
      await run(
        'verilator',
        ['--lint-only', '-Wall', ...overrides.map(([key, value]) => `-G${key}=${value}`), `${name}.v`],
        folder,
      ),
      await run(
        'iverilog',
        [
          ...['-g2005', '-Wall', '-t', 'null', '-s', name],
          ...overrides.map(([key, value]) => `-P${name}.${key}=${value}`),
          `${name}.v`,
        ],
        folder,
      ),
    ];
    return runs.map(({ code, output }) => (code === 0 ? output : `${output}exit ${code}\n`)).join('');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
