import { afterAll, describe, expect, it } from 'vitest';
import { unpackLanes } from '../../sim/index.ts';
import { emitMacModules } from '../../src/rtl/index.ts';
import type { Templates } from '../../src/rtl/templates.ts';
import { elaborate } from '../../src/synth/index.ts';
import { closeTools } from '../../src/tools/index.ts';
import { type MacSpec, macName, parseMacName } from '../../src/unit/index.ts';
import { cosimulateMac, type MacCounterexample } from '../../src/verify/cosim-mac.ts';
import { checkMac, describeExtent, describeMacCounterexample } from '../../src/verify/index.ts';
import { macInputs, streamCycles } from '../../src/verify/mac-inputs.ts';
import { plainMachine, slicedMachine } from '../../src/verify/mac-machine.ts';
import { macSteps } from '../../src/verify/mac-steps.ts';
import { broken } from './broken.ts';

afterAll(closeTools);

/** What the check finds in the elaborated RTL of a broken unit. */
async function inRtl(spec: MacSpec, templates: Templates): Promise<MacCounterexample> {
  const text = Object.values(emitMacModules(spec, templates)).join('\n');
  const rtl = await elaborate({ top: macName(spec), text });
  const { counterexample } = cosimulateMac(spec, [{ level: 'rtl', json: rtl, cells: [] }], 1);
  if (counterexample === undefined) expect.fail('a broken unit passed its check');
  return counterexample;
}

describe('checkMac', () => {
  it.each([
    ['mac_lmul_e4m3_adder_flush_into_bf16_rne', 32 + 2048, 'not proved'],
    ['dot3_exact_e2m1_multiply_full_wide_into_kulisch_g2', 1 + 682 + 15, 'not proved'],
    // On iCE40 a register of the pipeline loses its name, and nothing is claimed.
    // The last ones until the register has to round, and onto that.
    ['mac_exact_e2m1_table_rne_full_p1_into_fp16_rne', 1 + 2048 + 2731 + 256, 'proved = RTL: gates'],
    ['dot3_exact_e2m1_multiply_rne_full_into_fp16_rne_w10_sticky', 1 + 64, 'not proved'],
    ['dot2_lmul_e3m2_adder_flush_into_bf16_rtz_w6_truncate_mx', 2 + 96, 'not proved'],
    ['mac_exact_e3m2_multiply_full_wide_into_kulisch_g2', 2 + 2048 + 20, 'proved = RTL: gates, ice40'],
  ])('passes %s at three levels in lockstep', async (name, cycles, proof) => {
    const result = await checkMac(parseMacName(name), { prove: proof !== 'not proved' });
    if (result.kind === 'failed')
      expect.fail(describeMacCounterexample(result.spec, result.counterexample, 1));
    const { extent } = result.unit.verdict;
    expect(extent).toMatchObject({ kind: 'streams', streams: 2048, cycles, seed: 1, everyPair: true });
    expect(describeExtent(extent)).toContain(
      `2,048 streams, ${cycles.toLocaleString('en')} cycles in all (seed 1)`,
    );
    expect(describeExtent(extent).split('; ')[1]).toBe(proof);
    expect(result.unit.costs.gates.flipFlops).toBeGreaterThan(11);
  });

  it.each([
    ['a clear that is ignored', 'mac-registers', 'else if (clear_p) acc', "else if (1'b0) acc", 'acc_o'],
    ['a sum that is not begun anew', 'mac-kulisch', 'acc & {{kept}}', 'acc', 'acc_o'],
    [
      'a register that wraps',
      'mac-kulisch',
      'total[{{top}}] ^ total[{{bits}}]',
      "1'b0 & total[{{top}}]",
      'acc_o',
    ],
    ['a NaN that is forgotten', 'mac-registers', '(invalid_q & ~clear_p)', "(invalid_q & 1'b0)", 'invalid_o'],
    [
      'a valid in reset',
      'mac-registers',
      "if (!rst_ni) valid_q <= 1'b0",
      "if (!rst_ni) valid_q <= 1'b1",
      'valid_o',
    ],
    [
      'a lost valid',
      'mac-registers',
      'else valid_q <= valid_p',
      'else valid_q <= valid_p & ~clear_p',
      'valid_o',
    ],
    ['a product a place too high', 'mac-place', '<< place', '<< (place | {{one}})', 'acc_o'],
  ])('catches %s', async (_, template, from, to, port) => {
    const spec = parseMacName('mac_exact_e2m1_ieee_multiply_full_wide_into_kulisch_g1');
    const counterexample = await inRtl(spec, broken(template, from, to));
    expect(counterexample).toMatchObject({ level: 'rtl', port });
    expect(counterexample.got).not.toBe(counterexample.expected);
    expect(describeMacCounterexample(spec, counterexample, 1)).toContain(
      'replay    lmul cosim mac e2m1-ieee --product exact --architecture multiply --contract full --wide --accumulator kulisch --guard-bits 1 --seed 1',
    );
  });

  it('catches a wide register that rounds wrongly, though products onto zero leave nothing to round', async () => {
    const forgets = broken('add-align', 'row[0] | lost}', "row[0] | (lost & 1'b0)}");
    const found = await inRtl(parseMacName('mac_lmul_e4m3_adder_flush_into_fp32_rne'), forgets);
    expect(found).toMatchObject({ level: 'rtl', port: 'acc_o' });
    expect(found.cycle).toBeGreaterThan(2080);
  });

  it.each([
    ['forgets its last lane', 'dot-tree', 'k < {{lanes}}', 'k < {{lanes}} - 1', 'acc_o'],
    ['takes a term for positive', 'dot-lanes', '^ {{signs}}', '', 'acc_o'],
    [
      'hears only one lane of a NaN',
      'dot-lanes',
      'wire is_special = |specials',
      'wire is_special = specials[0]',
      'invalid_o',
    ],
    [
      'clears too early',
      'mac-control',
      'wire clear_p = clear_q{{clearLast}}',
      'wire clear_p = clear_i',
      'acc_o',
    ],
  ])('catches a dot product that %s', async (_, template, from, to, port) => {
    const spec = parseMacName('dot3_exact_e2m1_ieee_multiply_full_wide_p1_into_kulisch_g2');
    const counterexample = await inRtl(spec, broken(template, from, to));
    expect(counterexample).toMatchObject({ level: 'rtl', port });
    expect(describeMacCounterexample(spec, counterexample, 1)).toContain(
      'lmul cosim dot e2m1-ieee --lanes 3',
    );
  });

  it.each([
    [
      'drops the register from the largest exponent',
      'window-largest',
      '& ~lead[{{exponentBits}}]',
      '',
      'acc_o',
    ],
    ['takes the exponent of a zero', 'window-largest', '(|most) &', "1'b1 &", 'acc_o'],
    ['forgets a pair of its lanes', 'window-largest', 'span < {{lanes}}', 'span < {{lanes}} - 1', 'acc_o'],
    ['loses a sticky bit', 'window-move', '| lost}', '}', 'acc_o'],
    ['moves the lanes too far', 'window-move', "'d{{laneBits}}) ?", "'d2) ?", 'acc_o'],
    ['does not carry a complement', 'window-add', ' + {{one}}', '', 'acc_o'],
    ['normalises past the smallest exponent', 'window-normalise', '& (|(left >> k))', '', 'acc_o'],
    [
      'takes no note of what is below a guard bit',
      'window-round',
      '= |places[{{stickyMsb}}:0]',
      "= 1'b0",
      'acc_o',
    ],
    ['takes a scale too early', 'mx-scale', 'scale_q <= {{scaleNext}}', "scale_q <= 10'd254", 'acc_o'],
    [
      'takes a scale of NaN for a number',
      'mx-scale',
      'scale_nan = scale_q[{{nanBit}}]',
      "scale_nan = 1'b0",
      'acc_o',
    ],
    ['knows no minus infinity', 'window-stages', '{{minusText}}', '', 'acc_o'],
  ])('catches a dot product in a window that %s', async (_, template, from, to, port) => {
    const spec = parseMacName('dot3_exact_e2m1_ieee_multiply_full_wide_p1_into_e4m2_rne_w6_sticky_mx');
    const counterexample = await inRtl(spec, broken(template, from, to));
    expect(counterexample).toMatchObject({ level: 'rtl', port });
    expect(describeMacCounterexample(spec, counterexample, 1)).toContain(
      '--window 6 --align sticky --block-scale mx --seed 1',
    );
  });

  it('catches a floating-point accumulator that takes a NaN for a number', async () => {
    const spec = parseMacName('mac_exact_e2m1_ieee_multiply_rne_flush_into_fp16_rne');
    const templates = broken('mac-widen', '{{condition}} ?', '({{condition}}) & ~(&man) ?');
    expect(await inRtl(spec, templates)).toMatchObject({ level: 'rtl', port: 'acc_o', expected: 0x7e00n });
  });
});

describe('the cycles of a check', () => {
  it('have gaps, clears, full sums, NaN and both ends of a Kulisch register', () => {
    const spec = parseMacName('mac_exact_e4m3_multiply_full_wide_into_kulisch_g1');
    let [gaps, clears, invalid, steps] = [0, 0, 0, 0];
    const ones = (words: Int32Array): number =>
      words.reduce((sum, word) => sum + word.toString(2).replaceAll(/[^1]/g, '').length, 0);
    const ends = new Set<string>();
    for (const { valid, clear, invalid: flag, acc } of macSteps(spec, 1)) {
      steps++;
      gaps += 2048 - ones(valid);
      clears += ones(clear);
      invalid += ones(flag);
      const signs = acc.slice(-64);
      const below = acc.slice(0, -64);
      if (signs.every((word) => word === 0x5555_5555 << 1))
        ends.add(String(below.every((word) => word === 0x5555_5555)));
    }
    expect(steps).toBe(32 + streamCycles(spec) + 2 ** 2 + 12);
    expect(Math.min(gaps, clears, invalid)).toBeGreaterThan(5000);
    // Even lanes at the largest number, odd ones at the smallest.
    expect(ends).toContain('true');
  });

  it('show every pair in every lane of a dot product', () => {
    const spec = parseMacName('dot3_exact_e2m1_multiply_full_wide_into_kulisch_g2');
    const [first] = macSteps(spec, 1);
    const [a, b] = [first!.a, first!.b].map((words) => unpackLanes(words, 12, 64));
    for (let lane = 0; lane < 3; lane++) {
      const pairs = a!.map((codes, at) =>
        [codes, b![at]!].map((of) => (of >> BigInt(4 * lane)) & 15n).join(),
      );
      expect(new Set(pairs).size).toBe(256);
    }
  });

  it('have products that cancel: the one before, its sign turned round', () => {
    const spec = parseMacName('mac_exact_e4m3_multiply_full_wide_into_fp32_rne');
    const steps = [...macSteps(spec, 1)].slice(32);
    let zeros = 0;
    steps.forEach((step, at) => {
      if (at % 2 === 0) return;
      const of = (words: Int32Array): bigint => unpackLanes(words, 8, 64)[15]!;
      expect(of(step.a)).toBe(of(steps[at - 1]!.a) ^ 0x80n);
      expect(of(step.b)).toBe(of(steps[at - 1]!.b));
      if (
        (step.acc.filter((_, word) => word % 64 === 0) as Int32Array).every((word) => (word >> 15) % 2 === 0)
      )
        zeros++;
    });
    // After a clear the sum is zero again and again.
    expect(zeros).toBeGreaterThan(10);
  });

  it.each([
    'mac_exact_e2m1_ieee_multiply_full_wide_into_kulisch_g1',
    'mac_lmul_e3m2_adder_flush_into_fp16_rtz',
    'dot2_exact_e4m3_carry_in_rne_flush_into_kulisch_g2',
  ])('leave the states that the model says, stream by stream: %s', (name) => {
    const spec = parseMacName(name);
    const [sliced, plain] = [slicedMachine(spec), plainMachine(spec)];
    let cycles = 0;
    for (const inputs of macInputs(spec, 3)) {
      if (cycles++ % 7 > 1 && cycles > 40) continue;
      expect(sliced(inputs)).toEqual(plain(inputs));
      if (cycles > 150) break;
    }
  });
});
