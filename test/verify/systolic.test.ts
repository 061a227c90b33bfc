import { afterAll, describe, expect, it } from 'vitest';
import { decode, parseFormat, toNumber, widthOf } from '../../src/format/index.ts';
import { Random } from '../../src/random.ts';
import { emitSystolicModules } from '../../src/rtl/index.ts';
import { closeTools } from '../../src/tools/index.ts';
import { parseMacName, systolicName, systolicSpec } from '../../src/unit/index.ts';
import { type CodeMatrices, checkSystolic } from '../../src/verify/index.ts';

afterAll(closeTools);

function matricesOf(format: string, rows: number, inner: number, cols: number, seed: number): CodeMatrices {
  const random = new Random(seed);
  const draw = (): bigint => {
    const code = random.bits(widthOf(parseFormat(format)));
    return decode(parseFormat(format), code).kind === 'finite' ? code : 0n;
  };
  const codes = (count: number): bigint[] => Array.from({ length: count }, draw);
  return { rows, inner, cols, a: codes(rows * inner), b: codes(inner * cols) };
}

describe('a systolic array', () => {
  it.each<[string, number, number, number, number, number, number]>([
    // Exactly one tile, part of one, many, and tiles shorter than the array is high.
    ['mac_exact_e2m1_multiply_full_wide_into_kulisch_g12', 2, 2, 2, 5, 2, 3 + 4 + 1],
    ['mac_exact_e2m1_table_rne_full_p1_into_fp16_rne', 3, 2, 2, 4, 1, 0],
    ['dot2_exact_e2m1_multiply_rne_full_into_fp16_rne_w10_sticky', 3, 2, 7, 5, 5, 0],
    ['mac_lmul_e3m2_adder_flush_into_bf16_rne', 4, 2, 9, 1, 5, 0],
  ])('of %s, %i x %i, gives the sums of the model: %i x %i x %i', async (name, rows, cols, m, k, n) => {
    const spec = systolicSpec(rows, cols, parseMacName(name));
    const matrices = matricesOf(spec.element.product.format.name, m, k, n, 107);
    const result = await checkSystolic(spec, matrices);
    if (result.kind === 'failed') expect.fail(JSON.stringify(result.counterexample, (_, x) => String(x)));
    expect(result.run.sums).toHaveLength(m * n);
    expect(result.run.utilisation).toBeLessThan(1);
  });

  it('is the real product of matrices where nothing is rounded, in the cycles it says', async () => {
    const format = parseFormat('e2m1');
    const spec = systolicSpec(2, 3, parseMacName('mac_exact_e2m1_multiply_full_wide_into_kulisch_g12'));
    const matrices = matricesOf('e2m1', 4, 6, 6, 109);
    const result = await checkSystolic(spec, matrices);
    if (result.kind === 'failed') expect.fail('the array is not its model');
    const real = (codes: readonly bigint[], at: number): number =>
      toNumber(decode(format, codes[at] as bigint));
    for (let row = 0; row < 4; row++)
      for (let col = 0; col < 6; col++) {
        let sum = 0;
        for (let k = 0; k < 6; k++) sum += real(matrices.a, row * 6 + k) * real(matrices.b, k * 6 + col);
        expect(Number(BigInt.asIntN(21, result.run.sums[row * 6 + col]?.acc ?? 0n)) / 4).toBe(sum);
      }
    // Four tiles begin 6 + 2 cycles apart; the last is read 6 + 2 + 1 - 1 cycles after its beginning, two rows.
    expect(result.run).toMatchObject({ tiles: 4, cycles: 3 * 8 + 8 + 2 });
    expect(result.run.utilisation).toBeCloseTo((4 * 6 * 6) / (34 * 6), 12);
  });

  it.each([
    ['a column that does not wait', '.Cycles(c + 1)', '.Cycles(1)'],
    ['a row that waits too long', '.Cycles(r + 1)', '.Cycles(r + 2)'],
    ['operands that do not move on', 'tops[(At+2)*4 +: 4]', "tops[(At+2)*4 +: 4] & 4'd0"],
    ['the wrong row read', 'sums[row_i*', "sums[(row_i ^ 1'b1)*"],
  ])('is found out by its product of matrices: %s', async (_, from, to) => {
    const spec = systolicSpec(2, 2, parseMacName('mac_exact_e2m1_multiply_full_wide_into_kulisch_g12'));
    const text = Object.values(emitSystolicModules(spec)).join('\n');
    const broken = from.startsWith('tops')
      ? text.replace('.d_i   (tops[At*4 +: 4])', ".d_i   (tops[At*4 +: 4] & 4'd7)")
      : text.replaceAll(from, to);
    expect(broken).not.toBe(text);
    const source = { top: systolicName(spec), text: broken };
    const result = await checkSystolic(spec, matricesOf('e2m1', 4, 5, 4, 113), { source });
    expect(result.kind).toBe('failed');
  });
});
