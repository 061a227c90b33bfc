import { describe, expect, it } from 'vitest';
import { decode, type Format, maxFiniteMag, parseFormat, toNumber } from '../../../src/format/index.ts';
import { sumOf } from '../../../src/measure/trials/sum.ts';
import { CLEARED, macModel, modelOf } from '../../../src/model/index.ts';
import { Random } from '../../../src/random.ts';
import {
  type AccumulatorRequest,
  accumulatorFixedPoint,
  type MacSpec,
  macSpec,
  resultFormat,
  type UnitRequest,
  unitSpec,
} from '../../../src/unit/index.ts';

/** Finite operand codes, now and then of the largest and the smallest numbers. */
function operands(format: Format, count: number, random: Random): bigint[] {
  const largest = maxFiniteMag(format);
  const sign = 1n << BigInt(format.expBits + format.manBits);
  return Array.from({ length: count }, () => {
    const mag = random.below(8) === 0 ? largest - BigInt(random.below(3)) : random.bits(64) % (largest + 1n);
    const code = random.below(2) === 0 ? mag : mag | sign;
    return format.encoding === 'fnuz' && mag === 0n ? 0n : code;
  });
}

/** What the register of the bit-true model holds, as a number. */
function valueOfState(spec: MacSpec, acc: bigint): number {
  if (spec.accumulator.kind === 'float') return toNumber(decode(spec.accumulator.format, acc));
  const { width, fractionBits } = accumulatorFixedPoint(spec);
  return Number(BigInt.asIntN(width, acc)) * 2 ** -fractionBits;
}

const CASES: readonly (readonly [string, string, UnitRequest, AccumulatorRequest])[] = [
  ['lmul', 'e4m3', {}, {}],
  ['exact', 'e4m3', { contract: 'full' }, {}],
  ['lmul', 'e4m3', {}, { accumulator: 'bf16' }],
  ['exact', 'e4m3', {}, { accumulator: 'bf16', accumulatorRounding: 'rtz' }],
  ['exact', 'e5m2', { contract: 'full' }, { accumulator: 'fp16', accumulatorRounding: 'rtz' }],
  ['exact', 'e5m2', {}, { accumulator: 'fp16' }],
  ['exact', 'e3m2', { contract: 'full', output: 'wide' }, { accumulator: 'e6m9' }],
  ['exact', 'e5m2', { contract: 'full' }, { accumulator: 'e5m2' }],
  ['lmul', 'bf16', {}, { accumulator: 'bf16' }],
  ['lmul', 'bf16', { contract: 'full' }, { accumulatorRounding: 'rtz' }],
  ['exact', 'bf16', {}, {}],
  ['exact', 'e4m3', {}, { accumulator: 'kulisch' }],
  ['exact', 'e5m2', { contract: 'full', output: 'wide' }, { accumulator: 'kulisch' }],
  ['exact', 'fp16', { contract: 'full' }, { accumulator: 'kulisch' }],
];

const WINDOWS: readonly (readonly [string, string, UnitRequest, AccumulatorRequest])[] = [
  ['exact', 'e4m3', {}, { lanes: 8, window: 14 }],
  ['lmul', 'e4m3', {}, { lanes: 4, window: 6, align: 'sticky' }],
  ['exact', 'e5m2', { contract: 'full' }, { accumulator: 'fp16', lanes: 4, window: 9 }],
  ['exact', 'e5m2', {}, { accumulator: 'fp16', accumulatorRounding: 'rtz', lanes: 3, window: 24 }],
  ['exact', 'e3m2', { contract: 'full', output: 'wide' }, { accumulator: 'e6m9', lanes: 2, window: 5 }],
  ['lmul', 'bf16', {}, { accumulator: 'fp32', lanes: 8, window: 46, align: 'sticky' }],
];

describe('a sum in a window', () => {
  it.each(WINDOWS)('of %s %s %o, %o is what the bit-true model has, step by step (seed 1)', (...unit) => {
    const [product, name, request, accumulator] = unit;
    const spec = macSpec(unitSpec(product, parseFormat(name), request), accumulator);
    if (spec.accumulator.kind !== 'window') throw new TypeError('a window is wanted');
    const { format: register } = spec.accumulator;
    const { format } = spec.product;
    const [step, times, random] = [macModel(spec), modelOf(spec.product), new Random(1)];
    const bits = BigInt(1 + format.expBits + format.manBits);
    const packed = (codes: readonly bigint[]) =>
      codes.reduceRight((above, code) => (above << bits) | code, 0n);
    for (let run = 0; run < 8; run++) {
      const [a, b] = [operands(format, 15 * spec.lanes, random), operands(format, 15 * spec.lanes, random)];
      const terms = Float64Array.from(a, (code, at) =>
        toNumber(decode(resultFormat(spec.product), times(code, b[at] as bigint))),
      );
      const sum = sumOf(spec, terms.length);
      let state = CLEARED;
      for (let end = spec.lanes; end <= a.length; end += spec.lanes) {
        const first = end - spec.lanes;
        state = step(state, packed(a.slice(first, end)), packed(b.slice(first, end)));
        const want = toNumber(decode(register, state.acc));
        expect(sum(terms, 0, end) + 0, `run ${run}, ${end} terms`).toBe(want + 0);
        if (!Number.isFinite(want)) break;
      }
    }
  });

  it('has zeros in the lanes that are left over, and no window wider than doubles hold', () => {
    const product = unitSpec('exact', parseFormat('e4m3'));
    expect(sumOf(macSpec(product, { lanes: 4 }), 6)(Float64Array.of(1, 2, 3, 4, 5, 6), 0, 6)).toBe(21);
    expect(() => sumOf(macSpec(product, { lanes: 4, window: 47 }), 6)).toThrow('windows of up to 46 places');
  });
});

describe('a sum on doubles', () => {
  it.each(CASES)('of %s %s %o into %o is what the bit-true model has, step by step (seed 1)', (...unit) => {
    const [product, name, request, accumulator] = unit;
    const spec = macSpec(unitSpec(product, parseFormat(name), request), accumulator);
    const [step, times] = [macModel(spec), modelOf(spec.product)];
    const { format } = spec.product;
    const random = new Random(1);
    for (let run = 0; run < 8; run++) {
      const [a, b] = [operands(format, 40, random), operands(format, 40, random)];
      const terms = Float64Array.from(a, (code, at) =>
        toNumber(decode(resultFormat(spec.product), times(code, b[at] as bigint))),
      );
      let state = CLEARED;
      for (let count = 1; count <= a.length; count++) {
        state = step(state, a[count - 1] as bigint, b[count - 1] as bigint);
        if (state.invalid) break;
        const got = sumOf(spec, 40)(terms, 0, count) + 0;
        expect(got, `run ${run}, ${count} terms`).toBe(valueOfState(spec, state.acc) + 0);
      }
    }
  });

  it('is refused where guard bits would not do', () => {
    const spec = macSpec(unitSpec('exact', parseFormat('e4m3')), { accumulator: 'kulisch', guardBits: 4 });
    expect(() => sumOf(spec, 17)).toThrow('got: 17 products a sum, 4 guard bits\n  try: --guard-bits 5');
    expect(sumOf(spec, 16)(Float64Array.of(1, 2, 3), 1, 3)).toBe(5);
  });
});
