import { afterAll, describe, expect, it } from 'vitest';
import { compile, readNetlist, unpackLanes } from '../../../sim/index.ts';
import {
  decode,
  type Format,
  maxFiniteMag,
  nanCode,
  parseFormat,
  toNumber,
  widthOf,
} from '../../../src/format/index.ts';
import { type ErrorStatistics, errorOf } from '../../../src/measure/index.ts';
import { closeTools } from '../../../src/tools/index.ts';
import { resultFormat, type UnitRequest, type UnitSpec, unitSpec } from '../../../src/unit/index.ts';
import { type CheckedUnit, checkUnit, describeCounterexample } from '../../../src/verify/index.ts';
import { BLOCK_WORDS, exhaustiveStimulus } from '../../../src/verify/stimulus.ts';

afterAll(closeTools);

const spec = (product: string, format: string, request: UnitRequest = {}): UnitSpec =>
  unitSpec(product, parseFormat(format), request);

async function checked(unit: UnitSpec): Promise<CheckedUnit> {
  const result = await checkUnit(unit, { count: 1_000 });
  if (result.kind === 'failed') expect.fail(describeCounterexample(unit, result.counterexample));
  return result.unit;
}

/** Statistics in per cent, rounded as the published tables are. */
const perCent = (share: number): number => Number((100 * share).toFixed(4));

type Row = readonly [name: string, unit: UnitSpec, mred: number, bias: number];

/** numerics.md section 5. */
const PUBLISHED: readonly Row[] = [
  ['lmul e4m3, adder', spec('lmul', 'e4m3'), 5.2412, 4.9299],
  ['lmul e4m3, equation, rne', spec('lmul', 'e4m3', { form: 'equation' }), 7.2274, -1.3525],
  ['lmul e4m3, equation, rtz', spec('lmul', 'e4m3', { form: 'equation', rounding: 'rtz' }), 8.0871, -2.2122],
  ['lmul e4m3, equation, wide', spec('lmul', 'e4m3', { form: 'equation', output: 'wide' }), 6.8862, -0.965],
  ['mitchell e4m3', spec('mitchell', 'e4m3'), 3.779, -3.779],
  ['exact e4m3, rne', spec('exact', 'e4m3'), 1.9013, -0.5413],
  ['exact e4m3, rne, by carry-in', spec('exact', 'e4m3', { architecture: 'carry-in' }), 1.9013, -0.5413],
  ['exact e4m3, rtz', spec('exact', 'e4m3', { rounding: 'rtz' }), 2.912, -2.912],
  ['lmul e5m2, adder', spec('lmul', 'e5m2'), 14.6736, 14.6736],
  ['lmul e5m2, equation, rne', spec('lmul', 'e5m2', { form: 'equation' }), 12.0035, 7.0262],
  ['mitchell e5m2', spec('mitchell', 'e5m2'), 3.572, -3.572],
  ['exact e5m2, rne', spec('exact', 'e5m2'), 3.572, -1.9053],
  ['lmul bf16, adder', spec('lmul', 'bf16'), 2.6555, 0.4085],
];

describe('the error of a checked unit, simulated through its gate netlist', () => {
  it.each(PUBLISHED)('is the published one for %s', async (_, unit, mred, bias) => {
    const error = errorOf(await checked(unit));
    expect({ mred: perCent(error.mred), bias: perCent(error.bias) }).toEqual({ mred, bias });
    expect(error).toMatchObject({ kind: 'exhaustive', pairs: 4 ** unit.format.manBits });
  });

  it('has the published extremes, spread and share of L-Mul at e4m3', async () => {
    const { rms, min, max, notRne } = errorOf(await checked(spec('lmul', 'e4m3')));
    expect([rms, min, max, notRne].map((share) => perCent(share as number))).toEqual([
      6.0236, -3.0303, 12.5, 60.9375,
    ]);
  });

  it('counts no result of a correctly rounded unit as differently rounded', async () => {
    expect(errorOf(await checked(spec('exact', 'e4m3'))).notRne).toBe(0);
    expect(errorOf(await checked(spec('exact', 'e4m3', { rounding: 'rtz' }))).notRne).toBe(17 / 64);
  });

  it('leaves that share out for a wide result, which nothing rounds', async () => {
    const wide = spec('lmul', 'e4m3', { form: 'equation', output: 'wide' });
    expect(errorOf(await checked(wide))).not.toHaveProperty('notRne');
  });

  it('of an adder refers to the real sum: two of one binade carry, and half of them lose a bit to rounding', async () => {
    const error = errorOf(await checked(spec('add', 'e4m3')));
    // (8 + i) + (8 + j) over 8 loses its last bit when odd; ties go to even, up as often as down.
    let [bias, mred] = [0, 0];
    for (let i = 0; i < 8; i++)
      for (let j = 0; j < 8; j++) {
        const sum = 16 + i + j;
        const [down, up] = [Math.floor(sum / 2), Math.ceil(sum / 2)];
        const rounded = 2 * (down % 2 === 0 ? down : up);
        bias += (rounded - sum) / sum / 64;
        mred += Math.abs(rounded - sum) / sum / 64;
      }
    expect(error.bias).toBeCloseTo(bias, 12);
    expect(error.mred).toBeCloseTo(mred, 12);
    expect(error).toMatchObject({ kind: 'exhaustive', pairs: 64, notRne: 0 });
    expect(errorOf(await checked(spec('add', 'e4m3', { rounding: 'rtz' }))).notRne).toBeGreaterThan(0.2);
  });

  it('is that of the combinational unit when it is pipelined', async () => {
    const error = (stages: number): Promise<ErrorStatistics> =>
      checked(spec('exact', 'e4m3', { stages })).then((unit) => errorOf(unit));
    expect(await error(2)).toEqual(await error(0));
  });

  it('changes when a gate of the netlist does: it is not the model that is measured', async () => {
    const unit = await checked(spec('lmul', 'e4m3'));
    const text = JSON.stringify(unit.netlists.gates).replaceAll('$_XOR_', '$_XNOR_');
    const mutant = { ...unit, netlists: { ...unit.netlists, gates: JSON.parse(text) } } as CheckedUnit;
    expect(errorOf(mutant).mred).not.toBe(errorOf(unit).mred);
  });
});

/** What the gate netlist puts out for every pair, a first. */
function outputsOf({ spec: unit, netlists }: CheckedUnit): bigint[] {
  const simulator = compile(readNetlist(netlists.gates), { words: BLOCK_WORDS });
  return exhaustiveStimulus(unit).blocks.flatMap(({ a, b }) => {
    simulator.setBits('a_i', a);
    simulator.setBits('b_i', b);
    simulator.settle();
    return unpackLanes(simulator.getBits('p_o'), widthOf(resultFormat(unit)), BLOCK_WORDS);
  });
}

/** Correct rounding by search: among all finite codes the nearest to the real product, ties to the even code. */
function nearestFinite(unit: UnitSpec, exact: number): bigint {
  let best = 0n;
  for (let code = 0n; code < 1n << BigInt(widthOf(unit.format)); code++) {
    const [value, held] = [code, best].map((of) => toNumber(decode(unit.format, of))) as [number, number];
    if (!Number.isFinite(value)) continue;
    const [distance, least] = [Math.abs(value - exact), Math.abs(held - exact)];
    if (distance < least || (distance === least && (code & 1n) === 0n && (best & 1n) === 1n)) best = code;
  }
  return best;
}

describe('exact units, through their gate netlist', () => {
  it.each(['e4m3', 'e5m2'])(
    'of %s by multiplication and by carry-in are equal on all pairs',
    async (format) => {
      const units = await Promise.all(
        ['multiply', 'carry-in'].map((architecture) => checked(spec('exact', format, { architecture }))),
      );
      const [multiply, carryIn] = units.map(outputsOf) as [bigint[], bigint[]];
      expect(multiply).toHaveLength(65_536);
      expect(carryIn).toEqual(multiply);
    },
  );

  it.each(['e4m3', 'e5m2'])(
    'of %s round every 97th product in range to the nearest number, in full',
    async (format) => {
      const unit = await checked(spec('exact', format, { contract: 'full' }));
      const outputs = outputsOf(unit);
      const real = (code: bigint): number => toNumber(decode(unit.spec.format, code));
      const largest = format === 'e4m3' ? 448 : 57_344;
      let held = 0;
      for (let i = 0; i < outputs.length; i += 97) {
        const exact = real(BigInt(i >> 8)) * real(BigInt(i & 255));
        if (!(Math.abs(exact) <= largest) || exact === 0) continue;
        // A zero is held against zero, and its sign against that of the product.
        expect(real(outputs[i]!) + 0, `pair ${i}`).toBe(real(nearestFinite(unit.spec, exact)) + 0);
        expect(outputs[i]! >> 7n, `pair ${i}`).toBe(BigInt(exact < 0));
        held += 1;
      }
      expect(held).toBeGreaterThan(300);
    },
  );

  it.each(['e4m3', 'e5m2'])(
    'of %s differ under flush from full where a subnormal or the end of the range is met, and nowhere else',
    async (name) => {
      const [flush, full] = (await Promise.all(
        (['flush', 'full'] as const).map((contract) => checked(spec('exact', name, { contract }))),
      )) as [CheckedUnit, CheckedUnit];
      const { format } = flush.spec;
      const [flushed, kept] = [outputsOf(flush), outputsOf(full)];
      let differing = 0;
      for (const [i, code] of flushed.entries()) {
        const [a, b] = [BigInt(i >> 8), BigInt(i & 255)];
        const stated = flushedCode(format, a, b, kept[i]!);
        if (code !== stated)
          expect.fail(`${name}: 0x${a.toString(16)} x 0x${b.toString(16)} flushes to ${code}, not ${stated}`);
        if (code !== kept[i]) differing += 1;
      }
      expect(differing).toBeGreaterThan(1_000);
    },
  );
});

/** What the contract makes of a product under flush, given what it is in full. */
function flushedCode(format: Format, a: bigint, b: bigint, full: bigint): bigint {
  const real = (code: bigint): number => toNumber(decode(format, code));
  const sign = (a ^ b) & 0x80n;
  const smallestNormal = real(1n << BigInt(format.manBits));
  const tiny = (value: number): boolean => value !== 0 && Math.abs(value) < smallestNormal;
  const [x, y] = [real(a), real(b)];
  if (Number.isNaN(x) || Number.isNaN(y)) return full;
  if (tiny(x) || tiny(y)) return Number.isFinite(x) && Number.isFinite(y) ? sign : nanCode(format)!;
  if (!Number.isFinite(x) || !Number.isFinite(y)) return full;
  if (!Number.isFinite(real(full))) return sign | maxFiniteMag(format);
  // Rounded with unbounded exponent, what lies half an ulp or less below the smallest normal number becomes it.
  const [exact, least] = [Math.abs(x * y), smallestNormal * (1 - 2 ** -(format.manBits + 2))];
  return exact < least ? sign : full;
}
