import type { ToolAnswer, ToolTask } from './messages.ts';

/** The parts of the YoWASP interface used here; all its packages share it. */
interface Tree {
  [name: string]: Tree | string | Uint8Array;
}
export type Command = (
  args: string[],
  files: Tree,
  options: { stdout: (bytes: Uint8Array | null) => void; stderr: (bytes: Uint8Array | null) => void },
) => Promise<Tree>;

/** Runs a loaded tool once, files in and files out. Never throws, and never prints. */
export async function runCommand(run: Command, task: Pick<ToolTask, 'args' | 'files'>): Promise<ToolAnswer> {
  const stdout = new Collector();
  const stderr = new Collector();
  const start = performance.now();
  const said = (): { stdout: string; stderr: string } => ({ stdout: stdout.text(), stderr: stderr.text() });
  try {
    const tree = await run([...task.args], { ...task.files }, { stdout: stdout.push, stderr: stderr.push });
    const files: Record<string, string> = {};
    for (const [name, value] of Object.entries(tree)) {
      if (name in task.files) continue;
      if (typeof value === 'string') files[name] = value;
      else if (value instanceof Uint8Array) files[name] = new TextDecoder().decode(value);
    }
    const seconds = Number(((performance.now() - start) / 1000).toFixed(3));
    return { kind: 'done', files, ...said(), seconds };
  } catch (error) {
    return { kind: kindOf(error, stderr.text()), text: firstLine(error, stderr.text()), ...said() };
  }
}

class Collector {
  readonly #decoder = new TextDecoder();
  #text = '';
  readonly push = (bytes: Uint8Array | null): void => {
    if (bytes !== null) this.#text += this.#decoder.decode(bytes, { stream: true });
  };
  text(): string {
    return this.#text;
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
