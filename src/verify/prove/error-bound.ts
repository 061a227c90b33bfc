import { maxFiniteMag } from '../../format/index.ts';
import { type LmulSpec, offsetUnits } from '../../unit/index.ts';
import { type Harness, instance, operandPorts } from './harness.ts';
import { constant, predicatesOf } from './predicates.ts';

/** Widest mantissa whose bounds are proved: beyond, the products in the property are too much for SAT. */
export const BOUND_MAX_MAN_BITS = 10;

/** The relative error of L-Mul in adder form lies between `min` and `max`, fractions of integers. */
export interface ErrorBound {
  readonly min: readonly [numerator: bigint, denominator: bigint];
  readonly max: readonly [numerator: bigint, denominator: bigint];
}

/**
 * Of an offset c: at most c, at zero mantissas; at least (4c - (1 - c)^2) / (3 - c)^2, where the mantissas are equal and
 * their sum with c just reaches 1. Between them for all real mantissas, so for those of any format.
 */
export function errorBound(spec: LmulSpec): ErrorBound {
  const one = 1n << BigInt(spec.format.manBits);
  const c = offsetUnits(spec);
  return { min: [4n * c * one - (one - c) ** 2n, (3n * one - c) ** 2n], max: [c, one] };
}

export function hasErrorBound(spec: LmulSpec): boolean {
  const { manBits } = spec.format;
  // An offset of more than a half carries twice for most mantissas, and the formula is another.
  return (
    spec.form === 'adder' &&
    spec.output === 'closed' &&
    manBits <= BOUND_MAX_MAN_BITS &&
    2n * offsetUnits(spec) <= 1n << BigInt(manBits) &&
    // With one or two exponents there is nothing two binades within the range, and a proof would be of nothing.
    largestExponent(spec) >= 1n
  );
}

/** The largest exponent field, two binades within the range, of which the bounds are claimed. */
function largestExponent({ format }: LmulSpec): bigint {
  return (maxFiniteMag(format) >> BigInt(format.manBits)) - 2n;
}

/**
 * Holds P against the real product X of two normal operands as integers, both in units of 2^-2M of the binade that the
 * exponents alone would give: (P - X) * den against X * num. The sum of the exponent fields less the bias is kept two
 * binades within the range, so that the result is a normal number whatever the mantissas do.
 */
export function errorBoundHarness(spec: LmulSpec): Harness {
  const { format } = spec;
  const { manBits, expBits } = format;
  const is = predicatesOf(format, spec);
  const { min, max } = errorBound(spec);
  const widest = [min[0], min[1], max[0], max[1]].reduce(
    (bits, value) => Math.max(bits, value.toString(2).length),
    0,
  );
  const width = 2 * manBits + 4 + widest + 2;
  const most = largestExponent(spec);
  const wide = expBits + 3;
  const significand = (code: string): string => `{1'b1, ${is.man(code)}}`;
  const padded = (text: string, bits: number): string => `$signed({{${width - bits}{1'b0}}, ${text}})`;
  const literal = (value: bigint): string =>
    value < 0n ? `(-$signed(${constant(width, -value)}))` : `$signed(${constant(width, value)})`;
  return {
    units: [spec],
    inputs: operandPorts(spec, 'a', 'b'),
    body: [
      instance(spec, 'p', 'a', 'b'),
      `wire signed [${wide - 1}:0] e = $signed({3'b000, ${is.exp('a')}}) + $signed({3'b000, ${is.exp('b')}}) - $signed(${constant(wide, BigInt(format.bias))});`,
      `wire signed [${wide - 1}:0] d = $signed({3'b000, ${is.exp('p')}}) - e;`,
      `wire [${2 * manBits + 1}:0] product = ${significand('a')} * ${significand('b')};`,
      `wire signed [${width - 1}:0] x = ${padded('product', 2 * manBits + 2)};`,
      `wire signed [${width - 1}:0] y = ${padded(`${significand('p')}, ${constant(manBits, 0n)}`, 2 * manBits + 1)} <<< d[1:0];`,
      `wire normal = (|${is.exp('a')}) & (|${is.exp('b')}) & ~${is.isNan('a')} & ~${is.isNan('b')} & ~${is.isInf('a')} & ~${is.isInf('b')};`,
      `wire inside = normal & (e >= $signed(${constant(wide, 1n)})) & (e <= $signed(${constant(wide, most)}));`,
      `wire above = (y - x) * ${literal(max[1])} > x * ${literal(max[0])};`,
      `wire below = (y - x) * ${literal(min[1])} < x * ${literal(min[0])};`,
      `assign fail = inside & ((d < 0) | (d > 2) | above | below);`,
    ],
  };
}
