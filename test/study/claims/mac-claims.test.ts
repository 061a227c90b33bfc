import { describe, expect, it } from 'vitest';
import { macMeasures } from '../../../src/study/claims/measure-mac.ts';
import { claimsOf, type Lab, meets, publishedAnchors, verdictOf } from '../../../src/study/index.ts';
import { type AnySpec, type FloatSpec, isMac, nameOf } from '../../../src/unit/index.ts';

/** A lab whose counts are given: a float MAC by the format of its accumulator, an integer one by bits of its register. */
function labOf(float: Readonly<Record<string, number>>, integer: Readonly<Record<string, number>>) {
  const asked: string[] = [];
  const lab = {
    least: (specs: readonly FloatSpec[]) => {
      asked.push(...specs.map(nameOf));
      const [spec] = specs;
      if (spec === undefined || !isMac(spec) || spec.accumulator.kind !== 'float')
        throw new TypeError('a MAC is wanted');
      const count = float[spec.accumulator.format.name]!;
      return Promise.resolve({
        unit: nameOf(spec),
        costs: { nand2Equivalents: count, aigNodes: 2 * count },
      });
    },
    checked: (spec: AnySpec) => {
      if (!('register' in spec)) throw new TypeError('an integer unit is wanted');
      // The second architecture is the larger one.
      const more = nameOf(spec).includes('multiply') ? 1 : 0;
      const count = integer[`int${spec.register.bits}`]! + more;
      return Promise.resolve({ spec, costs: { gates: { nand2Equivalents: count, aigNodes: count } } });
    },
  };
  return { lab: lab as unknown as Lab, asked };
}

const [gates] = claimsOf(['qualcomm-fp8-int8']);
const gatesOf = async (fp16: number, fp32: number) => {
  const { lab, asked } = labOf({ fp16, fp32 }, { int16: 1000, int32: 1250 });
  const evidence = await macMeasures['qualcomm-fp8-int8']!(lab, []);
  return { ...verdictOf(gates!, evidence), asked };
};

describe('the claim about gates of MACs on e4m3 and INT8', () => {
  it('holds of the published shares, and of figures within a fifth of them', async () => {
    const { verdict, judged } = await gatesOf(1530, 2830);
    expect(verdict).toBe('holds');
    expect(judged.map(({ value, published }) => [value.toFixed(2), published])).toEqual([
      ['0.53', 0.53],
      ['1.83', 1.83],
    ]);
    expect((await gatesOf(1430, 3190)).verdict).toBe('holds');
  });

  it('does not where a share is further off', async () => {
    expect((await gatesOf(1420, 2830)).verdict).toBe('holds under stated conditions');
    expect((await gatesOf(1420, 3200)).verdict).toBe('does not hold');
  });

  it('has INT8 into 32 bits and AIG nodes beside it', async () => {
    const { beside } = await gatesOf(1500, 2500);
    // 1,500 over 1,250, then 3,000 AIG nodes over 1,000 and 1,250; and so on of fp32.
    expect(beside.map(({ value }) => Number(value.toFixed(2)))).toEqual([2, 0.2, 1.4, 4, 1, 3]);
  });

  it('is about exact products, rounded or not, as far as the accumulator takes them', async () => {
    const { asked } = await gatesOf(1530, 2830);
    expect(asked).toEqual([
      'mac_exact_e4m3_carry_in_rne_flush_into_fp16_rne',
      'mac_exact_e4m3_array_rne_flush_into_fp16_rne',
      'mac_exact_e4m3_carry_in_rne_flush_into_fp32_rne',
      'mac_exact_e4m3_array_rne_flush_into_fp32_rne',
      'mac_exact_e4m3_array_flush_wide_into_fp32_rne',
    ]);
  });
});

describe('the claim about ternary weights', () => {
  const [claim] = claimsOf(['bitnet-71x']);

  it('is its own model: fp16 product and sum over an int8 addition at 7 nm', () => {
    const { energyPj } = publishedAnchors().find(({ nodeNm }) => nodeNm === 7)!;
    const ratio = (energyPj['fp16 mul']! + energyPj['fp16 add']!) / energyPj['int8 add']!;
    expect(ratio.toFixed(1)).toBe('71.4');
    expect(meets(claim!.rule, { value: ratio })).toBe(true);
  });

  it('does not hold of a ratio a fifth smaller', () => {
    expect(meets(claim!.rule, { value: 57 })).toBe(false);
    expect(meets(claim!.rule, { value: 58 })).toBe(true);
  });
});
