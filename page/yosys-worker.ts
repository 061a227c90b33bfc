import type { ToolAnswer, ToolTask } from '../src/tools/messages.ts';
import { type Command, runCommand } from '../src/tools/run-command.ts';
import { type YosysModules, yosysFolder } from './load-yosys.ts';

/** A web worker that runs Yosys: first it is sent the compiled modules, then one task at a time. */
let loading: Promise<Command> | undefined;

self.onmessage = async ({ data }: MessageEvent<YosysModules | ToolTask>): Promise<void> => {
  if (!('tool' in data)) {
    loading = load(data as YosysModules);
    return;
  }
  self.postMessage(await run(data as ToolTask));
};

async function run(task: ToolTask): Promise<ToolAnswer> {
  try {
    return await runCommand(await (loading as Promise<Command>), task);
  } catch (error) {
    return { kind: 'missing', text: `Yosys could not be loaded: ${String(error)}`, stdout: '', stderr: '' };
  }
}

/** The package fetches and compiles what its table of modules names by address; a module in its place is taken as it is. */
async function load(modules: YosysModules): Promise<Command> {
  const resources = (await import(new URL('resources-yosys.js', yosysFolder).href)) as {
    readonly modules: Record<string, unknown>;
  };
  Object.assign(resources.modules, modules);
  const { runYosys } = (await import(new URL('bundle.js', yosysFolder).href)) as {
    readonly runYosys: Command;
  };
  return runYosys;
}
