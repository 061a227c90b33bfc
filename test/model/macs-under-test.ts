import { type MacSpec, parseMacName } from '../../src/unit/index.ts';

/** Every accumulator, encoding and contract, closed and wide products, and pipelines, by the names the tool prints. */
export const SPECS: readonly string[] = [
  'mac_lmul_e4m3_adder_flush_into_fp32_rne',
  'mac_exact_e4m3_multiply_full_wide_into_fp32_rtz',
  'mac_exact_e4m3_carry_in_rne_flush_into_bf16_rne',
  'mac_exact_e4m3_carry_in_rne_full_p1_into_fp16_rne',
  'mac_lmul_e5m2_adder_full_into_fp32_rne',
  'mac_exact_e5m2_multiply_rne_full_into_fp16_rne',
  'mac_exact_e4m3_fnuz_multiply_rne_full_into_bf16_rtz',
  'mac_exact_e2m1_table_rne_full_into_fp16_rne',
  'mac_mitchell_e3m2_adder_flush_wide_into_bf16_rne',
  'mac_lmul_bf16_adder_flush_p2_into_fp32_rne',
  'mac_exact_e4m3_multiply_flush_wide_into_kulisch_g12',
  'mac_exact_e4m3_multiply_full_wide_into_kulisch_g1',
  'mac_lmul_e4m3_adder_flush_into_kulisch_g12',
  'mac_lmul_e4m3_adder_full_wide_p1_into_kulisch_g0',
  'mac_exact_e5m2_multiply_full_wide_into_kulisch_g12',
  'mac_exact_e2m1_multiply_full_wide_into_kulisch_g12',
  'mac_exact_e2m3_multiply_rne_flush_into_kulisch_g3',
  'mac_signed_mantissa_e4m3_fnuz_rne_full_into_kulisch_g2',
  'mac_truncated_e4m3_columns_3_rne_flush_into_fp32_rne',
  'dot4_exact_e4m3_multiply_full_wide_into_kulisch_g12',
  'dot8_lmul_e4m3_adder_flush_p1_into_kulisch_g4',
  'dot5_exact_e2m1_multiply_full_wide_into_kulisch_g3',
  'dot4_exact_e5m2_carry_in_rne_full_into_kulisch_g2',
  'dot8_lmul_e4m3_adder_flush_p1_into_fp32_rne_w14_truncate',
  'dot4_exact_e4m3_multiply_full_wide_into_fp32_rne_w24_sticky',
  'dot5_exact_e2m1_multiply_rne_full_into_fp16_rne_w10_sticky',
  'dot3_exact_e5m2_multiply_rne_full_into_bf16_rtz_w6_truncate',
  'dot2_exact_e4m3_fnuz_multiply_rne_full_into_fp16_rtz_w4_sticky',
  'dot4_exact_e5m2_multiply_full_wide_into_fp16_rne_w16_sticky',
  'dot2_lmul_bf16_adder_flush_into_bf16_rne_w8_truncate',
  'dot4_exact_e2m1_multiply_full_wide_into_kulisch_g3_mx',
  'dot3_exact_e5m2_carry_in_rne_full_p2_into_kulisch_g4_mx',
  'dot8_lmul_e4m3_adder_flush_p1_into_fp32_rne_w14_truncate_mx',
  'dot4_exact_e4m3_multiply_full_wide_into_fp16_rne_w12_sticky_mx',
];

export function specOf(name: string): MacSpec {
  return parseMacName(name);
}
