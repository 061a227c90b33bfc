import { afterAll, describe, expect, it } from 'vitest';
import { closeTools } from '../../../src/tools/index.ts';
import { proofsWithFault } from './faulty-proofs.ts';

afterAll(closeTools);

describe('a proof notices', () => {
  it.each([
    ['no-zero-test', 'exact_e4m3_multiply_rne_flush', 'zero-absorbs'],
    ['missed-nan', 'lmul_e5m2_adder_full', 'nan-absorbs'],
    ['inf-times-zero', 'exact_e5m2_multiply_rne_flush', 'nan-absorbs'],
    ['wrong-sign', 'exact_e4m3_multiply_rne_flush', 'sign-symmetric'],
    ['exponent-too-narrow', 'lmul_e4m3_adder_flush', 'commutative'],
    ['exponent-too-narrow', 'lmul_e4m3_adder_flush', 'monotone'],
    ['no-rounding', 'exact_e4m3_carry_in_rne_full', 'RTL = model'],
    ['ties-upward', 'exact_e4m3_multiply_rne_flush', 'RTL = carry-in'],
    ['wrong-bias', 'lmul_e5m2_equation_rne_flush', 'RTL = specification'],
    ['offset-off-by-one', 'lmul_e4m3_adder_full', 'RTL = specification'],
    ['wrong-sign', 'lmul_e4m3_equation_rne_full_wide', 'RTL = specification'],
    ['lost-valid', 'lmul_e2m1_adder_flush_p2', 'latency, no leak'],
    ['wrong-reset', 'lmul_e2m1_adder_flush_p2', 'latency, no leak'],
  ])('%s in %s: %s', async (fault, unit, theorem) => {
    const [proof] = await proofsWithFault(unit, fault, [theorem]);
    expect(proof).toMatchObject({ name: theorem, kind: 'refuted' });
  });

  it.each(['lost-valid', 'wrong-reset'])('%s by induction too, with the run that shows it', async (fault) => {
    const [proof] = await proofsWithFault('lmul_e2m1_adder_flush_p2', fault, ['induction']);
    expect(proof).toMatchObject({ kind: 'refuted', inputs: { rst_ni__cycle_1: 0n } });
  });
});
