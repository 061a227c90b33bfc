import { describe, expect, it } from 'vitest';
import { CATALOGUE, type Format, parseFormat } from '../../src/format/index.ts';
import { modelOf } from '../../src/model/index.ts';
import { resultFormat, type UnitRequest, unitSpec } from '../../src/unit/index.ts';
import { largestMagnitude, magnitudeByFormula } from '../format/by-definition.ts';

/** The square of a format's largest number and of its least, as magnitudes of the wide result. */
function squares(product: string, format: Format, request: UnitRequest): { top: number; bottom: number } {
  const spec = unitSpec(product, format, { ...request, output: 'wide' });
  const square = (mag: number): number => Number(modelOf(spec)(BigInt(mag), BigInt(mag)));
  return { top: square(largestMagnitude(format)), bottom: square(1) };
}

describe('the wide result', () => {
  it.each(CATALOGUE.filter((row) => row.name !== 'fp32'))(
    'of the exact product holds both ends of $name to the last bit under full',
    (format) => {
      const result = resultFormat(unitSpec('exact', format, { output: 'wide' }));
      const { top, bottom } = squares('exact', format, { contract: 'full' });
      expect(magnitudeByFormula(result, top)).toBe(magnitudeByFormula(format, largestMagnitude(format)) ** 2);
      if (format.expBits < 8)
        expect(magnitudeByFormula(result, bottom)).toBe(magnitudeByFormula(format, 1) ** 2);
    },
  );

  it.each(CATALOGUE)('of L-Mul with the offset of the paper has room for the largest of $name', (format) => {
    const offset =
      2 ** (format.manBits - (format.manBits <= 3 ? format.manBits : format.manBits === 4 ? 3 : 4));
    for (const contract of ['bare', 'flush', 'full'])
      expect(squares('lmul', format, { contract }).top).toBe(2 * largestMagnitude(format) + offset);
  });

  it.each([
    ['e3m4-finite', 'bare', 0x000],
    ['e3m4-finite', 'flush', 0x0ff],
    ['e3m4-finite', 'full', 0x0ff],
    ['e4m4-fnuz', 'flush', 0x1ff],
    ['e4m4-fnuz', 'full', 0x200],
    ['e8m7-fn', 'flush', 0xfffe],
    ['e8m7-fn', 'full', 0xffff],
  ])('of L-Mul overflows in %s, whose offset is more than its encoding leaves: %s', (name, contract, top) => {
    expect(squares('lmul', parseFormat(name), { contract }).top).toBe(top);
  });
});
