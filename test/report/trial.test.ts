import { describe, expect, it } from 'vitest';
import { attention, linear, runTrial, type Tensor } from '../../src/measure/index.ts';
import { type TrialHead, trialCsv, trialData, trialText } from '../../src/report/index.ts';

const tensor = (shape: readonly number[], values: readonly number[]): Tensor => ({
  shape,
  values: Float64Array.from(values),
  elements: values.length,
});
const [x, w] = [tensor([1, 2], [1, -2]), tensor([2, 2], [0.5, 0.25, 1, 0.75])];
const zeros = tensor([1, 2], [0, 0]);
const head: TrialHead = { computation: 'linear', tensors: { x: 'x.npy [1, 2]' }, options: {} };
const WHY = 'the reference output is zero everywhere';

describe('a trial whose reference is zero everywhere', () => {
  const trials = [runTrial(linear(zeros, w), []), runTrial(attention(x, x, zeros), [])];

  it.each(trials)('has no figures relative to it, and says why once', (trial) => {
    for (const style of ['text', 'markdown'] as const) {
      const text = trialText(head, trial, style);
      expect(text).not.toMatch(/NaN|inf\b/i);
      expect(text.split(WHY)).toHaveLength(2);
    }
    expect(trialText(head, trial, 'text')).toMatch(/^float32 +- +- +- +0\.00e\+0 +0\.00e\+0 +- +- +0$/m);
  });

  it.each(trials)('has null for them as data, and nothing as CSV', (trial) => {
    const none = { relativeError: null, sqnrDb: null, cosine: null, maxAbsError: 0 };
    expect(JSON.parse(JSON.stringify(trialData(head, trial)))).toMatchObject({
      rows: [{ againstFloat64: none, againstFloat32: none }],
    });
    expect(trialCsv(trial).split('\n')[1]).toBe('float32,float32,none,,float64,,,0,0,,0');
  });
});

describe('a trial whose outputs are', () => {
  it('those of the reference has an infinite ratio of signal to noise: inf, null, nothing', () => {
    const trial = runTrial(linear(x, w), []);
    expect(trialText(head, trial, 'text')).toMatch(/^float32 +- +0\.0000 % +inf .* 1\.000000 /m);
    expect(trialText(head, trial, 'text')).not.toContain(WHY);
    expect(JSON.stringify(trialData(head, trial))).toContain('"sqnrDb":null');
    expect(trialCsv(trial).split('\n')[1]).toBe('float32,float32,none,,float64,0,,0,0,1,0');
  });

  it('zero where the reference is not has no cosine, and says why', () => {
    const trial = runTrial(linear(tensor([1, 2], [1e-50, 1e-50]), w), []);
    const text = trialText(head, trial, 'text');
    expect(text).toMatch(/^float32 +- +100\.0000 % +0\.00 .* - +- +0$/m);
    expect(text).not.toContain('NaN');
    expect(text).toContain('-: of an output that is zero everywhere');
  });
});
