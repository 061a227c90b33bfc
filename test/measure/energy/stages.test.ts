import { describe, expect, it } from 'vitest';
import { macStages, stageEnds } from '../../../src/measure/index.ts';
import { emitMacModules, emitVerilog } from '../../../src/rtl/index.ts';
import { parseMacName, parseShortName } from '../../../src/unit/index.ts';

const endsOf = (name: string) => stageEnds(emitVerilog(parseShortName(name)));

describe('the stages of a unit', () => {
  it('end at the wires that another section reads; the significand product is a stage of its own', () => {
    expect(endsOf('exact_e4m3_multiply_rne_flush')).toEqual([
      { stage: 'decode', signals: ['sign', 'exp_a', 'exp_b', 'man_a', 'man_b', 'is_zero', 'is_nan'] },
      { stage: 'multiply', signals: ['product'] },
      { stage: 'normalise', signals: ['raw'] },
      { stage: 'round', signals: ['mag'] },
    ]);
  });

  it('of an adder are fewer', () => {
    expect(endsOf('lmul_e4m3_adder_flush').map(({ stage, signals }) => [stage, signals.at(-1)])).toEqual([
      ['decode', 'is_nan'],
      ['add', 'mag'],
    ]);
  });

  it('of a pipeline are the same, registers apart', () => {
    const stages = endsOf('exact_e4m3_multiply_rne_flush_p3').map(({ stage }) => stage);
    expect(stages).toEqual(['decode', 'multiply', 'normalise', 'round', 'select']);
  });

  it('are none where the Verilog is somebody else’s', () => {
    expect(stageEnds('module m(input a, output y); assign y = a; endmodule')).toEqual([]);
  });
});

describe('the stages of a unit that accumulates', () => {
  const stagesOf = (name: string) => {
    const spec = parseMacName(name);
    return macStages(spec, Object.values(emitMacModules(spec)).join('\n'));
  };

  it('go through its modules, named as the flat netlist names their wires', () => {
    const { ends, keep } = stagesOf('mac_exact_e4m3_array_rne_flush_into_fp32_rne');
    expect(ends.map(({ stage, signals }) => [stage, signals.at(-1)])).toEqual([
      ['decode', 'multiply.is_nan'],
      ['pack', 'multiply.p_o'],
      ['multiply', 'multiply.product'],
      ['align', 'add.aligned'],
      ['add', 'add.sum'],
      ['round', 'add.p_o'],
    ]);
    expect(keep).toContain('exact_e4m3_array_rne_flush/product');
    expect(keep).toContain('add_fp32_rne_flush/p_o');
  });

  it('behind a window are modules of their own', () => {
    const { ends, keep } = stagesOf('dot2_lmul_e4m3_adder_flush_into_fp32_rne_w14_truncate');
    expect(ends.slice(-3)).toEqual([
      { stage: 'align', signals: ['align.largest_o', 'align.aligned_o'] },
      { stage: 'add', signals: ['add.total_o'] },
      { stage: 'round', signals: ['round.sum_o'] },
    ]);
    expect(keep.at(-1)).toBe('dot2_lmul_e4m3_adder_flush_into_fp32_rne_w14_truncate_round/sum_o');
  });

  it('of a dot product are those of every lane; the addition of L-Mul stands for the multiplier', () => {
    const { ends, keep } = stagesOf('dot2_lmul_e4m3_adder_flush_into_kulisch_g12');
    const found = Object.fromEntries(ends.map(({ stage, signals }) => [stage, signals]));
    expect(found.multiply).toEqual(['lanes[0].multiply.mag', 'lanes[1].multiply.mag']);
    expect(found.align).toContain('terms');
    // Both additions are one stage: that of the lanes has no end of its own.
    expect(found.add).toEqual(['sum']);
    expect(keep.filter((wire) => wire.endsWith('/mag'))).toEqual(['lmul_e4m3_adder_flush/mag']);
  });
});
