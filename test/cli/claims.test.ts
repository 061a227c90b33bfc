import { describe, expect, it } from 'vitest';
import { badOption, lmul, workingFolder } from './lmul-command.ts';
import { expectValid } from './schemas.ts';

const folder = workingFolder();

describe('lmul claims', () => {
  it('refuses a claim nobody made, and names those there are', async () => {
    const { code, stdout, stderr } = await lmul('claims cold-fusion', folder());
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(
      'There is no claim of that name.\n  got: cold-fusion\n  try: lmul-95, lmul-80-dot,',
    );
  });

  it('says of a claim that cannot be tested what is missing', async () => {
    const { code, stdout } = await lmul('claims fp32-37x --json', folder());
    expect(code).toBe(0);
    expectValid('claims', stdout);
    expect(JSON.parse(stdout)).toMatchObject([
      {
        id: 'fp32-37x',
        verdict: 'not testable here',
        published: '37',
        measured: [],
        conditions: [],
        missing: 'fp32: lmul claims --fp32',
      },
    ]);
  });
});

describe('lmul advise', () => {
  it.each([
    ['200%', 'A share between 0 and 1 is wanted, such as 2% or 0.02.'],
    ['two', 'A share between 0 and 1 is wanted, such as 2% or 0.02.'],
  ])('refuses a budget of %s', async (budget, words) => {
    expect(await lmul(`advise --format e4m3 --error-budget ${budget}`, folder())).toEqual(
      badOption(`option '--error-budget <share>' argument '${budget}' is invalid. ${words}`),
    );
  });

  it('refuses options of another level', async () => {
    const { code, stderr } = await lmul('advise --format e4m3 --error-budget 2% --lanes 4', folder());
    expect(code).toBe(2);
    expect(stderr).toContain('The level element has no lanes.\n  got: --lanes with --level element');
  });
});
