import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { interpret, readNetlist } from '../../../sim/index.ts';
import { modelOf } from '../../../src/model/index.ts';
import { packageRoot } from '../../../src/package-root.ts';
import { emitVerilog, loadTemplates } from '../../../src/rtl/index.ts';
import { elaborate } from '../../../src/synth/index.ts';
import { closeTools } from '../../../src/tools/index.ts';
import { parseShortName, shortName } from '../../../src/unit/index.ts';
import { TEMPLATE_FAULTS } from '../../../src/verify/index.ts';
import { faultyTemplates } from '../../../src/verify/mutate/template-faults.ts';
import { proveUnit, theoremsOf } from '../../../src/verify/prove/prove.ts';
import { proofsWithFault } from './faulty-proofs.ts';

afterAll(closeTools);

const namesOf = (unit: string): string[] => theoremsOf(parseShortName(unit)).map(({ name }) => name);

describe('the theorems about a unit', () => {
  it('are those its product, contract and stages give', () => {
    const netlists = ['gates = RTL', 'ice40 = RTL'];
    const laws = [
      'commutative',
      'sign-symmetric',
      'zero-absorbs',
      'nan-absorbs',
      'nan-has-cause',
      'monotone',
    ];
    expect(namesOf('lmul_e4m3_adder_flush')).toEqual([
      ...netlists,
      'RTL = model',
      'RTL = specification',
      ...laws,
      'error bound',
    ]);
    expect(namesOf('exact_e4m3_carry_in_rne_flush_p1')).toEqual([
      ...netlists,
      'latency, no leak',
      'induction',
      'RTL = model',
      ...['RTL = multiply', 'RTL = array', 'RTL = table'],
      ...laws,
    ]);
    expect(namesOf('lmul_e4m3_equation_rne_full_wide')).toContain('RTL = specification');
    expect(namesOf('lmul_fp32_adder_bare')).toEqual([
      ...netlists,
      ...['RTL = model', 'RTL = specification', 'commutative', 'sign-symmetric'],
    ]);
  });

  it('of an error bound are none where no operands are two binades within the range', () => {
    expect(namesOf('lmul_e2m3_ieee_adder_flush')).not.toContain('error bound');
    expect(namesOf('lmul_e2m3_adder_flush')).toContain('error bound');
  });

  it('give an error bound in lowest terms', () => {
    const said = theoremsOf(parseShortName('mitchell_fp16_adder_flush')).find(
      ({ name }) => name === 'error bound',
    );
    expect(said?.statement).toBe('relative error from -1/9 to 0, two binades within the range');
  });

  it('are of a sum those of a sum', () => {
    const names = namesOf('add_e5m2_rup_full');
    expect(names).toContain('zero-neutral');
    expect(names).not.toContain('zero-absorbs');
  });

  it('leave out what the product of signed mantissas does not promise', () => {
    expect(namesOf('signed_mantissa_e4m3_rne_flush')).not.toContain('monotone');
  });

  it.each([
    'lmul_e4m3_adder_flush',
    'exact_e5m2_carry_in_rne_flush',
    'lmul_e3m2_fnuz_equation_rup_flush',
    'add_e5m2_rup_full',
    'add_e3m2_fnuz_rne_flush',
  ])('all hold of %s', async (unit) => {
    const proofs = await proveUnit(parseShortName(unit));
    expect(proofs.filter(({ kind }) => kind !== 'proved')).toEqual([]);
    for (const proof of proofs) expect(proof).toMatchObject({ solver: expect.stringMatching(/./) });
  });

  it('hold of a pipeline: its latency, and that nothing leaks', async () => {
    const proofs = await proveUnit(parseShortName('lmul_e4m3_adder_flush_p2'), {
      only: ['latency, no leak', 'induction'],
    });
    expect(proofs).toMatchObject([
      { kind: 'proved' },
      { kind: 'proved', solver: 'minisat, induction of depth 2' },
    ]);
  });

  it('give their answer as unknown, never as proved, when time runs out', async () => {
    vi.stubEnv('LMUL_CACHE', 'off');
    const only = ['gates = RTL', 'RTL = model', 'monotone', 'commutative'];
    const proofs = await proveUnit(parseShortName('exact_bf16_multiply_rne_flush'), { timeoutMs: 1, only });
    vi.unstubAllEnvs();
    expect(proofs.map(({ kind }) => kind)).toEqual(['unknown', 'unknown', 'unknown', 'unknown']);
  });
});

describe('a proof notices', () => {
  it('a register clocked by the other edge', async () => {
    const text = readFileSync(join(packageRoot, 'rtl-templates', 'registers.v.hbs'), 'utf8');
    const templates = loadTemplates({ registers: text.replace('always @(posedge', 'always @(negedge') });
    const only = ['latency, no leak', 'induction'];
    const proofs = await proveUnit(parseShortName('lmul_e4m3_adder_flush_p1'), { templates, only });
    const found = { kind: 'unknown', reason: expect.stringContaining('rising edge of clk_i') };
    expect(proofs).toMatchObject([found, found]);
  });

  it('an offset that is off by one, by specification, model and error bound, with operands that show it', async () => {
    const spec = parseShortName('lmul_e8m3_adder_flush');
    const only = ['RTL = model', 'RTL = specification', 'error bound', 'commutative'];
    const proofs = await proofsWithFault('lmul_e8m3_adder_flush', 'offset-off-by-one', only);
    expect(proofs.map(({ name, kind }) => [name, kind])).toEqual([
      ['RTL = model', 'refuted'],
      ['RTL = specification', 'refuted'],
      ['commutative', 'proved'],
      ['error bound', 'refuted'],
    ]);
    const text = emitVerilog(spec, faultyTemplates(TEMPLATE_FAULTS[0]!));
    const mutant = interpret(readNetlist(await elaborate({ top: shortName(spec), text })));
    for (const proof of proofs.slice(0, 2)) {
      if (proof.kind !== 'refuted') throw new Error('unreachable');
      const [a, b] = Object.values(proof.inputs) as [bigint, bigint];
      mutant.set('a_i', a);
      mutant.set('b_i', b);
      mutant.settle();
      expect(mutant.get('p_o')).not.toBe(modelOf(spec)(a, b));
    }
  });
});
