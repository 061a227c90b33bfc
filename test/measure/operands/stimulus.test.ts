import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decode, parseFormat, toNumber } from '../../../src/format/index.ts';
import {
  describeStimulus,
  fileOperand,
  laneStream,
  operandStream,
  STIMULUS_NAMES,
  type StimulusName,
  sigmaOf,
  stimulusSpec,
} from '../../../src/measure/index.ts';
import { floats, npy } from './tensor-files.ts';

const fp32 = parseFormat('fp32');

/** Operands of a stimulus as reals; fp32 is fine enough for their distribution. */
function realsOf(name: StimulusName, side: 'a' | 'b', count: number, options = {}): number[] {
  const stream = operandStream(stimulusSpec(name, fp32, options), fp32);
  return stream.pairs(0, count)[side].map((code) => toNumber(decode(fp32, code)));
}

const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
/** Correlation of each number with the one before. */
const lagOne = (values: readonly number[]): number =>
  mean(values.slice(1).map((x, i) => x * (values[i] as number))) / mean(values.map((x) => x * x));

describe('a stimulus', () => {
  it.each(STIMULUS_NAMES)(
    'named %s gives the same pairs each time, in any pieces, others for another seed',
    (name) => {
      const format = parseFormat('e4m3');
      const spec = stimulusSpec(name, format);
      const whole = operandStream(spec, format).pairs(0, 300);
      const again = operandStream(JSON.parse(JSON.stringify(spec)), format);
      expect(again.pairs(100, 200).a).toEqual(whole.a.slice(100));
      expect(again.pairs(0, 300)).toEqual(whole);
      expect(operandStream({ ...spec, seed: 2 }, format).pairs(0, 300)).not.toEqual(whole);
      expect(whole.a).not.toEqual(whole.b);
    },
  );

  it('gaussian has mean 0, standard deviation sigma and normal tails', () => {
    const values = realsOf('gaussian', 'a', 40_000);
    expect(mean(values)).toBeCloseTo(0, 1);
    expect(mean(values.map((x) => x * x))).toBeCloseTo(1, 1);
    // 4.55 % of a normal distribution lie beyond two standard deviations.
    expect(mean(values.map((x) => (Math.abs(x) > 2 ? 1 : 0)))).toBeCloseTo(0.0455, 2);
    expect(lagOne(values)).toBeCloseTo(0, 1);
  });

  it('lognormal has standard normal logarithms and both signs', () => {
    const values = realsOf('lognormal', 'b', 20_000);
    const logs = values.map((x) => Math.log(Math.abs(x)));
    expect(mean(logs)).toBeCloseTo(0, 1);
    expect(mean(logs.map((x) => x * x))).toBeCloseTo(1, 1);
    expect(mean(values.map(Math.sign))).toBeCloseTo(0, 1);
  });

  it('relu is zero half of the time on one side, gaussian on the other', () => {
    const values = realsOf('relu', 'a', 20_000);
    expect(mean(values.map((x) => (x === 0 ? 1 : 0)))).toBeCloseTo(0.5, 1);
    expect(Math.min(...values)).toBe(0);
    expect(mean(realsOf('relu', 'b', 20_000).map(Math.sign))).toBeCloseTo(0, 1);
  });

  it('ar1 correlates neighbours by 0.95', () => {
    const values = realsOf('ar1', 'a', 40_000);
    expect(lagOne(values)).toBeCloseTo(0.95, 1);
    expect(lagOne(values)).toBeLessThan(0.97);
    expect(mean(values.map((x) => x * x))).toBeCloseTo(1, 0);
  });

  it('held keeps its second operand for 64 pairs, or as long as told', () => {
    const values = realsOf('held', 'b', 640);
    expect(new Set(values).size).toBe(10);
    expect(new Set(values.slice(0, 64)).size).toBe(1);
    const kept = realsOf('gaussian', 'b', 10, { reuse: 5 });
    expect(kept.map((x) => kept.indexOf(x))).toEqual([0, 0, 0, 0, 0, 5, 5, 5, 5, 5]);
  });

  it('uniform draws every code of a small format', () => {
    const format = parseFormat('e2m1');
    const { a } = operandStream(stimulusSpec('uniform', format), format).pairs(0, 400);
    expect(new Set(a).size).toBe(16);
  });

  it('is scaled to the middle of the normal range', () => {
    // sqrt(448 / 64) = 2.6; sqrt(3.39e38 x 1.18e-38) = 1.996; sqrt(6 x 1) = 2.4; sqrt(65504 / 16384) = 1.9995.
    expect(['e4m3', 'bf16', 'e2m1', 'fp16'].map((name) => sigmaOf(parseFormat(name)))).toEqual([2, 1, 2, 1]);
  });

  it('is described in a line', () => {
    const spec = stimulusSpec('held', parseFormat('e4m3'), { seed: 7, reuse: 16 });
    expect(describeStimulus(spec)).toBe('held: gaussian (sigma 2) x gaussian (sigma 2) held for 16, seed 7');
  });

  it('refuses a reuse and a seed that are none', () => {
    const words = 'An operand stays for a whole number of pairs.\n  got: reuse 0';
    expect(() => stimulusSpec('gaussian', fp32, { reuse: 0 })).toThrow(words);
    expect(() => stimulusSpec('gaussian', fp32, { seed: -1 })).toThrow('got: -1');
    const spec = stimulusSpec('gaussian', fp32);
    expect(() => operandStream({ ...spec, b: { ...spec.b, reuse: 0 } }, fp32)).toThrow(words);
  });
});

describe('operands of several lanes', () => {
  const e4m3 = parseFormat('e4m3');
  const lanesOf = (code: bigint, lanes: number): bigint[] =>
    Array.from({ length: lanes }, (_, lane) => (code >> BigInt(8 * lane)) & 0xffn);

  it.each(STIMULUS_NAMES)(
    '%s: the first lane is the stream of a single product, no two are alike',
    (name) => {
      const spec = stimulusSpec(name, e4m3);
      const [one, four] = [operandStream(spec, e4m3), laneStream(spec, e4m3, 4)];
      expect(four.width).toBe(32);
      for (const side of ['a', 'b'] as const) {
        const packed = four.pairs(50, 300)[side].map((code) => lanesOf(code, 4));
        expect(packed.map(([first]) => first)).toEqual(one.pairs(50, 300)[side]);
        const lanes = [0, 1, 2, 3].map((lane) => packed.map((codes) => codes[lane]).join());
        expect(new Set(lanes).size).toBe(4);
      }
    },
  );

  it('held: every lane keeps its own weight, and all change together', () => {
    const { b } = laneStream(stimulusSpec('held', e4m3, { reuse: 16 }), e4m3, 2).pairs(0, 160);
    for (let at = 0; at < 160; at++) if (at % 16 > 0) expect(b[at]).toBe(b[at - 1]);
    expect(new Set(b).size).toBeGreaterThan(8);
  });

  it('of a file: consecutive elements lie side by side', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lmul-lanes-'));
    const file = join(folder, 'x.npy');
    // Codes 0x38 to 0x3f: 1 to 1.875 in eighths.
    writeFileSync(file, npy('<f4', '(8,)', floats(...Array.from({ length: 8 }, (_, i) => 1 + i / 8))));
    const operand = { ...fileOperand(file, 'none'), reuse: 1 };
    rmSync(folder, { recursive: true });
    const { a } = laneStream({ name: 'file', seed: 1, a: operand, b: operand }, e4m3, 4).pairs(0, 3);
    expect(a).toEqual([0x3b3a3938n, 0x3f3e3d3cn, 0x3b3a3938n]);
  });

  it('uniform codes of numbers are all codes but those of NaN', () => {
    const spec = stimulusSpec('uniform', e4m3, { numbers: true });
    const { a } = operandStream(spec, e4m3).pairs(0, 5000);
    expect([...new Set(a)].sort((x, y) => Number(x - y))).toEqual(
      Array.from({ length: 256 }, (_, code) => BigInt(code)).filter((code) => code % 128n !== 127n),
    );
    expect(describeStimulus(spec)).toBe(
      'uniform: uniform codes of numbers x uniform codes of numbers, seed 1',
    );
  });
});
