import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { badOption, lmul, refusal, workingFolder } from './lmul-command.ts';

const folder = workingFolder();

const NAMES =
  'e4m3, e5m2, e4m3-ieee, e3m4, e4m3-fnuz, e5m2-fnuz, e4m3-b11fnuz, e3m2, e2m3, e2m1, bf16, fp16, tf32, fp32';

const badWidths =
  "option '--widths <list>' argument '5..1' is invalid. Mantissa widths, from 1 to 23, are a range such as 1..5, or a list such as 2,3,7.";

describe('bad input is refused with exit 2, saying what is wrong, what was got and the way out', () => {
  it.each([
    [
      'formats nope',
      refusal(
        'There is no format of that name.',
        'nope',
        `${NAMES}, or a free one such as e6m1 or e6m1-bias20-fn`,
      ),
    ],
    [
      'generate lmul --exp 4 --man 0',
      refusal(
        'A format has 1 to 23 mantissa bits.',
        '0 mantissa bits',
        'a width from 1 to 23, for example e4m3 (--exp 4 --man 3)',
      ),
    ],
    [
      'compare --exp 1 --man 3',
      refusal(
        'A format has 2 to 11 exponent bits.',
        '1 exponent bits',
        'a width from 2 to 11, for example e4m3 (--exp 4 --man 3)',
      ),
    ],
    [
      'compare e4m3 --exp 5',
      refusal(
        'e4m3 has 4 exponent and 3 mantissa bits.',
        'e4m3 --exp 5',
        'the name alone, or --exp and --man without a name',
      ),
    ],
    [
      'cosim exact e4m3 --form adder',
      refusal(
        'The product exact has no form.',
        '--form adder',
        '--architecture multiply, array, carry-in or table',
      ),
    ],
    [
      'generate lmul_e4m3_adder_flush --contract full --wide',
      refusal(
        'A short name or a unit in quotes is complete, and takes no options beside it.',
        'lmul_e4m3_adder_flush with --contract full --wide',
        'product, format and options: lmul e4m3 --contract full',
      ),
    ],
    [
      'generate --canonical lmul e4m3',
      refusal(
        'The canonical set is fixed, and takes no units beside it.',
        '--canonical with lmul e4m3',
        '--canonical -o DIR alone, or the units without --canonical',
      ),
    ],
    [
      'generate lmul e4m3 e5m2',
      refusal('Several units need a directory to be written to.', '2 units without -o', '-o DIR'),
    ],
    [
      'synth lmul e4m3 --target gates --pnr hx8k',
      refusal('Only iCE40 netlists are placed and routed.', '--target gates --pnr', '--target ice40'),
    ],
    [
      'synth lmul e4m3 --freq 100',
      refusal('A clock is met or missed only after place and route.', '--freq without --pnr', '--pnr hx8k'),
    ],
    [
      'cosim lmul e4m3 --pair 0x1ff,0x00',
      refusal('A pair is two codes of 8 bits in hexadecimal.', '--pair 0x1ff,0x00', '--pair 0x3c,0x41'),
    ],
    [
      'cosim lmul e4m3 --vectors missing.hex',
      refusal(
        'The vector file cannot be read.',
        'missing.hex (no such file)',
        'a .hex or .csv that `lmul vectors` writes',
      ),
    ],
    [
      'advise --format e3m2 --error-budget 9% --cost energy --target gates',
      refusal(
        'There is no energy of units on gates.',
        '--cost energy --target gates',
        '--cost area, or --target cells:sky130',
      ),
    ],
    [
      'advise --format e3m2 --error-budget 9% --level mac --accumulator e2m1',
      refusal(
        'A floating-point accumulator has an encoding with Inf and NaN.',
        '--accumulator e2m1',
        '--accumulator fp32, fp16, bf16 or e6m9',
      ),
    ],
    [
      'vectors mac_lmul_e2m1_adder_flush_into_fp16_rne -o vectors',
      refusal(
        'Here a unit is a floating-point product: no integers, and nothing that accumulates.',
        'mac_lmul_e2m1_adder_flush_into_fp16_rne',
        'lmul e4m3; cosim, synth, prove, generate and energy take the others',
      ),
    ],
    [
      'generate mbm e4m3',
      refusal(
        'The minimally biased multipliers (MBM) are L-Mul with another constant.',
        'mbm',
        'lmul e4m3 --offset 1/12',
      ),
    ],
    ['compare e4m3 --bogus', badOption("unknown option '--bogus'")],
    ['nope', badOption("unknown command 'nope'")],
    [
      'compare e4m3 --seeds 8..1',
      badOption(
        "option '--seeds <list>' argument '8..1' is invalid. Seeds are a range such as 1..8, or a list such as 1,5,9.",
      ),
    ],
    ['advise --format e3m2 --error-budget 2% --widths 5..1', badOption(badWidths)],
    ['report --widths 5..1', badOption(badWidths)],
    ['compare e4m3 --json --markdown', badOption("option '--markdown' cannot be used with option '--json'")],
    [
      'cosim lmul e4m3 --pair 0x00,0x00 --vectors x.hex',
      badOption("option '--pair <a,b>' cannot be used with option '--vectors <file>'"),
    ],
    ['vectors lmul e4m3', badOption("required option '-o, --output <dir>' not specified")],
  ])('lmul %s', async (command, expected) => {
    expect(await lmul(command, folder())).toEqual(expected);
    expect(readdirSync(folder())).toEqual([]);
  });

  it('a vector file with a bad line is refused with its line', async () => {
    writeFileSync(join(folder(), 'bad.hex'), '38 38 39\n38 3g 3c\n');
    expect(await lmul('cosim lmul e4m3 --vectors bad.hex', folder())).toEqual(
      refusal(
        'Line 2 of bad.hex has no hexadecimal number for b: "3g".',
        '38 3g 3c',
        'a b p in 2, 2, 2 hexadecimal digits, such as 00 00 00',
      ),
    );
  });
});
