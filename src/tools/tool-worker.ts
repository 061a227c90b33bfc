import { readFile } from 'node:fs/promises';
import type { ToolAnswer, ToolTask } from './messages.ts';
import { nextpnrPackage, yosysPackage } from './versions.ts';

/** The parts of the YoWASP interface used here; both packages share it. */
interface Tree {
  [name: string]: Tree | string | Uint8Array;
}
type Command = (
  args: string[],
  files: Tree,
  options: { stdout: (bytes: Uint8Array | null) => void; stderr: (bytes: Uint8Array | null) => void },
) => Promise<Tree>;
interface Resources {
  readonly modules: Record<string, unknown>;
  readonly filesystem: { share: { ice40: Record<string, URL | Uint8Array> } };
}

/** Runs one tool once. The entry point of every worker; never throws, and never prints. */
export default async function runTask(task: ToolTask): Promise<ToolAnswer> {
  const stdout = new Collector();
  const stderr = new Collector();
  const said = (): { stdout: string; stderr: string } => ({ stdout: stdout.text(), stderr: stderr.text() });
  let run: Command;
  try {
    run = task.tool === 'yosys' ? await loadYosys() : await loadNextpnr(task.chipDatabase);
  } catch (error) {
    return { kind: 'missing', text: String(error), ...said() };
  }
  try {
    const tree = await run([...task.args], { ...task.files }, { stdout: stdout.push, stderr: stderr.push });
    const files: Record<string, string> = {};
    for (const [name, value] of Object.entries(tree)) {
      if (name in task.files) continue;
      if (typeof value === 'string') files[name] = value;
      else if (value instanceof Uint8Array) files[name] = new TextDecoder().decode(value);
    }
    return { kind: 'done', files, ...said() };
  } catch (error) {
    return { kind: kindOf(error, stderr.text()), text: firstLine(error, stderr.text()), ...said() };
  }
}

class Collector {
  readonly #chunks: Uint8Array[] = [];
  readonly push = (bytes: Uint8Array | null): void => {
    if (bytes !== null) this.#chunks.push(bytes.slice());
  };
  text(): string {
    return Buffer.concat(this.#chunks).toString('utf8');
  }
}

function kindOf(error: unknown, stderr: string): 'failed' | 'crashed' | 'memory' {
  // The packages' Exit carries a code: the tool itself gave up. Anything else is WebAssembly going down.
  if (/bad_alloc|out of memory|allocation failed/i.test(`${stderr}\n${String(error)}`)) return 'memory';
  return error instanceof Error && 'code' in error && typeof error.code === 'number' ? 'failed' : 'crashed';
}

function firstLine(error: unknown, stderr: string): string {
  const line = stderr.split('\n').find((text) => /^\s*ERROR/.test(text));
  return (line ?? String(error).split('\n')[0] ?? '').trim();
}

async function loadYosys(): Promise<Command> {
  return ((await import(yosysPackage)) as { runYosys: Command }).runYosys;
}

let databaseUrls: Record<string, URL | Uint8Array> | undefined;

/**
 * The package reads every chip database on first use, 200 MB that one device does not need, so its resource table is
 * cut down to the one that is asked for. The table keeps its identity after loading: another device later swaps the
 * file in place.
 */
async function loadNextpnr(chipDatabase = ''): Promise<Command> {
  const entry = import.meta.resolve(nextpnrPackage);
  const resources = (await import(new URL('./resources-nextpnr-ice40.js', entry).href)) as Resources;
  const loaded = resources.filesystem.share.ice40;
  databaseUrls ??= { ...loaded };
  for (const name of Object.keys(resources.modules)) {
    if (!name.startsWith('nextpnr-ice40')) delete resources.modules[name];
  }
  if (!(loaded[chipDatabase] instanceof Uint8Array)) {
    const url = databaseUrls[chipDatabase];
    if (!(url instanceof URL)) throw new Error(`no chip database ${chipDatabase}`);
    for (const name of Object.keys(loaded)) delete loaded[name];
    loaded[chipDatabase] = new Uint8Array(await readFile(url));
  }
  return ((await import(entry)) as { runNextpnrIce40: Command }).runNextpnrIce40;
}
