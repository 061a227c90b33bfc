import { cached, cacheKey } from './cache.ts';
import { type NextpnrReport, parseNextpnrReport } from './nextpnr-report.ts';
import { runInPool } from './pool.ts';
import { ToolError, ToolMissingError } from './tool-error.ts';
import { nextpnrInstall, toolVersions } from './versions.ts';

export type Ice40Device = 'hx8k' | 'hx1k' | 'lp1k' | 'up5k';

const devices: Record<Ice40Device, { readonly package: string; readonly chipDatabase: string }> = {
  hx8k: { package: 'ct256', chipDatabase: 'chipdb-8k.bin' },
  hx1k: { package: 'tq144', chipDatabase: 'chipdb-1k.bin' },
  lp1k: { package: 'qn84', chipDatabase: 'chipdb-1k.bin' },
  up5k: { package: 'sg48', chipDatabase: 'chipdb-5k.bin' },
};

export interface NextpnrJob {
  /** A netlist of iCE40 cells, as Yosys writes it. Check its size first: one that does not fit may crash the tool. */
  readonly json: string;
  readonly device: Ice40Device;
  readonly seed: number;
  /** A target for the timing verdict; a miss is no error. */
  readonly freqMHz?: number;
  /** Default 10 minutes. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/**
 * Places and routes, and reads the report. The same job gives the same report; successful runs are cached. Throws
 * ToolMissingError when the optional package is absent, else ToolError.
 */
export async function runNextpnr(job: NextpnrJob): Promise<NextpnrReport> {
  const version = toolVersions().nextpnr;
  if (version === null) throw new ToolMissingError('nextpnr', nextpnrInstall);
  const { json, device } = job;
  const args = [`--${device}`, '--package', devices[device].package, '--json', 'design.json'];
  args.push('--report', 'report.json', '--seed', String(job.seed), '--timing-allow-fail');
  if (job.freqMHz !== undefined) args.push('--freq', String(job.freqMHz));
  const report = await cached(cacheKey({ tool: 'nextpnr', version, args, json }), () => execute(job, args));
  return parseNextpnrReport(report);
}

async function execute(job: NextpnrJob, args: readonly string[]): Promise<string> {
  const { device, json, timeoutMs = 600_000, signal } = job;
  const files = { 'design.json': json };
  const { chipDatabase } = devices[device];
  const answer = await runInPool({ tool: 'nextpnr', args, files, chipDatabase }, timeoutMs, signal);
  const log = 'stdout' in answer ? answer.stdout + answer.stderr : '';
  const fail = (kind: ToolError['kind'], text: string): ToolError =>
    new ToolError({ tool: 'nextpnr', kind, text, log, script: args.join(' '), files });
  if (answer.kind === 'timeout') throw fail('timeout', `nextpnr was stopped after ${timeoutMs / 1000} s`);
  if (answer.kind === 'missing') throw new ToolMissingError('nextpnr', nextpnrInstall);
  if (answer.kind !== 'done') throw fail(answer.kind, `nextpnr ${answer.kind}: ${answer.text}`);
  const report = answer.files['report.json'];
  if (report === undefined) throw fail('failed', 'nextpnr did not write its report');
  return report;
}
