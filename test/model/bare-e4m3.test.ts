import { describe, expect, it } from 'vitest';
import { parseFormat } from '../../src/format/index.ts';
import { modelOf } from '../../src/model/index.ts';
import { resultFormat, type UnitRequest, unitSpec } from '../../src/unit/index.ts';
import { valueByDefinition } from '../format/by-definition.ts';

/** The product of two numbers that the format has, as the value of the result code. */
function product(name: string, x: number, y: number, request: UnitRequest): number {
  const spec = unitSpec('lmul', parseFormat(name), request);
  const codeOf = (value: number): bigint => {
    let code = 0;
    while (valueByDefinition(spec.format, code) !== value) code++;
    return BigInt(code);
  };
  return valueByDefinition(resultFormat(spec), Number(modelOf(spec)(codeOf(x), codeOf(y))));
}

describe('bare L-Mul at e4m3', () => {
  it.each([
    [0, 448, 3.75],
    [1, 1, 1.125],
    [448, 1, Number.NaN],
    [448, 2, 7 / 512],
    [2 ** -6, 2 ** -6, 18],
  ])('takes %d x %d to %d', (x, y, result) => {
    expect(product('e4m3', x, y, { contract: 'bare' })).toBe(result);
  });

  it('puts 10,477 of 14,161 positive normal pairs in range, 1,128 below, 2,485 above and 71 on the NaN code', () => {
    const model = modelOf(unitSpec('lmul', parseFormat('e4m3'), { contract: 'bare' }));
    const counts = { inRange: 0, below: 0, above: 0, nan: 0 };
    for (let a = 0x08; a <= 0x7e; a++)
      for (let b = 0x08; b <= 0x7e; b++) {
        const unbounded = a + b - 55;
        expect(Number(model(BigInt(a), BigInt(b)))).toBe((unbounded + 256) % 128);
        if (unbounded === 0x7f) counts.nan++;
        else if (unbounded < 0x08) counts.below++;
        else if (unbounded > 0x7f) counts.above++;
        else counts.inRange++;
      }
    expect(counts).toEqual({ inRange: 10_477, below: 1128, above: 2485, nan: 71 });
  });
});

describe('L-Mul of 1.75 x 2.5, which is 4.375,', () => {
  it.each([
    ['adder', 'closed', 4.5],
    ['adder', 'wide', 4.5],
    ['equation', 'wide', 4.25],
    ['equation', 'closed', 4],
  ])('is at e4m3 in form %s, %s, %d', (form, output, result) => {
    expect(product('e4m3', 1.75, 2.5, { form, output })).toBe(result);
  });

  it.each(['bf16', 'fp16', 'tf32', 'e5m7'])('is 4.25 and 4.125 with the smaller offset of %s', (name) => {
    expect(product(name, 1.75, 2.5, { form: 'adder' })).toBe(4.25);
    expect(product(name, 1.75, 2.5, { form: 'equation' })).toBe(4.125);
  });
});
