import { type AnySpec, nameOf, parseIntegerName, parseMacName } from '../unit/index.ts';
import { checkAnyUnit, type Extent, type Proof, proveUnit } from '../verify/index.ts';

/** A unit that accumulates or computes on integers: how it was checked, and what is proved of it. */
export interface OtherVerification {
  readonly spec: AnySpec;
  readonly extent: Extent;
  readonly proofs: readonly Proof[];
}

/** One of each kind beside the canonical products: registers of both kinds, lanes, a window, integers, fixed point. */
const OTHERS: readonly AnySpec[] = [
  ...[
    'mac_lmul_e4m3_adder_flush_into_kulisch_g12',
    'mac_exact_e4m3_carry_in_rne_flush_into_kulisch_g12',
    'mac_exact_e4m3_array_rne_flush_into_kulisch_g12',
    'mac_lmul_e4m3_adder_flush_into_fp32_rne',
    'mac_exact_e4m3_carry_in_rne_flush_into_fp32_rne',
    'dot2_lmul_e4m3_adder_flush_into_kulisch_g12',
    'dot2_lmul_e4m3_adder_flush_into_fp32_rne_w14_truncate',
  ].map(parseMacName),
  ...[
    'int8_array',
    'fixed_q3_4_array_rne',
    'mac_int8_array_into_int32_wrap',
    'mac_ternary_int8_into_int20_wrap',
  ].map(parseIntegerName),
];

/** Checks and proves each of them. */
export async function verifyOthers(
  timeoutMs: number,
  onProgress: (text: string) => void,
): Promise<OtherVerification[]> {
  const verified: OtherVerification[] = [];
  for (const spec of OTHERS) {
    const result = await checkAnyUnit(spec, { onProgress });
    if (result.kind === 'failed') throw new Error(`${nameOf(spec)} failed its check: lmul cosim shows where`);
    onProgress(`${nameOf(spec)}: proofs`);
    const proofs = await proveUnit(spec, { timeoutMs });
    verified.push({ spec, extent: result.unit.verdict.extent, proofs });
  }
  return verified;
}
