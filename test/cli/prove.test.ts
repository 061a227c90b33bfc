import { describe, expect, it } from 'vitest';
import { lmul, refusal, workingFolder } from './lmul-command.ts';
import { expectValid } from './schemas.ts';

const folder = workingFolder();

describe('lmul prove', () => {
  it('prints what holds, by what and how large it was, the same bytes each time, and times on stderr only', async () => {
    const command = 'prove lmul e2m1 --theorem "RTL = specification" --theorem commutative';
    const first = await lmul(command, folder());
    expect(first.code).toBe(0);
    expect(first.stdout).toMatch(/^lmul_e2m1_adder_flush\n\ntheorem +outcome +by +AIG nodes +says\n/);
    expect(first.stdout).toMatch(
      /^RTL = specification +proved +abc &fraig +\d+ +\|p\| = \|a\| \+ \|b\| - K$/m,
    );
    expect(first.stdout).not.toMatch(/ s$|second/m);
    expect(first.stderr).toMatch(/^lmul: lmul_e2m1_adder_flush: commutative: proved, [\d.]+ s$/m);
    expect((await lmul(command, folder())).stdout).toBe(first.stdout);
  });

  it('gives the proofs as data, with what the solver took when it ran, also when the answer is known', async () => {
    const command = 'prove lmul_e2m1_adder_flush --theorem monotone --json';
    const { code, stdout } = await lmul(command, folder());
    expect(code).toBe(0);
    expectValid('prove', stdout);
    const [unit] = JSON.parse(stdout);
    expect(unit).toMatchObject({
      unit: 'lmul_e2m1_adder_flush',
      proofs: [
        { name: 'monotone', kind: 'proved', solver: expect.any(String), andNodes: expect.any(Number) },
      ],
    });
    expect(unit.proofs[0].seconds).toBeGreaterThan(0);
    expect((await lmul(command, folder())).stdout).toBe(stdout);
  });

  it('refuses a theorem it does not know', async () => {
    expect(await lmul('prove exact fp32 --contract bare --theorem associative', folder())).toEqual(
      refusal(
        'There is no theorem of that name about these units.',
        '--theorem "associative"',
        'gates = RTL, ice40 = RTL, RTL = model, RTL = array, commutative, sign-symmetric',
      ),
    );
  });

  it('exits 4, and says unknown, when the time is up', async () => {
    const { code, stdout } = await lmul('prove exact fp32 --theorem monotone --timeout 0', folder());
    expect(code).toBe(4);
    expect(stdout).toMatch(/^monotone +unknown/m);
  });
});
