import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../src/package-root.ts';

/** The rooms each room may import, besides itself and, but for sim, the ground. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  ground: [],
  sim: [],
  tools: [],
  tech: [],
  picture: [],
  format: [],
  unit: ['format'],
  model: ['format', 'unit'],
  rtl: ['format', 'unit'],
  synth: ['tools', 'tech'],
  verify: ['format', 'unit', 'model', 'rtl', 'synth', 'tools', 'tech', 'sim'],
  measure: ['format', 'unit', 'model', 'rtl', 'synth', 'tools', 'tech', 'sim', 'verify'],
  study: ['format', 'unit', 'model', 'rtl', 'synth', 'tools', 'tech', 'sim', 'verify', 'measure'],
  explore: ['format', 'unit', 'model', 'rtl', 'measure'],
  report: [
    ...['format', 'unit', 'model', 'rtl', 'synth', 'tools', 'tech', 'sim', 'verify', 'measure', 'study'],
    'picture',
  ],
};
const GROUND = ['src/diagnostic.ts', 'src/package-root.ts', 'src/random.ts'];
const MAX_LINES = 250;

interface Source {
  readonly path: string;
  readonly text: string;
  /** Paths from the package root, or names of packages. */
  readonly imports: readonly string[];
}

function sourcesIn(folder: string): Source[] {
  return readdirSync(join(packageRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name).split(sep).join('/'))
    .sort()
    .map((path) => {
      const text = readFileSync(join(packageRoot, path), 'utf8');
      return { path, text, imports: importsOf(path, text) };
    });
}

/** What import and export statements name, types included, and `import('...')` of a literal. */
function importsOf(path: string, text: string): string[] {
  const named = [
    /^(?:import\s|export\s+(?:type\s+)?[{*])[^;'"]*?\bfrom\s*['"]([^'"]+)['"]/gm,
    /^import\s*['"]([^'"]+)['"]/gm,
    /\bimport\(\s*['"]([^'"]+)['"]/g,
  ].flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1] as string));
  return named.map((name) => (name.startsWith('.') ? join(dirname(path), name).split(sep).join('/') : name));
}

/** The room of a file: `face` is src/index.ts and the Unit it hands out, which no room imports. */
function roomOf(path: string): string {
  if (GROUND.includes(path)) return 'ground';
  if (path.startsWith('sim/')) return 'sim';
  if (path.startsWith('page/')) return 'page';
  if (path === 'src/index.ts' || path === 'src/facade.ts') return 'face';
  return /^src\/([^/]+)\//.exec(path)?.[1] ?? `no room (${path})`;
}

function mayImport(from: string, to: string): boolean {
  if (from === to || from === 'face') return true;
  if (to === 'ground') return from !== 'sim';
  return from === 'cli' || from === 'page' ? to in ROOMS : (ROOMS[from] ?? []).includes(to);
}

const isFile = (name: string): boolean => /^(src|sim|page)\//.test(name);
const sources = [...sourcesIn('src'), ...sourcesIn('sim'), ...sourcesIn('page')];
const byPath = new Map(sources.map((source) => [source.path, source]));

/** Every file that a file imports, directly or through others, within one folder. */
function reachedFrom(start: string, folder: string): string[] {
  const reached = new Set<string>();
  const waiting = [start];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop())
    for (const next of byPath.get(path)?.imports ?? [])
      if (next.startsWith(folder) && !reached.has(next)) {
        reached.add(next);
        waiting.push(next);
      }
  return [...reached].sort();
}

describe('the rooms', () => {
  it('are the ones of docs/architecture.md, with nothing beside them', () => {
    const known = [...Object.keys(ROOMS), 'cli', 'page', 'face'];
    expect(sources.filter(({ path }) => !known.includes(roomOf(path))).map(({ path }) => path)).toEqual([]);
  });

  it('import in one direction', () => {
    const wrong = sources.flatMap(({ path, imports }) =>
      imports
        .filter((to) => isFile(to) && !mayImport(roomOf(path), roomOf(to)))
        .map((to) => `${path} imports ${to}: ${roomOf(path)} must not import ${roomOf(to)}`),
    );
    expect(wrong).toEqual([]);
  });

  it('leave the simulator on its own: sim/ imports Node, nothing else', () => {
    const foreign = sources
      .filter(({ path }) => path.startsWith('sim/'))
      .flatMap(({ path, imports }) => imports.map((to) => [path, to] as const))
      .filter(([, to]) => !to.startsWith('sim/') && !to.startsWith('node:'));
    expect(foreign).toEqual([]);
  });

  it('keep the model and its oracle apart: they share the type of their result and nothing else', () => {
    const oracle = 'src/model/oracle.ts';
    expect(reachedFrom(oracle, 'src/model/')).toEqual([
      'src/model/compute.ts',
      'src/model/oracle-lns.ts',
      'src/model/oracle-products.ts',
    ]);
    expect(reachedFrom('src/model/mac-oracle.ts', 'src/model/')).toEqual([
      'src/model/compute.ts',
      'src/model/oracle-lns.ts',
      'src/model/oracle-products.ts',
      'src/model/oracle.ts',
      'src/model/window-oracle.ts',
    ]);
    expect(reachedFrom('src/model/model.ts', 'src/model/')).toContain('src/model/datapath.ts');
    const users = sources.filter(({ imports }) => imports.includes(oracle)).map(({ path }) => path);
    expect(users.filter((path) => path.startsWith('src/model/'))).toEqual([
      'src/model/index.ts',
      'src/model/mac-oracle.ts',
      'src/model/window-oracle.ts',
    ]);
  });
});

describe('the files', () => {
  it('are read for every kind of import', () => {
    const text = [
      "import './a.ts';",
      "import b, { type B } from './b.ts';",
      "import type {\n  C,\n} from '../c.ts';",
      "export * from './d.ts';",
      "export type { E } from './e.ts';",
      "const f = await import('./f.ts');",
      "import zod from 'zod';",
      "export const g = `not from './g.ts'`;",
    ].join('\n');
    const found = [...importsOf('src/x/y.ts', text)].sort();
    expect(found).toEqual(
      [...'abdef']
        .map((name) => `src/x/${name}.ts`)
        .toSpliced(2, 0, 'src/c.ts')
        .sort()
        .concat('zod'),
    );
  });

  it('import only files that exist', () => {
    const missing = sources.flatMap(({ path, imports }) =>
      imports.filter((to) => isFile(to) && !byPath.has(to)).map((to) => `${path} -> ${to}`),
    );
    expect(missing).toEqual([]);
  });

  it('import each other without cycles, types included', () => {
    const cyclic = sources
      .filter(({ path }) => reachedFrom(path, '').includes(path))
      .map(({ path, imports }) => {
        const back = imports.filter((to) => to === path || reachedFrom(to, '').includes(path));
        return `${path} -> ${back.join(', ')} -> ... -> ${path}`;
      });
    expect(cyclic).toEqual([]);
  });

  it(`have at most ${MAX_LINES} lines each, tests too`, () => {
    const long = [...sources, ...sourcesIn('test')]
      .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
      .filter(({ lines }) => lines > MAX_LINES);
    expect(long).toEqual([]);
  });
});
