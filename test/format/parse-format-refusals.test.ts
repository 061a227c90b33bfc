import { describe, it } from 'vitest';
import { type FormatRequest, parseFormat } from '../../src/format/index.ts';
import { expectRefusal } from './refusal.ts';

const NAMES =
  'e4m3, e5m2, e4m3-ieee, e3m4, e4m3-fnuz, e5m2-fnuz, e4m3-b11fnuz, e3m2, e2m3, e2m1, bf16, fp16, tf32, fp32';

describe('parseFormat refuses', () => {
  it.each(['', 'e4', 'E4M3', 'bfloat', 'e4m3-bias', 'e4m3-fnu', 'e04m3', 'e4m03', 'e4m3-bias07', 'e4m3 '])(
    'the unknown name "%s" and lists the known ones',
    (name) => {
      expectRefusal(() => parseFormat(name), {
        code: 'format/unknown',
        text: 'There is no format of that name.',
        got: name,
        wayOut: `${NAMES}, or a free one such as e6m1 or e6m1-bias20-fn`,
      });
    },
  );

  it.each<[FormatRequest, string]>([
    [{}, 'neither'],
    [{ expBits: 4 }, '--exp 4 without --man'],
    [{ manBits: 3 }, '--man 3 without --exp'],
    [{ bias: 7, encoding: 'fn' }, 'neither'],
  ])('the incomplete request %j', (request, got) => {
    expectRefusal(() => parseFormat(request), {
      code: 'format/incomplete',
      text: 'A format needs a name, or both its exponent and mantissa bits.',
      got,
      wayOut: '--exp 4 --man 3, or a name such as e4m3 (`lmul formats` lists them)',
    });
  });

  it.each<[FormatRequest, string]>([
    [{ name: 'e4m3', expBits: 5 }, 'e4m3 --exp 5'],
    [{ name: 'e4m3', expBits: 5, manBits: 3 }, 'e4m3 --exp 5 --man 3'],
    [{ name: 'e4m3', manBits: 2 }, 'e4m3 --man 2'],
  ])('%j, whose widths are not those of its name', (request, got) => {
    expectRefusal(() => parseFormat(request), {
      code: 'format/contradiction',
      text: 'e4m3 has 4 exponent and 3 mantissa bits.',
      got,
      wayOut: 'the name alone, or --exp and --man without a name',
    });
  });

  it.each<[FormatRequest | string, number]>([
    ['e1m3', 1],
    ['e12m3', 12],
    [{ expBits: 0, manBits: 3 }, 0],
    [{ expBits: 4.5, manBits: 3 }, 4.5],
    [{ expBits: Number.NaN, manBits: 3 }, Number.NaN],
  ])('the exponent width of %j', (request, bits) => {
    expectRefusal(() => parseFormat(request), {
      code: 'format/exponent-bits',
      text: 'A format has 2 to 11 exponent bits.',
      got: `${bits} exponent bits`,
      wayOut: 'a width from 2 to 11, for example e4m3 (--exp 4 --man 3)',
    });
  });

  it.each<[FormatRequest | string, number]>([
    ['e4m0', 0],
    ['e4m24', 24],
    [{ expBits: 4, manBits: -1 }, -1],
    [{ expBits: 4, manBits: 1.5 }, 1.5],
  ])('the mantissa width of %j', (request, bits) => {
    expectRefusal(() => parseFormat(request), {
      code: 'format/mantissa-bits',
      text: 'A format has 1 to 23 mantissa bits.',
      got: `${bits} mantissa bits`,
      wayOut: 'a width from 1 to 23, for example e4m3 (--exp 4 --man 3)',
    });
  });

  it.each<[FormatRequest | string, number, number, number]>([
    ['e4m3-bias0', 0, 15, 7],
    ['e4m3-bias16', 16, 15, 7],
    ['e4m3-bias16-fnuz', 16, 15, 8],
    [{ name: 'e2m1', bias: 4 }, 4, 3, 1],
    [{ name: 'fp32', bias: 12.5 }, 12.5, 255, 127],
    [{ name: 'fp32', bias: -1 }, -1, 255, 127],
  ])('the bias of %j', (request, bias, most, byDefault) => {
    const expBits = Math.log2(most + 1);
    expectRefusal(() => parseFormat(request), {
      code: 'format/bias',
      text: `The bias of a format with ${expBits} exponent bits is a whole number from 1 to ${most}.`,
      got: `bias ${bias}`,
      wayOut: `leave it out for the default ${byDefault}`,
    });
  });

  it.each(['', 'IEEE', 'ocp'])('the unknown encoding "%s"', (encoding) => {
    expectRefusal(() => parseFormat({ name: 'e4m3', encoding }), {
      code: 'format/encoding',
      text: 'The encoding of a format is ieee, fn, fnuz or finite.',
      got: encoding,
      wayOut: 'ieee has Inf and NaN, fn one NaN per sign, fnuz one NaN and no -0, finite neither',
    });
  });
});
