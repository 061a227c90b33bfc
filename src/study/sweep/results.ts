import { z } from 'zod';
import { Diagnostic } from '../../diagnostic.ts';
import { packageVersion } from '../../package-root.ts';
import { toolVersions } from '../../tools/index.ts';
import type { PointOutcome } from './outcome.ts';
import type { Refused } from './plan.ts';
import type { Study } from './study.ts';
import type { Shard } from './sweep.ts';
import { isTooDeep } from './too-deep.ts';

/** What a sweep leaves behind; a shard has only its own points. */
export interface SweepResults {
  readonly study: Study;
  readonly lmul: string;
  readonly tools: ReturnType<typeof toolVersions>;
  /** Points of the whole plan. */
  readonly planned: number;
  readonly shard?: Shard;
  readonly refused: readonly Refused[];
  readonly points: readonly PointOutcome[];
}

/** Results under the versions that made them. */
export function sweepResults(fields: Omit<SweepResults, 'lmul' | 'tools'>): SweepResults {
  const { study, planned, shard, refused, points } = fields;
  return {
    study,
    lmul: packageVersion,
    tools: toolVersions(),
    planned,
    ...(shard === undefined ? {} : { shard }),
    refused,
    points,
  };
}

/** What merging relies on; the rest is ours, and goes through as it is. */
const stored = z.looseObject({
  study: z.looseObject({ name: z.string() }),
  lmul: z.string(),
  tools: z.looseObject({}),
  planned: z.int().positive(),
  shard: z.strictObject({ index: z.int().positive(), of: z.int().positive().max(99_999) }).exactOptional(),
  refused: z.array(z.looseObject({})),
  points: z.array(z.looseObject({ index: z.int().nonnegative(), kind: z.enum(['measured', 'failed']) })),
});

/** The results in a `results.json`. Throws Diagnostic `merge/not-results`. */
export function parseResults(text: string, file: string): SweepResults {
  const refuse = (got: string): Diagnostic =>
    new Diagnostic({
      code: 'merge/not-results',
      text: `${file} does not hold the results of a sweep.`,
      got,
      wayOut: 'a directory that lmul sweep STUDY -o DIR wrote',
    });
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw refuse((error as Error).message);
  }
  if (isTooDeep(data)) throw refuse('JSON that is nested too deep');
  const result = stored.safeParse(data);
  if (!result.success) {
    const issue = result.error.issues[0]!;
    throw refuse(`${issue.path.join('.') || 'the whole'}: ${issue.message}`);
  }
  // As it was read: what zod returns has its keys in another order.
  return data as SweepResults;
}

/**
 * Results of parts as the results of the whole: byte for byte what one sweep would have left.
 * @throws Diagnostic `merge/different`: other studies or versions; `merge/missing`: points that are in no part
 */
export function mergeResults(parts: readonly SweepResults[]): SweepResults {
  const [first] = parts;
  if (first === undefined) throw new TypeError('nothing to merge');
  for (const key of ['study', 'lmul', 'tools', 'planned', 'refused'] as const)
    for (const part of parts)
      if (JSON.stringify(part[key]) !== JSON.stringify(first[key]))
        throw new Diagnostic({
          code: 'merge/different',
          text: `These results are not parts of one sweep: they differ in ${key}.`,
          got: `${brief(first[key])} and ${brief(part[key])}`,
          wayOut: 'results of one study file, by one version of the tools',
        });
  const points = new Map<number, PointOutcome>();
  for (const part of parts)
    for (const point of part.points) {
      // A shard has no fronts; a merged or whole result has, and they are made anew.
      const { onFront: _, ...outcome } = point as PointOutcome & { readonly onFront?: unknown };
      const known = points.get(point.index);
      if (known === undefined || known.kind === 'failed')
        points.set(point.index, outcome as unknown as PointOutcome);
    }
  const { study, lmul, tools, planned, refused } = first;
  if (points.size < planned) throw missingPoints(parts, planned - points.size, planned);
  const inOrder = [...points.values()].sort((a, b) => a.index - b.index);
  return { study, lmul, tools, planned, refused, points: inOrder };
}

function missingPoints(parts: readonly SweepResults[], missing: number, planned: number): Diagnostic {
  const of = parts.find(({ shard }) => shard !== undefined)?.shard?.of;
  const have = new Set(parts.map(({ shard }) => shard?.index));
  const absent = Array.from({ length: of ?? 0 }, (_, at) => at + 1).filter((index) => !have.has(index));
  return new Diagnostic({
    code: 'merge/missing',
    text: 'Some points of the sweep are in none of these results.',
    got: `${planned - missing} of ${planned} points`,
    wayOut:
      absent.length === 0
        ? 'the results of every shard'
        : `the results of ${absent.map((index) => `--shard ${index}/${of}`).join(', ')} as well`,
  });
}

function brief(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length <= 60 ? text : `${text.slice(0, 60)}...`;
}
