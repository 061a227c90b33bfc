import { afterAll, describe, expect, it } from 'vitest';
import { parseFormat } from '../../src/format/index.ts';
import { closeTools } from '../../src/tools/index.ts';
import { unitSpec } from '../../src/unit/index.ts';
import { checkUnit } from '../../src/verify/index.ts';

afterAll(closeTools);

const arrayOf = (format: string) => unitSpec('exact', parseFormat(format), { architecture: 'array' });
const EVERY_PAIR = { kind: 'exhaustive', pairs: 2 ** 32 };

describe('the array unit', () => {
  // No SAT sweeping proves a tree equal to a differently arranged one; all pairs do, as they do for multiply.
  it.each(['bf16', 'fp16'])(
    'of %s is the model, and with it multiply, on all operand pairs',
    async (format) => {
      const result = await checkUnit(arrayOf(format), { exhaustive: true });
      expect(result).toMatchObject({ kind: 'passed', unit: { verdict: { extent: EVERY_PAIR } } });
    },
    600_000,
  );

  it('of fp32 is proved in gates and in iCE40 cells', async () => {
    const result = await checkUnit(arrayOf('fp32'), { count: 1000 });
    const proved = { gates: 'proved', ice40: 'proved' };
    expect(result).toMatchObject({ kind: 'passed', unit: { verdict: { extent: { proof: proved } } } });
  }, 1_200_000);
});
