import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../src/package-root.ts';

const EXAMPLES = readdirSync(join(packageRoot, 'examples')).filter((name) => name.endsWith('.ts'));
let folder = '';

function run(command: string, ...words: readonly string[]): string {
  return execFileSync(command, words, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** A project of its own with the packed package in node_modules, as npm would put it there, and the examples beside. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lmul-packed-'));
  const modules = join(folder, 'node_modules');
  execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], {
    cwd: packageRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [archive] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  mkdirSync(join(modules, 'lmul-rtl'), { recursive: true });
  run('tar', 'xzf', archive as string, '-C', join(modules, 'lmul-rtl'), '--strip-components', '1');
  for (const name of readdirSync(join(packageRoot, 'node_modules')).filter((each) => !each.startsWith('.')))
    symlinkSync(join(packageRoot, 'node_modules', name), join(modules, name));
  cpSync(join(packageRoot, 'examples'), folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module", "private": true }\n');
  const options = {
    module: 'nodenext',
    target: 'es2023',
    strict: true,
    noUncheckedIndexedAccess: true,
    types: ['node'],
  };
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: options, include: ['*.ts'] }),
  );
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the package, packed and installed elsewhere', () => {
  it('has types that the examples satisfy', () => {
    expect(run(join(packageRoot, 'node_modules', '.bin', 'tsc'), '-p', '.')).toBe('');
  }, 60_000);

  it.each(EXAMPLES)(
    'runs examples/%s, which prints what it says',
    (name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      const said = text
        .slice(text.indexOf('// prints:\n') + '// prints:\n'.length)
        .replaceAll(/^\/\/ ?/gm, '');
      expect(run(process.execPath, name.replace('.ts', '.js'))).toBe(said);
    },
    120_000,
  );

  it('has its command, schemas and simulator', () => {
    expect(run(process.execPath, 'node_modules/lmul-rtl/dist/src/cli/main.js', 'schema', 'error')).toBe(
      readFileSync(join(packageRoot, 'schemas', 'error.json'), 'utf8'),
    );
    // Two threads: they have files of their own beside the bundled simulator.
    const script = `
      import { compileSweep, readNetlist, runSweep } from 'lmul-rtl/sim';
      const gate = { type: '$_AND_', port_directions: { A: 'input', B: 'input', Y: 'output' }, connections: { A: [2], B: [3], Y: [4] } };
      const ports = { a: { direction: 'input', bits: [2] }, b: { direction: 'input', bits: [3] }, y: { direction: 'output', bits: [4] } };
      const netlist = readNetlist({ modules: { both: { ports, cells: { gate }, netnames: {} } } });
      const inputs = { a: { firstBit: 0 }, b: { firstBit: 1 } };
      for (const word of [0x88888888, 0x88888880]) {
        const table = { y: new Int32Array(4).fill(word) };
        const { wrong } = await runSweep(compileSweep({ netlist, indexBits: 7, inputs, table }), { threads: 2 });
        console.log(wrong === undefined ? 'right' : wrong.inputs);
      }`;
    writeFileSync(join(folder, 'both.mjs'), script);
    expect(run(process.execPath, 'both.mjs')).toBe('right\n{ a: 1n, b: 1n }\n');
  });
});
