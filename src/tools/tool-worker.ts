import { readFile } from 'node:fs/promises';
import type { ToolAnswer, WorkerTask } from './messages.ts';
import { type Command, runCommand } from './run-command.ts';
import { nextpnrPackage, yosysPackage } from './versions.ts';

interface Resources {
  readonly modules: Record<string, unknown>;
  readonly filesystem: { share: { ice40: Record<string, URL | Uint8Array> } };
}

/** Runs one tool once. The entry point of every worker; never throws, and never prints. */
export default async function runTask(task: WorkerTask): Promise<ToolAnswer> {
  let run: Command;
  Atomics.add(task.loading, 0, 1);
  try {
    if (task.tool === 'yosys') {
      yosys ??= loadYosys();
      run = await yosys;
    } else run = await loadNextpnr(task.chipDatabase);
  } catch (error) {
    return { kind: 'missing', text: String(error), stdout: '', stderr: '' };
  } finally {
    Atomics.sub(task.loading, 0, 1);
  }
  return runCommand(run, task);
}

let yosys: Promise<Command> | undefined;

/** Loaded whole, its WebAssembly compiled: that is what a call without arguments waits for. */
async function loadYosys(): Promise<Command> {
  const { runYosys } = (await import(yosysPackage)) as { runYosys: Command & (() => Promise<void>) };
  await runYosys();
  return runYosys;
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
