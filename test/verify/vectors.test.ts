import { describe, expect, it } from 'vitest';
import { parseFormat } from '../../src/format/index.ts';
import { modelOf } from '../../src/model/index.ts';
import { unitSpec } from '../../src/unit/index.ts';
import { directedPairs } from '../../src/verify/operands.ts';
import { defaultVectorRequest, vectorsOf } from '../../src/verify/vectors.ts';
import { expectRefusal } from '../format/refusal.ts';

const e4m3 = unitSpec('lmul', parseFormat('e4m3'));
const bf16 = unitSpec('exact', parseFormat('bf16'));

describe('vectors of a unit', () => {
  it('are all 65,536 pairs of e4m3, a first, each once', () => {
    const vectors = vectorsOf(e4m3, { kind: 'exhaustive' });
    expect(vectors).toHaveLength(65_536);
    for (const [i, { a, b }] of vectors.entries())
      if (a !== BigInt(i >> 8) || b !== BigInt(i & 255)) expect.fail(`vector ${i} is ${a}, ${b}`);
  });

  it.each([
    [e4m3, 4_000],
    [bf16, 4_000],
    [unitSpec('exact', parseFormat('e4m3'), { output: 'wide', contract: 'full', stages: 2 }), 0],
  ])('have the product the model computes', (spec, count) => {
    const model = modelOf(spec);
    for (const { a, b, p } of vectorsOf(spec, { kind: 'sampled', count, seed: 3 }))
      expect(p).toBe(model(a, b));
  });

  it('are, when sampled, the directed pairs and then as many random ones as asked for (seed 7)', () => {
    const directed = directedPairs(bf16.format, 7).a.length;
    expect(vectorsOf(bf16, { kind: 'sampled', count: 0, seed: 7 })).toHaveLength(directed);
    expect(vectorsOf(bf16, { kind: 'sampled', count: 100, seed: 7 })).toHaveLength(directed + 100);
  });

  it('are the same for the same seed and others for another', () => {
    const sample = (seed: number): object => vectorsOf(bf16, { kind: 'sampled', count: 50, seed });
    expect(sample(1)).toEqual(sample(1));
    expect(sample(1)).not.toEqual(sample(2));
  });

  it('are by default all pairs up to 10 bits, and a sample beyond', () => {
    expect(defaultVectorRequest(e4m3)).toEqual({ kind: 'exhaustive' });
    expect(defaultVectorRequest(unitSpec('lmul', parseFormat('e4m5')))).toEqual({ kind: 'exhaustive' });
    expect(defaultVectorRequest(bf16)).toEqual({ kind: 'sampled', count: 10_000, seed: 1 });
  });
});

describe('vectors are refused', () => {
  it('when all pairs of a wide format are asked for', () => {
    expectRefusal(() => vectorsOf(bf16, { kind: 'exhaustive' }), {
      code: 'vectors/too-many',
      text: 'bf16 has 2^32 operand pairs: too many to list.',
      got: '--exhaustive',
      wayOut: '--count 10000 --seed 1 for corner cases and that many random pairs',
    });
  });

  it.each([-1, 1.5, Number.NaN, 1_000_001])('for a count of %d', (count) => {
    expectRefusal(() => vectorsOf(bf16, { kind: 'sampled', count, seed: 1 }), {
      code: 'vectors/count',
      text: 'The count of random vectors is a whole number from 0 to 1000000.',
      got: `--count ${count}`,
      wayOut: '--count 10000',
    });
  });

  it.each([-1, 0.5, Number.NaN, 2 ** 32])('for a seed of %d', (seed) => {
    expectRefusal(() => vectorsOf(bf16, { kind: 'sampled', count: 1, seed }), {
      code: 'vectors/seed',
      text: 'The seed of random vectors is a whole number from 0 to 4294967295.',
      got: `--seed ${seed}`,
      wayOut: '--seed 1',
    });
  });
});
