import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { packageRoot } from '../../src/package-root.ts';

export const mainOfPackage: string = join(packageRoot, 'dist', 'src', 'cli', 'main.js');

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command as a shell would, words split at spaces but not within quotes. */
export function lmul(command: string, cwd: string, main: string = mainOfPackage): Promise<Outcome> {
  const words = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main, ...words], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (bytes: Buffer) => stdout.push(bytes));
    child.stderr.on('data', (bytes: Buffer) => stderr.push(bytes));
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({ code, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() }),
    );
  });
}

/** A folder of the test file's own, to run commands in; call it once, at the top. */
export function workingFolder(): () => string {
  let folder = '';
  beforeAll(() => {
    if (!existsSync(mainOfPackage)) throw new Error('dist/ is not built: npx tsc -b');
    folder = mkdtempSync(join(tmpdir(), 'lmul-cli-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return () => folder;
}

/** The package as installed, copied into `folder`, less one dependency if wanted; the path of its command. */
export function copyOfPackage(folder: string, without = ''): string {
  for (const part of ['dist', 'rtl-templates', 'tech', 'data', 'package.json'])
    cpSync(join(packageRoot, part), join(folder, part), { recursive: true });
  const names = readdirSync(join(packageRoot, 'node_modules')).flatMap((name) =>
    name.startsWith('@')
      ? readdirSync(join(packageRoot, 'node_modules', name)).map((inner) => `${name}/${inner}`)
      : [name],
  );
  for (const name of names.filter((other) => other !== without && !other.startsWith('.'))) {
    mkdirSync(dirname(join(folder, 'node_modules', name)), { recursive: true });
    symlinkSync(join(packageRoot, 'node_modules', name), join(folder, 'node_modules', name));
  }
  return join(folder, 'dist', 'src', 'cli', 'main.js');
}

/** What a refusal looks like: exit 2, nothing on stdout, the message and nothing else on stderr. */
export const refusal = (text: string, got: string, wayOut: string): Outcome => ({
  code: 2,
  stdout: '',
  stderr: `lmul: error: ${text}\n  got: ${got}\n  try: ${wayOut}\n`,
});

/** A refusal by the reader of options. */
export const badOption = (text: string): Outcome => ({
  code: 2,
  stdout: '',
  stderr: `error: ${text}\n(lmul VERB --help shows options and examples)\n`,
});
