import { afterAll, describe, expect, it, vi } from 'vitest';
import { functionFaults, interpret, readNetlist, stuckFaults, withFault } from '../../../sim/index.ts';
import { closeTools } from '../../../src/tools/index.ts';
import { parseShortName } from '../../../src/unit/index.ts';
import {
  type CheckedUnit,
  checkUnit,
  coveringPairs,
  mutateUnit,
  type OperandPairs,
  scoreOf,
  scoreText,
  stuckAtCoverage,
} from '../../../src/verify/index.ts';

afterAll(closeTools);

async function checked(name: string): Promise<CheckedUnit> {
  const result = await checkUnit(parseShortName(name), { prove: false });
  if (result.kind === 'failed') throw new Error(`${name} failed its check`);
  return result.unit;
}

const onePair: OperandPairs = { a: [0x38n], b: [0x41n] };

describe('mutateUnit', () => {
  it('kills every mutant of an fp8 unit that is no equivalent, on all pairs', async () => {
    const { groups, vectors } = await mutateUnit(await checked('exact_e4m3_carry_in_rne_flush'), {
      levels: ['rtl', 'gates', 'ice40'],
    });
    expect(vectors).toBe('all 65,536 pairs');
    expect(groups.map(({ where }) => where)).toEqual(['rtl', 'gates', 'ice40', 'templates']);
    for (const { mutants } of groups) expect(scoreOf(mutants).missed).toBe(0);
    const gates = scoreOf(groups[1]!.mutants);
    expect(gates.killed + gates.equivalent).toBe(gates.injected);
    expect(gates.killed).toBeGreaterThan(300);
  });

  it('gives for each mutant that few vectors miss a pair that shows it', async () => {
    const unit = await checked('lmul_e4m3_adder_flush');
    const { groups, vectors } = await mutateUnit(unit, { vectors: onePair });
    expect(vectors).toBe('1 vector');
    const { mutants } = groups[0]!;
    expect(scoreOf(mutants).missed).toBeGreaterThan(50);

    const netlist = readNetlist(unit.netlists.gates);
    const sound = interpret(netlist);
    [...stuckFaults(netlist), ...functionFaults(netlist)].forEach((fault, index) => {
      const { outcome } = mutants[index]!;
      const mutant = interpret(withFault(netlist, fault));
      const differsOn = (a: bigint, b: bigint): boolean => {
        for (const simulator of [sound, mutant]) {
          simulator.set('a_i', a);
          simulator.set('b_i', b);
          simulator.settle();
        }
        return sound.get('p_o') !== mutant.get('p_o');
      };
      expect(differsOn(0x38n, 0x41n)).toBe(outcome.kind === 'killed');
      if (outcome.kind === 'survived') expect(differsOn(outcome.shownBy.a, outcome.shownBy.b)).toBe(true);
    });
  });

  it('puts what few vectors miss to all pairs, which notice what they notice alone', async () => {
    const unit = await checked('exact_e2m1_multiply_rne_flush');
    const [few, all] = await Promise.all([
      mutateUnit(unit, { vectors: { a: [0x2n], b: [0x3n] }, exhaustive: true }),
      mutateUnit(unit),
    ]);
    expect(few.vectors).toBe('1 vector, then all 256 pairs');
    const [late, whole] = [few, all].map(({ groups }) => scoreOf(groups[0]!.mutants));
    expect(late!.byAllPairs).toBeGreaterThan(50);
    expect({ ...late, byAllPairs: 0 }).toEqual(whole);
  });

  it('puts mutants to all pairs in formats of up to 16 bits', async () => {
    const unit = await checked('lmul_e4m12_adder_bare');
    await expect(mutateUnit(unit, { exhaustive: true })).rejects.toThrow('in formats of up to 16 bits');
  });

  it('finds by SAT what is too wide to exhaust: pairs that show, or a proof', async () => {
    const { groups } = await mutateUnit(await checked('lmul_bf16_adder_flush'), {
      vectors: { a: [0n], b: [0n] },
    });
    const score = scoreOf(groups[0]!.mutants);
    expect(score.killed).toBeGreaterThan(0);
    expect(groups[0]!.mutants.map(({ outcome }) => outcome.kind)).not.toContain('unknown');
    expect(score.missed).toBeGreaterThan(score.equivalent);
    expect(groups[0]!.mutants.some(({ outcome }) => outcome.kind === 'equivalent')).toBe(true);
  });

  it('says unknown, never equivalent, when the solver has no time', async () => {
    vi.stubEnv('LMUL_CACHE', 'off');
    const unit = await checked('lmul_e8m3_adder_flush');
    const { groups } = await mutateUnit(unit, { vectors: { a: [0n], b: [0n] }, timeoutMs: 1 });
    vi.unstubAllEnvs();
    const kinds = new Set(groups[0]!.mutants.map(({ outcome }) => outcome.kind));
    expect(kinds).toEqual(new Set(['killed', 'survived', 'unknown']));
    expect(scoreText(scoreOf(groups[0]!.mutants))).not.toBe('100.0 %');
  });

  it('sees the valid bit and the reset of a pipeline', async () => {
    const { groups } = await mutateUnit(await checked('lmul_e2m1_adder_flush_p2'));
    for (const { mutants } of groups) expect(scoreOf(mutants)).toMatchObject({ missed: 0 });
    const faults = groups[0]!.mutants.map(({ fault, outcome }) => `${fault}: ${outcome.kind}`);
    expect(faults).toContain('valid_i stuck-at 1: killed');
    expect(faults).toContain('rst_ni stuck-at 1: killed');
  });
});

describe('a kill score', () => {
  const score = { injected: 0, killed: 0, byAllPairs: 0, equivalent: 0, missed: 0 };
  it('is 100 only when nothing is missed', () => {
    expect(scoreText({ ...score, killed: 99_999, missed: 1 })).toBe('99.9 %');
    expect(scoreText({ ...score, killed: 7, equivalent: 3 })).toBe('100.0 %');
    expect(scoreText(score)).toBe('100.0 %');
  });
});

describe('coveringPairs', () => {
  it.each(['lmul_e4m3_adder_flush', 'exact_e4m3_multiply_rne_full', 'exact_e5m2_multiply_rne_full_p3'])(
    'are a few dozen at most for %s, show all testable faults, and none is superfluous',
    async (name) => {
      const unit = await checked(name);
      const pairs = await coveringPairs(unit);
      expect(pairs.a.length).toBeLessThanOrEqual(36);
      const all = await stuckAtCoverage(unit, pairs);
      expect(all.detected + all.untestable).toBe(all.faults);
      for (const index of pairs.a.keys()) {
        const fewer = { a: pairs.a.toSpliced(index, 1), b: pairs.b.toSpliced(index, 1) };
        expect((await stuckAtCoverage(unit, fewer)).detected).toBeLessThan(all.detected);
      }
    },
  );

  it('cover a 16-bit unit, with the help of SAT', async () => {
    const unit = await checked('exact_bf16_multiply_rne_flush');
    const { faults, detected, untestable } = await stuckAtCoverage(unit, await coveringPairs(unit));
    expect(detected + untestable).toBe(faults);
  });
});
