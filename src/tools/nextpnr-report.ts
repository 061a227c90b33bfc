import { z } from 'zod';

const schema = z.object({
  fmax: z.record(z.string(), z.object({ achieved: z.number(), constraint: z.number() })),
  utilization: z.record(z.string(), z.object({ used: z.number(), available: z.number() })),
  critical_paths: z
    .array(
      z.object({
        from: z.string(),
        to: z.string(),
        path: z.array(z.object({ delay: z.number(), type: z.string() })),
      }),
    )
    .default([]),
});

export interface CriticalPath {
  readonly from: string;
  readonly to: string;
  readonly delayNs: number;
  /** The part of the delay spent in wires. */
  readonly routingNs: number;
  readonly steps: number;
}

export interface NextpnrReport {
  readonly fmaxMHz: Record<string, number>;
  readonly utilization: Record<string, { readonly used: number; readonly available: number }>;
  readonly criticalPaths: CriticalPath[];
}

/** Reads what `nextpnr-ice40 --report` writes. Throws an Error that says where it is not such a report. */
export function parseNextpnrReport(text: string): NextpnrReport {
  const parsed = schema.safeParse(JSON.parse(text));
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw new Error(`not a nextpnr report: ${issue.path.join('.')}: ${issue.message}`);
  }
  const { fmax, utilization, critical_paths } = parsed.data;
  const sum = (delays: readonly { delay: number }[]): number =>
    Number(delays.reduce((total, { delay }) => total + delay, 0).toFixed(4));
  return {
    fmaxMHz: Object.fromEntries(Object.entries(fmax).map(([clock, { achieved }]) => [clock, achieved])),
    utilization,
    criticalPaths: critical_paths.map(({ from, to, path }) => ({
      from,
      to,
      delayNs: sum(path),
      routingNs: sum(path.filter(({ type }) => type === 'routing')),
      steps: path.length,
    })),
  };
}
