import { describe, expect, it } from 'vitest';
import { hexOf, parseFormat } from '../../src/format/index.ts';
import { unitSpec } from '../../src/unit/index.ts';
import { type Counterexample, describeCounterexample, describeExtent } from '../../src/verify/index.ts';

const e4m3 = unitSpec('lmul', parseFormat('e4m3'));
const found: Counterexample = { level: 'rtl', a: 0x38n, b: 0xb8n, port: 'p_o', expected: 0xb9n, got: 0xban };

describe('describeCounterexample', () => {
  it('shows operands and both results in hex and decoded, and the command that replays the pair', () => {
    expect(describeCounterexample(e4m3, found)).toBe(
      [
        'lmul_e4m3_adder_flush: the elaborated RTL differs from the model at p_o',
        '  a         0x38  1',
        '  b         0xb8  -1',
        '  expected  0xb9  -1.125',
        '  got       0xba  -1.25',
        '  replay    lmul cosim lmul e4m3 --form adder --contract flush --pair 0x38,0xb8',
      ].join('\n'),
    );
  });

  it('shows the cycle and the bare bit of valid_o for a pipeline', () => {
    const spec = unitSpec('exact', parseFormat('e5m2'), { contract: 'full', stages: 2, output: 'wide' });
    const lost: Counterexample = {
      level: 'gates',
      cycle: 4,
      a: 0x7cn,
      b: 0x7en,
      port: 'valid_o',
      expected: 1n,
      got: 0n,
    };
    expect(describeCounterexample(spec, lost)).toBe(
      [
        'exact_e5m2_multiply_full_wide_p2: the gate netlist differs from the model at valid_o, cycle 4',
        '  a         0x7c  Infinity',
        '  b         0x7e  NaN',
        '  expected  1',
        '  got       0',
        '  replay    lmul cosim exact e5m2 --architecture multiply --contract full --wide --stages 2 --pair 0x7c,0x7e',
      ].join('\n'),
    );
  });

  it('decodes a wide result by the format of the result', () => {
    const spec = unitSpec('exact', parseFormat('e4m3'), { output: 'wide' });
    const text = describeCounterexample(spec, { ...found, level: 'ice40', expected: 0x780n, got: 0x781n });
    expect(text).toContain('the iCE40 netlist differs');
    expect(text).toContain('  expected  0x0780  2\n  got       0x0781  2.015625\n');
  });
});

describe('describeExtent', () => {
  it('counts the pairs of an exhaustive check', () => {
    expect(describeExtent({ kind: 'exhaustive', pairs: 65_536 })).toBe('all 65,536 pairs');
  });

  it.each([
    ['proved', 'proved', 'proved = RTL: gates, ice40'],
    ['proved', 'unknown', 'proved = RTL: gates'],
    ['unknown', 'proved', 'proved = RTL: ice40'],
    ['unknown', 'unknown', 'not proved'],
  ] as const)('tells of a sample with its seed, gates %s and ice40 %s', (gates, ice40, words) => {
    const extent = {
      kind: 'sampled',
      directed: 10_464,
      random: 65_536,
      seed: 7,
      proof: { gates, ice40 },
    } as const;
    expect(describeExtent(extent)).toBe(`10,464 directed + 65,536 random (seed 7); ${words}`);
  });
});

describe('hexOf', () => {
  it('pads a code to the digits of its format', () => {
    expect([hexOf(parseFormat('e3m2'), 1n), hexOf(parseFormat('bf16'), 0x1fn)]).toEqual(['0x01', '0x001f']);
  });
});
