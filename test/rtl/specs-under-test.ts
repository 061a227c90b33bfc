import { type Format, parseFormat } from '../../src/format/index.ts';
import { maxStages, type UnitRequest, type UnitSpec, unitSpec } from '../../src/unit/index.ts';

/** Both ends of every width, every encoding, a bias of its own, and the formats people use. */
export const FORMATS: readonly Format[] = [
  ...['e2m1', 'e4m3', 'e5m2', 'e3m2-fnuz', 'e2m3', 'bf16', 'fp16', 'fp32', 'e11m1-bias20-fn', 'e2m23'],
].map((name) => parseFormat(name));

/** Requests that between them take every branch of every template, each with every register cut at least once. */
export const REQUESTS: readonly (readonly [product: string, UnitRequest])[] = [
  ['lmul', {}],
  ['lmul', { contract: 'bare', stages: 1 }],
  ['lmul', { contract: 'full', rounding: 'rup' }],
  ['lmul', { contract: 'full', output: 'wide', stages: 5 }],
  ['lmul', { contract: 'bare', output: 'wide' }],
  ['lmul', { output: 'wide', stages: 2 }],
  ['lmul', { offset: '1/18', contract: 'bare' }],
  ['lmul', { form: 'equation' }],
  ['lmul', { form: 'equation', contract: 'bare', rounding: 'rdn', stages: 5 }],
  ['lmul', { form: 'equation', contract: 'full', rounding: 'rna' }],
  ['lmul', { form: 'equation', output: 'wide' }],
  ['lmul', { form: 'equation', offset: '1/9', contract: 'full', output: 'wide' }],
  ['mitchell', { stages: 4 }],
  ['mitchell', { form: 'equation', contract: 'full', saturate: true }],
  ['exact', {}],
  ['exact', { contract: 'bare', rounding: 'rtz' }],
  ['exact', { contract: 'full', rounding: 'rdn', stages: 3 }],
  ['exact', { contract: 'full', output: 'wide', stages: 1 }],
  ['exact', { output: 'wide' }],
  ['exact', { contract: 'bare', output: 'wide', stages: 2 }],
  ['exact', { architecture: 'array' }],
  ['exact', { architecture: 'array', contract: 'full', rounding: 'rup', stages: 3 }],
  ['exact', { architecture: 'array', contract: 'bare', output: 'wide', stages: 1 }],
  ['exact', { architecture: 'table', rounding: 'rna', stages: 5 }],
  ['exact', { architecture: 'table', contract: 'full' }],
  ['exact', { architecture: 'carry-in' }],
  ['exact', { architecture: 'carry-in', rounding: 'rup', stages: 4 }],
  ['exact', { architecture: 'carry-in', contract: 'full', saturate: true }],
  ['exact', { architecture: 'carry-in', contract: 'bare', rounding: 'rtz' }],
  ['signed-mantissa', { stages: 4 }],
  ['signed-mantissa', { contract: 'full', output: 'wide' }],
  ['signed-mantissa', { contract: 'bare', rounding: 'rtz' }],
  ['truncated', {}],
  ['truncated', { contract: 'full', output: 'wide', stages: 3 }],
  ['truncated', { contract: 'bare', columns: 1, rounding: 'rup' }],
  ['lns', {}],
  ['lns', { contract: 'full', rounding: 'rup', logGuard: 1, stages: 5 }],
  ['lns', { contract: 'bare', rounding: 'rtz', stages: 2 }],
  ['lns', { rounding: 'rdn', logGuard: 0 }],
  ['add', {}],
  ['add', { contract: 'full', stages: 5 }],
  ['add', { rounding: 'rtz', stages: 2 }],
  ['add', { contract: 'full', rounding: 'rna', saturate: true }],
  ['add', { contract: 'full', rounding: 'rdn', stages: 3 }],
];

/** The spec of a request on a format, with as many stages as it has places for; undefined where it is refused. */
export function acceptedSpec(product: string, format: Format, request: UnitRequest): UnitSpec | undefined {
  try {
    const { stages = 0, ...rest } = request;
    const combinational = unitSpec(product, format, rest);
    return unitSpec(product, format, { ...rest, stages: Math.min(stages, maxStages(combinational)) });
  } catch {
    return undefined;
  }
}

/** Every request on every format, but for those that are refused. */
export function everyRequestOn(formats: readonly Format[]): UnitSpec[] {
  return formats.flatMap((format) =>
    REQUESTS.flatMap(([product, request]) => acceptedSpec(product, format, request) ?? []),
  );
}

/** About sixty: each format takes every fourth request, the next one beginning one further on. */
export function lintMatrix(): UnitSpec[] {
  return FORMATS.flatMap((format, i) =>
    REQUESTS.filter((_, j) => (i + j) % 4 === 0).flatMap(
      ([product, request]) => acceptedSpec(product, format, request) ?? [],
    ),
  );
}
