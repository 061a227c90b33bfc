import { f16round } from '@petamoriken/float16';
import { afterAll, describe, expect, it } from 'vitest';
import { compile, packLanes, readNetlist, unpackLanes } from '../../sim/index.ts';
import { parseFormat } from '../../src/format/index.ts';
import { modelOf } from '../../src/model/index.ts';
import { emitVerilog } from '../../src/rtl/index.ts';
import { elaborate } from '../../src/synth/index.ts';
import { closeTools } from '../../src/tools/index.ts';
import { shortName, unitSpec } from '../../src/unit/index.ts';
import { cornerOperands, cornerPairs } from './corner-codes.ts';

afterAll(closeTools);

const SEED = 754;
const COUNT = 40_000;

const view = new DataView(new ArrayBuffer(4));
const float32Of = (code: bigint): number => {
  view.setUint32(0, Number(code));
  return view.getFloat32(0);
};
const codeOfFloat32 = (value: number): bigint => {
  if (Number.isNaN(value)) return 0x7fc00000n;
  view.setFloat32(0, value);
  return BigInt(view.getUint32(0));
};

/** The number a float16 code means, by IEEE 754's own formula. */
function float16Of(code: bigint): number {
  const [sign, exp, man] = [Number(code >> 15n), Number((code >> 10n) & 31n), Number(code & 1023n)];
  const size =
    exp === 0
      ? man * 2 ** -24
      : exp === 31
        ? man === 0
          ? Infinity
          : NaN
        : (1 + man / 1024) * 2 ** (exp - 15);
  return sign === 1 ? -size : size;
}

const allFloat16 = Array.from({ length: 2 ** 16 }, (_, code) => BigInt(code));
const codesByValue = new Map<number | string, bigint>();
for (const code of allFloat16) {
  const value = float16Of(code);
  if (!Number.isNaN(value)) codesByValue.set(Object.is(value, -0) ? '-0' : value, code);
}
const codeOfFloat16 = (value: number): bigint =>
  Number.isNaN(value) ? 0x7e00n : (codesByValue.get(Object.is(value, -0) ? '-0' : value) as bigint);

/** Products of two float16 or float32 are exact in a double, and rounded once by others than us. */
const HOSTS = {
  fp32: (a: bigint, b: bigint) => codeOfFloat32(Math.fround(float32Of(a) * float32Of(b))),
  fp16: (a: bigint, b: bigint) => codeOfFloat16(f16round(float16Of(a) * float16Of(b))),
} as const;

describe.each(['fp16', 'fp32'] as const)('the exact %s product', (name) => {
  const format = parseFormat(name);
  const spec = unitSpec('exact', format, { contract: 'full' });
  const pairs = cornerPairs(format, COUNT, SEED);
  const host = HOSTS[name];

  it(`of the model is that of the host's arithmetic on ${COUNT} corner pairs, seed ${SEED}`, () => {
    const model = modelOf(spec);
    for (const [a, b] of pairs)
      if (model(a, b) !== host(a, b)) expect.fail(`${a} x ${b} is ${model(a, b)}, not ${host(a, b)}`);
    // Every kind of result is among them, subnormal ones too.
    const kinds = new Set(pairs.map(([a, b]) => kindOf(host(a, b))));
    expect(kinds).toEqual(new Set(['zero', 'subnormal', 'normal', 'inf', 'nan']));
  });

  it(`of the elaborated RTL is too`, async () => {
    const source = { top: shortName(spec), text: emitVerilog(spec) };
    const words = COUNT / 32;
    const width = 1 + format.expBits + format.manBits;
    const simulator = compile(readNetlist(await elaborate(source)), { words });
    simulator.setBits(
      'a_i',
      packLanes(
        pairs.map(([a]) => a),
        width,
        words,
      ),
    );
    simulator.setBits(
      'b_i',
      packLanes(
        pairs.map(([, b]) => b),
        width,
        words,
      ),
    );
    simulator.settle();
    const got = unpackLanes(simulator.getBits('p_o'), width, words);
    expect(pairs.findIndex(([a, b], index) => got[index] !== host(a, b))).toBe(-1);
  });

  function kindOf(code: bigint): string {
    const [exp, man] = [
      (code >> BigInt(format.manBits)) & BigInt(2 ** format.expBits - 1),
      code & BigInt(2 ** format.manBits - 1),
    ];
    if (exp === 0n) return man === 0n ? 'zero' : 'subnormal';
    return exp === BigInt(2 ** format.expBits - 1) ? (man === 0n ? 'inf' : 'nan') : 'normal';
  }
});

describe('corner operands', () => {
  it('are in every binade next to an end, with every run of ones', () => {
    const codes = new Set(cornerOperands(parseFormat('fp16')));
    for (const code of [
      0x0000n,
      0x8000n,
      0x0001n,
      0x03ffn,
      0x0400n,
      0x3bffn,
      0x3c00n,
      0x7bffn,
      0x7c00n,
      0x7e00n,
      0xfc01n,
    ])
      expect(codes.has(code)).toBe(true);
    expect(codes.size).toBeGreaterThan(900);
  });

  it('round as the independent package says, where both are by hand: ties to even', () => {
    // 1 + 2^-11 is halfway between 1 and 1 + 2^-10; 1 + 3 * 2^-11 halfway between two odd and even neighbours.
    expect([f16round(1 + 2 ** -11), f16round(1 + 3 * 2 ** -11)]).toEqual([1, 1 + 2 ** -9]);
  });
});
