import type { Format } from '../../src/format/index.ts';
import type { UnitRequest, UnitSpec } from '../../src/unit/index.ts';
import { bruteEncode } from '../format/brute-encode.ts';
import { valueByDefinition } from '../format/by-definition.ts';

/**
 * A unit computed a third way, in doubles, which hold every value of a small format and every product of two: the
 * contract as numerics §4 words it, the formula of L-Mul as §2.2 writes it, the rounding by searching the format.
 * For closed units under flush and full.
 */
export function secondReadingOf(spec: UnitSpec): (a: number, b: number) => number {
  const { format, contract, rounding } = spec;
  const flush = contract === 'flush';
  const options = {
    rounding,
    overflow: flush ? 'saturate' : spec.overflow,
    subnormals: flush ? 'flush' : 'keep',
  } as const;
  const values = valuesOf(format).map((x) =>
    flush && Math.abs(x) < 2 ** (1 - format.bias) ? 0 * Math.sign(x) : x,
  );
  // 0 * sign(-0) is -0, as wanted; NaN and the infinities take the rules of JavaScript, which are those of IEEE 754.
  return (a, b) =>
    Number(bruteEncode(format, productOf(spec, values[a] as number, values[b] as number), options));
}

function valuesOf(format: Format): number[] {
  const codes = 2 ** (1 + format.expBits + format.manBits);
  return Array.from({ length: codes }, (_, code) => valueByDefinition(format, code));
}

function productOf(spec: UnitSpec, x: number, y: number): number {
  if (spec.product === 'add') return x + y;
  const real = x * y;
  if (spec.product === 'signed-mantissa' || spec.product === 'truncated' || spec.product === 'lns')
    throw new RangeError(`${spec.product} is read in a test of its own`);
  if (spec.product === 'exact' || real === 0 || !Number.isFinite(real)) return real;
  const [ex, ey] = [floorLog2(x), floorLog2(y)];
  const s = Math.abs(x) / 2 ** ex - 1 + (Math.abs(y) / 2 ** ey - 1) + offsetOf(spec);
  const magnitude = 2 ** (ex + ey) * (spec.form === 'equation' || s < 1 ? 1 + s : 2 * s);
  return Math.sign(real) * magnitude;
}

/** arXiv 2410.00907: l(m) = m for m <= 3, 3 for m = 4, 4 for m > 4. */
function offsetOf({ offset, format: { manBits } }: Extract<UnitSpec, { product: 'lmul' }>): number {
  if (offset === 'none') return 0;
  return 2 ** -(manBits <= 3 ? manBits : manBits === 4 ? 3 : 4);
}

function floorLog2(x: number): number {
  let exponent = Math.floor(Math.log2(Math.abs(x)));
  while (2 ** exponent > Math.abs(x)) exponent--;
  while (2 ** (exponent + 1) <= Math.abs(x)) exponent++;
  return exponent;
}

/** The requests the second reading can judge, all of them closed. */
export const JUDGED: readonly (readonly [product: string, request: UnitRequest])[] = (
  [
    ['exact', {}],
    ['lmul', { form: 'adder' }],
    ['lmul', { form: 'equation' }],
    ['mitchell', { form: 'equation' }],
    ['add', {}],
  ] as const
).flatMap(([product, request]) => [
  [product, { ...request, contract: 'flush' }] as const,
  [product, { ...request, contract: 'full' }] as const,
  [product, { ...request, contract: 'full', rounding: 'rup' }] as const,
  [product, { ...request, contract: 'full', rounding: 'rna', saturate: true }] as const,
]);
