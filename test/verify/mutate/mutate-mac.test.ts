import { afterAll, describe, expect, it } from 'vitest';
import { closeTools } from '../../../src/tools/index.ts';
import { type MacSpec, parseMacName } from '../../../src/unit/index.ts';
import { type CheckedUnit, checkMac, mutateMac, scoreOf } from '../../../src/verify/index.ts';
import { mutateMacNetlist, stepsOf } from '../../../src/verify/mutate/mutate-mac.ts';

afterAll(closeTools);

async function checked(name: string): Promise<CheckedUnit<MacSpec>> {
  const result = await checkMac(parseMacName(name), { prove: false });
  if (result.kind === 'failed') throw new Error(`${name} failed its check`);
  return result.unit;
}

describe('mutants of a unit that accumulates', () => {
  it.each([
    [
      'mac_exact_e2m1_multiply_rne_full_into_kulisch_g2',
      ['wrong-place', 'wraps', 'ignored-clear', 'never-waits'],
    ],
    ['dot2_lmul_e2m1_adder_flush_into_kulisch_g2', ['lost-lane']],
  ])('of %s are noticed by its streams, or equivalent', async (name, faults) => {
    const { groups, vectors } = await mutateMac(await checked(name));
    expect(vectors).toMatch(/^2,048 streams of [\d,]+ cycles \(seed 1\)$/);
    expect(groups.map(({ where }) => where)).toEqual(['gates', 'templates']);
    for (const { mutants } of groups) {
      expect(
        mutants.filter(({ outcome }) => outcome.kind !== 'killed' && outcome.kind !== 'equivalent'),
      ).toEqual([]);
      expect(scoreOf(mutants).killed).toBeGreaterThan(6);
    }
    const names = groups[1]!.mutants.map(({ fault }) => fault.split(':')[0]);
    for (const fault of faults) expect(names).toContain(fault);
  });

  it('of a pipelined product are noticed too', async () => {
    const { groups } = await mutateMac(await checked('mac_lmul_e2m1_adder_flush_p1_into_kulisch_g1'));
    expect(scoreOf(groups[0]!.mutants)).toMatchObject({ missed: 0 });
  });

  it('are missed by few cycles, and then neither killed nor called equivalent', async () => {
    const unit = await checked('mac_exact_e2m1_multiply_rne_full_into_kulisch_g2');
    const mutants = await mutateMacNetlist(unit, 'gates', stepsOf(unit.spec, 1).slice(0, 2), {});
    const missed = mutants.filter(({ outcome }) => outcome.kind === 'survived');
    expect(missed.length).toBeGreaterThan(0);
    expect(missed[0]!.outcome).toMatchObject({ shownBy: { state: expect.any(BigInt) } });
    const all = await mutateMacNetlist(unit, 'gates', stepsOf(unit.spec, 1), {});
    expect(scoreOf(all).equivalent).toBe(scoreOf(mutants).equivalent);
  });
});
