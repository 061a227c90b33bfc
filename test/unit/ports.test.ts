import { describe, expect, it } from 'vitest';
import { parseFormat } from '../../src/format/index.ts';
import {
  cutsOf,
  latencyOf,
  maxStages,
  portsOf,
  type UnitRequest,
  type UnitSpec,
  unitSpec,
} from '../../src/unit/index.ts';

const spec = (product: string, format: string, request: UnitRequest = {}): UnitSpec =>
  unitSpec(product, parseFormat(format), request);

const wordsOf = (unit: UnitSpec): string[] =>
  portsOf(unit).map(({ name, direction, width }) => `${direction} [${width}] ${name}`);

describe('the ports of a unit', () => {
  it('are two operands and a product when it is combinational', () => {
    expect(wordsOf(spec('lmul', 'e4m3'))).toEqual(['input [8] a_i', 'input [8] b_i', 'output [8] p_o']);
    expect(wordsOf(spec('exact', 'e2m1', { contract: 'bare' }))).toEqual([
      'input [4] a_i',
      'input [4] b_i',
      'output [4] p_o',
    ]);
  });

  it('gain clock, reset and valid when there are registers', () => {
    expect(wordsOf(spec('lmul', 'fp32', { stages: 1 }))).toEqual([
      'input [1] clk_i',
      'input [1] rst_ni',
      'input [1] valid_i',
      'input [32] a_i',
      'input [32] b_i',
      'output [1] valid_o',
      'output [32] p_o',
    ]);
  });

  it.each([
    ['exact', {}, 1 + 5 + 7],
    ['lmul', {}, 1 + 5 + 3],
    ['lmul', { form: 'equation' }, 1 + 5 + 4],
  ])('hold the whole product of %s %j when it is wide: %i bits', (product, request, width) => {
    const ports = portsOf(spec(product, 'e4m3', { ...request, output: 'wide' }));
    expect(ports.at(-1)).toEqual({ name: 'p_o', direction: 'output', width });
  });

  it('tell nothing of the latency, which is the number of register stages', () => {
    for (const stages of [0, 1, 4]) expect(latencyOf(spec('lmul', 'bf16', { stages }))).toBe(stages);
  });
});

describe('the registers of a unit', () => {
  it.each([
    [0, ''],
    [1, 'result'],
    [2, 'product result'],
    [3, 'decoded product result'],
    [4, 'decoded product rounded result'],
    [5, 'operands decoded product rounded result'],
  ])('stand at %i places of a unit that rounds: %s', (stages, cuts) => {
    for (const unit of [
      spec('exact', 'e4m3', { stages }),
      spec('lmul', 'e4m3', { stages, form: 'equation' }),
      spec('lmul', 'e4m3', { stages, contract: 'full' }),
    ]) {
      expect(cutsOf(unit).join(' ')).toBe(cuts);
      expect(maxStages(unit)).toBe(5);
    }
  });

  it.each([
    [3, 'decoded product result'],
    [4, 'operands decoded product result'],
  ])('stand at %i places of a unit without a rounding step: %s', (stages, cuts) => {
    for (const unit of [
      spec('lmul', 'e4m3', { stages }),
      spec('exact', 'e4m3', { stages, output: 'wide' }),
      spec('exact', 'e4m3', { stages, architecture: 'carry-in' }),
    ]) {
      expect(cutsOf(unit).join(' ')).toBe(cuts);
      expect(maxStages(unit)).toBe(4);
    }
  });
});
