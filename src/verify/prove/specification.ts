import { hasInf, infMag, magBitsOf, maxFiniteMag, nanCode, widthOf } from '../../format/index.ts';
import { type LmulSpec, offsetUnits } from '../../unit/index.ts';
import { type Harness, instance, operandPorts } from './harness.ts';
import { constant, predicatesOf } from './predicates.ts';

/**
 * Whether L-Mul has a one-line specification here: one integer that is the magnitude of its result, where that is in
 * range. Contract full shifts into the subnormals, and a wide result has other fields.
 */
export function hasLine({ contract, output }: LmulSpec): boolean {
  return contract !== 'full' && output === 'closed';
}

/** The line, for people: `|a| + |b| - K`. */
export function lineOf(spec: LmulSpec): string {
  if (spec.form === 'adder') return '|p| = |a| + |b| - K';
  return '|p| = 2^M (ea + eb - bias) + s, and from s >= 2^M on 2^M (ea + eb - bias + 1) + (s - 2^M) / 2 rounded';
}

/**
 * L-Mul as integer arithmetic on magnitude codes, written from the paper's formula and the contract with no look at the
 * templates: every intermediate value has bits to spare, and the ends of the range are compared as integers.
 */
export function specificationHarness(spec: LmulSpec): Harness {
  const { format, contract } = spec;
  const { manBits, expBits } = format;
  const [width, bits] = [widthOf(format), magBitsOf(format)];
  const is = predicatesOf(format, spec);
  const wide = bits + 3;
  const signed = (text: string): string => `$signed({3'b000, ${text}})`;
  const bias = BigInt(format.bias) << BigInt(manBits);
  const literal = (value: bigint): string => `$signed(${constant(wide, value)})`;
  const sum =
    spec.form === 'adder'
      ? [`wire signed [${wide - 1}:0] m = ${signed(is.mag('a'))} + ${signed(is.mag('b'))}`].map(
          (text) => `${text} - ${literal(bias)} + ${literal(offsetUnits(spec))};`,
        )
      : [
          `wire [${manBits + 1}:0] s = {2'b00, ${is.man('a')}} + {2'b00, ${is.man('b')}} + ${constant(manBits + 2, offsetUnits(spec))};`,
          `wire up = s >= ${constant(manBits + 2, 1n << BigInt(manBits))};`,
          `wire [${manBits + 1}:0] over = s - ${constant(manBits + 2, 1n << BigInt(manBits))};`,
          `wire more = ${increment(spec)};`,
          `wire [${manBits + 1}:0] f = up ? (over >> 1) + more : s;`,
          `wire signed [${expBits + 2}:0] e = $signed({3'b000, ${is.exp('a')}}) + $signed({3'b000, ${is.exp('b')}}) + $signed({1'b0, up}) - $signed(${constant(expBits + 3, BigInt(format.bias))});`,
          `wire signed [${wide - 1}:0] m = e * ${literal(1n << BigInt(manBits))} + $signed({1'b0, f});`,
        ];
  const sign = `(${is.sign('a')} ^ ${is.sign('b')})`;
  const zero = format.encoding === 'fnuz' ? constant(width, 0n) : `{${sign}, ${constant(bits, 0n)}}`;
  const least = literal(1n << BigInt(manBits));
  const most = literal(maxFiniteMag(format));
  const nan = nanCode(format);
  const cases =
    contract === 'bare'
      ? [`{${sign}, m[${bits - 1}:0]}`]
      : [
          ...(nan === undefined ? [] : [`${nanCause('a', 'b', is)} ? ${constant(width, nan)} :`]),
          ...(hasInf(format)
            ? [`(${is.isInf('a')} | ${is.isInf('b')}) ? {${sign}, ${constant(bits, infMag(format))}} :`]
            : []),
          `(${is.countsAsZero('a')} | ${is.countsAsZero('b')} | (m < ${least})) ? ${zero} :`,
          `(m > ${most}) ? {${sign}, ${constant(bits, maxFiniteMag(format))}} : {${sign}, m[${bits - 1}:0]}`,
        ];
  return {
    units: [spec],
    inputs: operandPorts(spec, 'a', 'b'),
    body: [
      instance(spec, 'p', 'a', 'b'),
      ...sum,
      `wire [${width - 1}:0] expected = ${cases.join(' ')};`,
      'assign fail = p != expected;',
    ],
  };
}

/** When two operands make a NaN by themselves: one is a NaN, or infinity meets zero. */
export function nanCause(a: string, b: string, is: ReturnType<typeof predicatesOf>): string {
  const meets = (x: string, y: string): string => `(${is.isInf(x)} & ${is.countsAsZero(y)})`;
  return `(${is.isNan(a)} | ${is.isNan(b)} | ${meets(a, b)} | ${meets(b, a)})`;
}

/** Whether halving rounds up: the one bit below the last place is exactly half of it. */
function increment({ rounding, format }: LmulSpec): string {
  const negative = `a[${magBitsOf(format)}] ^ b[${magBitsOf(format)}]`;
  switch (rounding) {
    case 'rne':
      return 'over[0] & over[1]';
    case 'rtz':
      return "1'b0";
    case 'rna':
      return 'over[0]';
    case 'rup':
      return `over[0] & ~(${negative})`;
    case 'rdn':
      return `over[0] & (${negative})`;
  }
}
