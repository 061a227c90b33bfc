import { type AnySpec, isMac, type MacSpec, nameOf, parseIntegerName, parseMacName } from '../unit/index.ts';
import {
  type CheckedUnit,
  checkAnyUnit,
  type Extent,
  mutateMac,
  type Proof,
  proveUnit,
} from '../verify/index.ts';
import { judgedMutants, type Mutants } from './verify-unit.ts';

/** A unit that accumulates or computes on integers: how it was checked, broken, and what is proved of it. */
export interface OtherVerification {
  readonly spec: AnySpec;
  readonly extent: Extent;
  /** Of units that accumulate floating-point products; of others none. */
  readonly mutations: readonly Mutants[];
  readonly proofs: readonly Proof[];
}

/** For each question about mutants that no stream shows. */
const MUTANT_MS = 60_000;

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

/** Checks, breaks and proves each of them. */
export async function verifyOthers(
  timeoutMs: number,
  onProgress: (text: string) => void,
): Promise<OtherVerification[]> {
  const verified: OtherVerification[] = [];
  for (const spec of OTHERS) {
    const result = await checkAnyUnit(spec, { onProgress });
    if (result.kind === 'failed') throw new Error(`${nameOf(spec)} failed its check: lmul cosim shows where`);
    const { unit } = result;
    const mutation = isMac(spec)
      ? await mutateMac(unit as CheckedUnit<MacSpec>, { timeoutMs: MUTANT_MS, onProgress })
      : { groups: [] };
    onProgress(`${nameOf(spec)}: proofs`);
    const proofs = await proveUnit(spec, { timeoutMs });
    const mutations = judgedMutants(mutation.groups);
    verified.push({ spec, extent: unit.verdict.extent, mutations, proofs });
  }
  return verified;
}
