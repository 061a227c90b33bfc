import { afterAll, describe, expect, it } from 'vitest';
import { parseFormat, ROUNDINGS } from '../../../src/format/index.ts';
import { closeTools } from '../../../src/tools/index.ts';
import { CONTRACTS, FORMS, type UnitRequest, unitSpec } from '../../../src/unit/index.ts';
import { proveUnit } from '../../../src/verify/index.ts';

afterAll(closeTools);

describe('proved', () => {
  it.each(['e4m3', 'e5m2'].flatMap((name) => CONTRACTS.map((contract) => [name, contract] as const)))(
    'carry-in = multiply = table for %s under %s, in every rounding mode',
    async (name, contract) => {
      for (const rounding of ROUNDINGS) {
        const spec = unitSpec('exact', parseFormat(name), { architecture: 'carry-in', contract, rounding });
        const proofs = await proveUnit(spec, { only: ['RTL = multiply', 'RTL = table'], timeoutMs: 100_000 });
        expect(proofs.map(({ kind }) => kind)).toEqual(['proved', 'proved']);
      }
    },
  );

  const specified = async (request: UnitRequest, ...names: readonly string[]): Promise<void> => {
    for (const name of names)
      for (const form of FORMS) {
        const spec = unitSpec('lmul', parseFormat(name), { form, ...request });
        const proofs = await proveUnit(spec, { only: ['RTL = specification'], timeoutMs: 100_000 });
        expect(proofs).toMatchObject([{ kind: 'proved' }]);
      }
  };

  it.each(['e2m1', 'e3m2', 'e4m3-fnuz', 'bf16', 'fp16', 'tf32', 'fp32', 'e11m23'])(
    'L-Mul = its one-line specification in %s',
    async (name) => {
      for (const contract of ['bare', 'flush'] as const) await specified({ contract }, name);
    },
  );

  it('the same beside subnormal numbers, and of unrounded products', async () => {
    await specified({ contract: 'full' }, 'e3m2', 'e4m3-fnuz', 'bf16', 'fp32');
    await specified({ contract: 'full', output: 'wide' }, 'e4m3', 'e5m2-fnuz');
    await specified({ output: 'wide' }, 'e3m2', 'fp16', 'fp32');
  });

  it.each(Array.from({ length: 9 }, (_, index) => index + 1))(
    'the error bound of L-Mul and of Mitchell for %i mantissa bits',
    async (manBits) => {
      for (const product of ['lmul', 'mitchell']) {
        const spec = unitSpec(product, parseFormat(`e3m${manBits}`));
        const proofs = await proveUnit(spec, { only: ['error bound'], timeoutMs: 100_000 });
        expect(proofs).toMatchObject([{ kind: 'proved' }]);
      }
    },
  );
});
