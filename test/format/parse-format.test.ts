import { describe, expect, it } from 'vitest';
import { CATALOGUE, type FormatRequest, parseFormat } from '../../src/format/index.ts';
import { FREE_SMALL, NAMED_SMALL, TINY, WIDE } from './formats-under-test.ts';

const facts = (expBits: number, manBits: number, bias: number, encoding: string) => ({
  expBits,
  manBits,
  bias,
  encoding,
});

describe('a free name', () => {
  it.each([
    ['e6m1', facts(6, 1, 31, 'ieee')],
    ['e3m8', facts(3, 8, 3, 'ieee')],
    ['e2m1-ieee', facts(2, 1, 1, 'ieee')],
    ['e11m23', facts(11, 23, 1023, 'ieee')],
    ['e6m1-fn', facts(6, 1, 31, 'fn')],
    ['e6m1-fnuz', facts(6, 1, 32, 'fnuz')],
    ['e6m1-bias20', facts(6, 1, 20, 'ieee')],
    ['e6m1-bias20-fn', facts(6, 1, 20, 'fn')],
    ['e4m3-bias9-finite', facts(4, 3, 9, 'finite')],
    ['e5m2-finite', facts(5, 2, 15, 'finite')],
  ])('%s says its fields, with default bias and encoding where it is silent', (name, fields) => {
    expect(parseFormat(name)).toEqual({ name, ...fields });
  });

  it.each([
    ['e6m1-ieee', 'e6m1'],
    ['e6m1-bias31', 'e6m1'],
    ['e6m1-bias32-fnuz', 'e6m1-fnuz'],
    ['e4m3-fn', 'e4m3'],
    ['e4m3-bias7-fn', 'e4m3'],
    ['e4m3-bias11-fnuz', 'e4m3-b11fnuz'],
    ['e4m3-bias8', 'e4m3-bias8-ieee'],
    ['e5m2-ieee', 'e5m2'],
    ['e8m7', 'bf16'],
    ['e5m10', 'fp16'],
    ['e8m23', 'fp32'],
    ['e2m1-finite', 'e2m1'],
  ])('%s that spells out what is known is printed as %s', (name, canonical) => {
    expect(parseFormat(name).name).toBe(canonical);
    expect(parseFormat(canonical).name).toBe(canonical);
  });
});

describe('a request by parts', () => {
  it.each<[FormatRequest, string]>([
    [{ expBits: 4, manBits: 3 }, 'e4m3'],
    [{ expBits: 5, manBits: 2 }, 'e5m2'],
    [{ expBits: 2, manBits: 1 }, 'e2m1'],
    [{ expBits: 8, manBits: 7 }, 'bf16'],
    [{ expBits: 8, manBits: 10 }, 'tf32'],
    [{ expBits: 6, manBits: 1 }, 'e6m1'],
    [{ expBits: 4, manBits: 3, encoding: 'ieee' }, 'e4m3-ieee'],
    [{ expBits: 4, manBits: 3, encoding: 'fnuz' }, 'e4m3-fnuz'],
    [{ expBits: 4, manBits: 3, bias: 11, encoding: 'fnuz' }, 'e4m3-b11fnuz'],
    [{ expBits: 4, manBits: 3, bias: 9 }, 'e4m3-bias9-ieee'],
    [{ expBits: 6, manBits: 1, bias: 20, encoding: 'finite' }, 'e6m1-bias20-finite'],
    [{ name: 'e4m3', bias: 8 }, 'e4m3-bias8-fn'],
    [{ name: 'e4m3', encoding: 'fnuz' }, 'e4m3-fnuz'],
    [{ name: 'e4m3-fnuz', encoding: 'fn' }, 'e4m3'],
    [{ name: 'e4m3-b11fnuz', encoding: 'fnuz' }, 'e4m3-b11fnuz'],
    [{ name: 'e2m3', encoding: 'ieee' }, 'e2m3-ieee'],
    [{ name: 'e4m3', expBits: 4, manBits: 3 }, 'e4m3'],
  ])('%j means %s', (request, name) => {
    expect(parseFormat(request).name).toBe(name);
  });

  it('keeps a bias that a free name spells out when the encoding is given beside it', () => {
    expect(parseFormat({ name: 'e6m1-bias20', encoding: 'fn' }).name).toBe('e6m1-bias20-fn');
    expect(parseFormat({ name: 'e6m1-bias20-fn', encoding: 'ieee' }).name).toBe('e6m1-bias20');
  });
});

describe('the name of a format', () => {
  it('means that format again, for every format these tests use', () => {
    for (const format of [...CATALOGUE, ...NAMED_SMALL, ...TINY, ...FREE_SMALL, ...WIDE])
      expect(parseFormat(format.name)).toMatchObject(
        facts(format.expBits, format.manBits, format.bias, format.encoding),
      );
  });

  it('differs between any two formats of 2 to 5 exponent bits, 1 to 4 mantissa bits, any bias and encoding', () => {
    const names = new Set<string>();
    let count = 0;
    for (let expBits = 2; expBits <= 5; expBits++)
      for (let manBits = 1; manBits <= 4; manBits++)
        for (let bias = 1; bias < 2 ** expBits; bias++)
          for (const encoding of ['ieee', 'fn', 'fnuz', 'finite']) {
            const format = parseFormat({ expBits, manBits, bias, encoding });
            expect(parseFormat(format.name)).toEqual(format);
            names.add(format.name);
            count++;
          }
    expect(names.size).toBe(count);
  });
});
