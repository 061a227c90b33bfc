import { describe, expect, it } from 'vitest';
import { decode, encode, parseFormat, type Rounding, toNumber } from '../../src/format/index.ts';
import { float32Bits, valueOfDouble } from './dyadic.ts';
import { mulberry32, randomCodes } from './random.ts';

function converted(
  name: string,
  x: number,
  rounding: Rounding = 'rne',
  overflow: 'encoding' | 'saturate' = 'encoding',
) {
  const format = parseFormat(name);
  return toNumber(
    decode(format, encode(format, valueOfDouble(x), { rounding, overflow, subnormals: 'keep' })),
  );
}

describe('conversion to the OFP8 formats', () => {
  it.each([
    ['e4m3', 464, 448],
    ['e4m3', 464.0001, Number.NaN],
    ['e4m3', 480, Number.NaN],
    ['e4m3', -Infinity, Number.NaN],
    ['e5m2', 61439, 57344],
    ['e5m2', 61440, Infinity],
    ['e5m2', -1e9, -Infinity],
    ['e4m3-ieee', 247.9, 240],
    ['e4m3-ieee', 248, Infinity],
    ['e4m3-fnuz', 247.9, 240],
    ['e4m3-fnuz', 248, Number.NaN],
    ['e4m3', 2 ** -10, 0],
    ['e4m3', 2 ** -10 * 1.01, 2 ** -9],
    ['e5m2', 2 ** -17, 0],
    ['e5m2', 2 ** -17 * 1.01, 2 ** -16],
  ])('not saturating takes %s from %d to %d', (name, x, result) => {
    expect(converted(name, x)).toBe(result);
  });

  it.each([
    ['e4m3', 465, 448],
    ['e4m3', -1e30, -448],
    ['e4m3', Infinity, 448],
    ['e5m2', 61440, 57344],
    ['e5m2', Infinity, Infinity],
    ['e4m3-fnuz', -Infinity, -240],
  ])('saturating takes %s from %d to %d', (name, x, result) => {
    expect(converted(name, x, 'rne', 'saturate')).toBe(result);
  });

  it.each([
    ['e3m2', 1e6, 28],
    ['e2m3', -7.9, -7.5],
    ['e2m1', 5, 4],
    ['e2m1', 7, 6],
    ['e2m1', 0.25, 0],
    ['e2m1', 0.75, 1],
    ['e2m1', 2.5, 2],
    ['e2m1', 3.5, 4],
  ])('to the MX format %s, which has only numbers, takes %d to %d', (name, x, result) => {
    expect(converted(name, x)).toBe(result);
  });

  it.each([
    ['rtz', 470, 448],
    ['rdn', 470, 448],
    ['rup', 470, Number.NaN],
    ['rup', -470, -448],
    ['rdn', -470, Number.NaN],
    ['rna', 464, Number.NaN],
    ['rup', 2 ** -30, 2 ** -9],
    ['rdn', 2 ** -30, 0],
  ] as const)('%s takes %d to %d in e4m3', (rounding, x, result) => {
    expect(converted('e4m3', x, rounding)).toBe(result);
  });
});

/** Round half to even on the format's quantum, in doubles: binary16 from the definition of IEEE 754. */
function halfOf(x: number): number {
  const magnitude = Math.abs(x);
  let exponent = -14;
  while (2 ** (exponent + 1) <= magnitude && exponent < 16) exponent++;
  const quantum = 2 ** (exponent - 10);
  const floor = Math.floor(magnitude / quantum);
  const rest = magnitude / quantum - floor;
  const rounded = (floor + (rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? 1 : 0)) * quantum;
  const result = rounded > 65504 ? Infinity : rounded;
  return x < 0 || Object.is(x, -0) ? -result : result;
}

describe('conversion to the wide formats', () => {
  it('rounds 20,000 random doubles to fp32 as Math.fround does, subnormals and overflow included, seed 17', () => {
    const fp32 = parseFormat('fp32');
    const next = mulberry32(17);
    for (let i = 0; i < 20_000; i++) {
      const x = (next() / 2 ** 31 - 1) * 2 ** ((next() % 290) - 155) + (next() % 3) * 2 ** -149;
      const code = encode(fp32, valueOfDouble(x), {
        rounding: 'rne',
        overflow: 'encoding',
        subnormals: 'keep',
      });
      if (code !== float32Bits(Math.fround(x))) expect.fail(`${x} became ${code.toString(16)}`);
    }
  });

  it('rounds 20,000 random doubles to fp16 as arithmetic on the quantum does, seed 19', () => {
    const next = mulberry32(19);
    for (let i = 0; i < 20_000; i++) {
      const bits = 2 ** (1 + (next() % 14));
      const x = (Math.round((next() / 2 ** 31 - 1) * bits) / bits) * 2 ** ((next() % 44) - 26);
      expect(converted('fp16', x)).toBe(halfOf(x));
    }
    expect(halfOf(65519.99)).toBe(65504);
    expect(converted('fp16', 65520)).toBe(Infinity);
  });

  it('rounds 20,000 random floats to bf16 as the usual addition to their bits does, seed 23', () => {
    const bf16 = parseFormat('bf16');
    const next = randomCodes(23, 32);
    for (let i = 0; i < 20_000; i++) {
      const bits = next();
      const value = decode(parseFormat('fp32'), bits);
      if (value.kind === 'nan') continue;
      const expected = (bits + 0x7fffn + ((bits >> 16n) & 1n)) >> 16n;
      expect(encode(bf16, value, { rounding: 'rne', overflow: 'encoding', subnormals: 'keep' })).toBe(
        expected,
      );
    }
  });
});
