import { describe, expect, it } from 'vitest';
import { stageEnds } from '../../../src/measure/index.ts';
import { emitVerilog } from '../../../src/rtl/index.ts';
import { parseShortName } from '../../../src/unit/index.ts';

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
