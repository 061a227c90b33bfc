import { Diagnostic } from '../diagnostic.ts';
import { widthOf } from '../format/index.ts';
import { modelOf } from '../model/index.ts';
import type { UnitSpec } from '../unit/index.ts';
import { allPairs, isExhaustive, type OperandPairs, randomPairs } from './operands.ts';
import { directedOf } from './sum-operands.ts';

/** Operand codes and the result code the model gives. */
export interface Vector {
  readonly a: bigint;
  readonly b: bigint;
  readonly p: bigint;
}

export type VectorRequest =
  | { readonly kind: 'exhaustive' }
  /** The directed pairs, then `count` random ones. */
  | { readonly kind: 'sampled'; readonly count: number; readonly seed: number };

/** Most random vectors of one file. */
export const MAX_VECTORS = 1_000_000;

/** All pairs where that is feasible, else the directed ones and 10,000 random ones of seed 1. */
export function defaultVectorRequest(spec: UnitSpec): VectorRequest {
  return isExhaustive(spec.format) ? { kind: 'exhaustive' } : { kind: 'sampled', count: 10_000, seed: 1 };
}

/**
 * Test vectors of a unit, by its model, in a fixed order.
 * @throws Diagnostic `vectors/...` for all pairs of a wide format, or a count or seed that is not one.
 */
export function vectorsOf(spec: UnitSpec, request: VectorRequest): Vector[] {
  const model = modelOf(spec);
  return operandsOf(spec, request).flatMap(({ a, b }) =>
    a.map((code, i) => ({ a: code, b: b[i] as bigint, p: model(code, b[i] as bigint) })),
  );
}

function operandsOf(spec: UnitSpec, request: VectorRequest): OperandPairs[] {
  const { format } = spec;
  switch (request.kind) {
    case 'exhaustive':
      if (isExhaustive(format)) return [allPairs(format)];
      throw new Diagnostic({
        code: 'vectors/too-many',
        text: `${format.name} has 2^${2 * widthOf(format)} operand pairs: too many to list.`,
        got: '--exhaustive',
        wayOut: '--count 10000 --seed 1 for corner cases and that many random pairs',
      });
    case 'sampled':
      checkWhole('count', request.count, MAX_VECTORS, '--count 10000');
      checkWhole('seed', request.seed, 2 ** 32 - 1, '--seed 1');
      return [directedOf(spec, request.seed), randomPairs(format, request.count, request.seed)];
  }
}

function checkWhole(what: 'count' | 'seed', got: number, most: number, wayOut: string): void {
  if (Number.isInteger(got) && got >= 0 && got <= most) return;
  throw new Diagnostic({
    code: `vectors/${what}`,
    text: `The ${what} of random vectors is a whole number from 0 to ${most}.`,
    got: `--${what} ${got}`,
    wayOut,
  });
}
