import { afterAll, describe, expect, it } from 'vitest';
import { synthesize } from '../../src/synth/index.ts';
import { closeTools } from '../../src/tools/index.ts';
import { proveEquivalent } from '../../src/verify/equivalence.ts';
import { floatMultiplier } from '../synth/circuits.ts';

afterAll(closeTools);

describe('proveEquivalent on wide multipliers with rounding', () => {
  it.each([
    ['e4m3, 4 x 4 bits', 4, 3, 'ice40'],
    ['bf16, 8 x 8 bits', 8, 7, 'gates'],
    ['bf16, 8 x 8 bits', 8, 7, 'ice40'],
    ['fp16, 11 x 11 bits', 5, 10, 'gates'],
    ['fp16, 11 x 11 bits', 5, 10, 'ice40'],
    ['fp32, 24 x 24 bits', 8, 23, 'gates'],
    ['fp32, 24 x 24 bits', 8, 23, 'ice40'],
  ] as const)('proves %s on the target', async (_name, e, m, target) => {
    const source = floatMultiplier(e, m);
    const { netlist } = await synthesize(source, { target });
    expect(await proveEquivalent(source, netlist, target)).toMatchObject({ kind: 'proved' });
  });
});
