import { cached, cacheKey } from './cache.ts';
import { frameJsonOutputs, takeJsonFrames } from './json-frames.ts';
import { type PoolAnswer, runInPool } from './pool.ts';
import { ToolError } from './tool-error.ts';
import { toolVersions } from './versions.ts';

export interface YosysJob {
  /** Commands, one a line. One design per job: leftover identifiers of an earlier one change the results. */
  readonly script: string;
  /** Input files by name, without folders. */
  readonly files: Readonly<Record<string, string>>;
  /** Files the script writes and the caller wants; any that is missing is an error. */
  readonly outputs: readonly string[];
  /** Files the script writes only in some outcomes. */
  readonly optionalOutputs?: readonly string[];
  /** Counted from the moment a worker is free. Default 10 minutes. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

export interface YosysResult {
  readonly files: Record<string, string>;
  readonly stdout: string;
  readonly stderr: string;
  /** What the run took that made the outcome, however long ago. */
  readonly seconds: number;
}

const scriptName = 'script.ys';
// A fixed start of the automatic identifiers makes equal inputs give equal bytes.
const args = ['-Q', '-T', '--autoidx', '1000000', '-s', scriptName];

/**
 * Yosys, files in and files out, in a warm worker; successful runs are cached on disk. The same job gives the same
 * bytes. Throws ToolError with the log, script and inputs, or the reason of an aborted `signal`.
 */
export async function runYosys(job: YosysJob): Promise<YosysResult> {
  job.signal?.throwIfAborted();
  const { script, files, outputs, optionalOutputs = [] } = job;
  const version = toolVersions().yosys;
  const key = cacheKey({ tool: 'yosys', version, args, script, files, outputs, optionalOutputs });
  return cached(key, () => execute(job));
}

async function execute(job: YosysJob): Promise<YosysResult> {
  const { script, files, outputs, optionalOutputs = [], timeoutMs = 600_000, signal } = job;
  const wanted = [...outputs, ...optionalOutputs];
  const task = {
    tool: 'yosys' as const,
    args,
    files: { ...files, [scriptName]: frameJsonOutputs(script, wanted) },
  };
  const answer = await runInPool(task, timeoutMs, signal);
  const stdout = 'stdout' in answer ? takeJsonFrames(answer.stdout) : { log: '', files: {} };
  const fail = (kind: ToolError['kind'], text: string): ToolError => {
    const log = 'stderr' in answer ? stdout.log + answer.stderr : '';
    return new ToolError({ tool: 'yosys', kind, text, log, script, files });
  };
  if (answer.kind !== 'done') throw fail(answer.kind, describe(answer, timeoutMs));
  const written: Record<string, string | undefined> = { ...answer.files, ...stdout.files };
  const result: Record<string, string> = {};
  for (const name of wanted) {
    const text = written[name];
    if (text !== undefined) result[name] = text;
    else if (outputs.includes(name)) throw fail('failed', `yosys did not write ${name}`);
  }
  return { files: result, stdout: stdout.log, stderr: answer.stderr, seconds: answer.seconds };
}

function describe(answer: Exclude<PoolAnswer, { kind: 'done' }>, timeoutMs: number): string {
  switch (answer.kind) {
    case 'timeout':
      return `yosys was stopped after ${timeoutMs / 1000} s`;
    case 'memory':
      return `yosys ran out of memory: ${answer.text}`;
    case 'crashed':
      return `yosys crashed: ${answer.text}`;
    default:
      return `yosys: ${answer.text}`;
  }
}
