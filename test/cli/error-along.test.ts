import { describe, expect, it } from 'vitest';
import { lmul, refusal, workingFolder } from './lmul-command.ts';
import { expectValid } from './schemas.ts';

const folder = workingFolder();

describe('lmul error-along', () => {
  it('checks a unit and the exact one beside it, and has a line of each length', async () => {
    const unit = 'mac e2m1 --product lmul --accumulator kulisch --guard-bits 4';
    const { code, stdout } = await lmul(
      `error-along ${unit} --stimulus uniform --longest 8 --sums 64 --csv`,
      folder(),
    );
    expect(code).toBe(0);
    const [header, ...lines] = stdout.trimEnd().split('\n');
    expect(header).toBe(
      'unit,stimulus,seed,length,sums,gainError,gainInErrors,bias,biasInErrors,rms,rmsHalfWidth95,largest,sqnrDb',
    );
    expect(lines.map((line) => line.split(',').slice(0, 5).join(','))).toEqual(
      ['mac_lmul_e2m1_adder_flush', 'mac_exact_e2m1_multiply_rne_flush'].flatMap((product) =>
        [1, 2, 4, 8].map((length) => `${product}_into_kulisch_g4,uniform,1,${length},64`),
      ),
    );
  });

  it('gives the same as data', async () => {
    const unit = 'mac e2m1 --product lmul --accumulator kulisch --guard-bits 4';
    const { code, stdout } = await lmul(`error-along ${unit} --longest 8 --sums 64 --json`, folder());
    expect(code).toBe(0);
    expectValid('error-along', stdout);
    expect(JSON.parse(stdout)).toMatchObject([{ lengths: { length: 4 }, exact: { lengths: { length: 4 } } }]);
  });

  it('refuses a unit without sums', async () => {
    expect(await lmul('error-along lmul e4m3', folder())).toEqual(
      refusal(
        'Only a unit that adds products of floating-point numbers has sums.',
        'lmul e4m3',
        'mac e4m3 --product lmul --accumulator fp32',
      ),
    );
  });
});

describe('integer units on the command line', () => {
  it.each([
    ['generate int 8 4', 'Several units need a directory to be written to.', '2 units without -o', '-o DIR'],
    [
      'generate int 8 --contract full',
      'The unit int 8 has no contract.',
      '--contract full',
      'int 8 with --architecture',
    ],
    [
      'generate mac int8 --lanes 4',
      'The unit mac int8 has no lanes.',
      '--lanes 4',
      'mac int8 with --weights, --accumulator, --saturate, --architecture',
    ],
    [
      'generate mac e4m3 --weights int',
      'The operands of this unit are integers.',
      'e4m3',
      'int 8, fixed q3.4, mac int8, dot int8 --lanes 16, or mac e4m3 --weights ternary',
    ],
    [
      'generate mac bf16 --weights ternary',
      'Activations are added as integers of 52 bits at most; numbers of bf16 would have 262.',
      'bf16',
      'a format of fewer exponents, such as e5m2 or fp16, or int16',
    ],
    [
      'generate mac int8 --weights ternary --window 8',
      'The unit mac int8 --weights ternary has no window.',
      '--window 8',
      'mac int8 --weights ternary with --weights, --accumulator, --saturate',
    ],
    [
      'generate lmul e4m3 --weights ternary',
      'Only a multiply-accumulate unit has a product and an accumulator.',
      '--weights ternary',
      'lmul cosim mac e4m3 --product lmul --accumulator fp32',
    ],
  ])('%s is refused', async (command, text, got, wayOut) => {
    expect(await lmul(command, folder())).toEqual(refusal(text, got, wayOut));
  });

  it('are generated, by words, by name, and in quotes', async () => {
    const words = await lmul('generate fixed q3.4 --rounding half-up', folder());
    expect(words).toMatchObject({ code: 0, stderr: '' });
    expect(words.stdout).toContain('module fixed_q3_4_array_half_up (');
    expect(await lmul('generate fixed_q3_4_array_half_up', folder())).toEqual(words);
    expect(await lmul('generate "fixed q3.4 --rounding half-up"', folder())).toEqual(words);
    const dot = await lmul('generate dot int8 --weights packed', folder());
    expect(dot.stdout).toContain('module dot10_ternary_packed_int8_into_int20_wrap (');
  });
});
