import {
  type Format,
  hasInf,
  infMag,
  magBitsOf,
  maxFiniteMag,
  nanCode,
  widthOf,
} from '../../format/index.ts';
import { type LmulSpec, offsetUnits, resultFormat } from '../../unit/index.ts';
import { type Harness, instance, operandPorts } from './harness.ts';
import { constant, type Predicates, predicatesOf } from './predicates.ts';

/** The line, for people: `|p| = |a| + |b| - K`, and where it says nothing. */
export function lineOf({ form, output, contract }: LmulSpec): string {
  const where = contract === 'full' ? '; where neither operands nor result are subnormal' : '';
  if (output === 'wide')
    return form === 'adder'
      ? `|p| = |a| + |b| + L, both biases kept${where}`
      : `|p| = 2^(M+1) (ea + eb) + 2 s, and from s >= 2^M on 2^(M+1) (ea + eb + 1) + (s - 2^M), both biases kept${where}`;
  return form === 'adder'
    ? `|p| = |a| + |b| - K${where}`
    : `|p| = 2^M (ea + eb - bias) + s, and from s >= 2^M on 2^M (ea + eb - bias + 1) + (s - 2^M) / 2 rounded${where}`;
}

/**
 * L-Mul as integer arithmetic on magnitude codes, written from the paper's formula and the contract with no look at the
 * templates: every intermediate value has bits to spare, and the ends of the range are compared as integers. Contract
 * full shifts into the subnormals, where the result is no longer one integer: such operands and results are left out.
 */
export function specificationHarness(spec: LmulSpec): Harness {
  const { format, contract } = spec;
  const result = resultFormat(spec);
  const is = predicatesOf(format, spec);
  const isSubnormal = (code: string): string => `(~(|${is.exp(code)}) & (|${is.man(code)}))`;
  const isTold = `~(${isSubnormal('a')} | ${isSubnormal('b')} | (isValue & isUnder))`;
  return {
    units: [spec],
    inputs: operandPorts(spec, 'a', 'b'),
    body: [
      instance(spec, 'p', 'a', 'b'),
      `wire sign = ${is.sign('a')} ^ ${is.sign('b')};`,
      ...(spec.form === 'adder' ? adderSum(spec, result, is) : equationSum(spec, result, is)),
      `wire isUnder = m < ${signedConstant(result, 1n << BigInt(result.manBits))};`,
      `wire isOver = m > ${signedConstant(result, maxFiniteMag(result))};`,
      `wire isNan = ${contract === 'bare' ? "1'b0" : nanCause('a', 'b', is)};`,
      `wire isInf = ~isNan & (${is.isInf('a')} | ${is.isInf('b')});`,
      `wire isZero = ${contract === 'bare' ? "1'b0" : `~isNan & ~isInf & (${is.countsAsZero('a')} | ${is.countsAsZero('b')})`};`,
      'wire isValue = ~isNan & ~isInf & ~isZero;',
      `wire [${widthOf(result) - 1}:0] expected = ${contract === 'bare' ? bitsOf(result) : casesOf(spec, result)};`,
      `assign fail = ${contract === 'full' ? isTold : "1'b1"} & (p != expected);`,
    ],
  };
}

/** Bits of the signed integers: three more than a magnitude of the result. */
const wideBits = (result: Format): number => magBitsOf(result) + 3;

function signedConstant(result: Format, value: bigint): string {
  return `$signed(${constant(wideBits(result), value)})`;
}

/** What is taken off the sum of two exponent fields: a bias, or nothing where the result keeps both. */
function biasTaken({ format }: LmulSpec, result: Format): bigint {
  return BigInt(2 * format.bias - result.bias);
}

/** `m`, the magnitude of the result as an integer without an end, in adder form. */
function adderSum(spec: LmulSpec, result: Format, is: Predicates): string[] {
  const wide = wideBits(result);
  const signed = (code: string): string =>
    `$signed({{${wide - magBitsOf(spec.format)}{1'b0}}, ${is.mag(code)}})`;
  const bias = biasTaken(spec, result) << BigInt(spec.format.manBits);
  const offset = signedConstant(result, offsetUnits(spec));
  return [
    `wire signed [${wide - 1}:0] m = ${signed('a')} + ${signed('b')} - ${signedConstant(result, bias)} + ${offset};`,
  ];
}

/** The same in equation form: from 1 on the fractions carry, and the significand is 1 + s in place of s. */
function equationSum(spec: LmulSpec, result: Format, is: Predicates): string[] {
  const { manBits, expBits } = spec.format;
  const one = constant(manBits + 2, 1n << BigInt(manBits));
  const fraction = spec.output === 'wide' ? 'up ? over : s << 1' : 'up ? (over >> 1) + more : s';
  const top = wideBits(result) - 1;
  return [
    `wire [${manBits + 1}:0] s = {2'b00, ${is.man('a')}} + {2'b00, ${is.man('b')}} + ${constant(manBits + 2, offsetUnits(spec))};`,
    `wire up = s >= ${one};`,
    `wire [${manBits + 1}:0] over = s - ${one};`,
    `wire more = ${increment(spec)};`,
    `wire [${manBits + 1}:0] f = ${fraction};`,
    `wire signed [${expBits + 2}:0] e = $signed({3'b000, ${is.exp('a')}}) + $signed({3'b000, ${is.exp('b')}}) + $signed({1'b0, up}) - $signed(${constant(expBits + 3, biasTaken(spec, result))});`,
    `wire signed [${top}:0] m = e * ${signedConstant(result, 1n << BigInt(result.manBits))} + $signed({1'b0, f});`,
  ];
}

function bitsOf(result: Format): string {
  return `{sign, m[${magBitsOf(result) - 1}:0]}`;
}

/** What is put out under flush and full, special cases first. */
function casesOf(spec: LmulSpec, result: Format): string {
  const [width, bits] = [widthOf(result), magBitsOf(result)];
  const nan = nanCode(result);
  const zero = result.encoding === 'fnuz' ? constant(width, 0n) : `{sign, ${constant(bits, 0n)}}`;
  const inf = hasInf(result) ? `isInf ? {sign, ${constant(bits, infMag(result))}} :` : '';
  const under = spec.contract === 'flush' ? `isUnder ? ${zero} :` : '';
  return [
    nan === undefined ? '' : `isNan ? ${constant(width, nan)} :`,
    inf,
    `isZero ? ${zero} :`,
    under,
    `isOver ? ${overflowOf(spec, result)} : ${bitsOf(result)}`,
  ].join(' ');
}

/** Flush saturates. Full overflows as IEEE 754 says of its rounding, into a NaN where there is no infinity. */
function overflowOf({ contract, overflow, rounding }: LmulSpec, result: Format): string {
  const most = `{sign, ${constant(magBitsOf(result), maxFiniteMag(result))}}`;
  if (contract === 'flush' || overflow === 'saturate' || result.encoding === 'finite') return most;
  const out = hasInf(result)
    ? `{sign, ${constant(magBitsOf(result), infMag(result))}}`
    : constant(widthOf(result), nanCode(result) as bigint);
  const staysInside = { rne: "1'b0", rna: "1'b0", rtz: "1'b1", rup: 'sign', rdn: '~sign' }[rounding];
  return `(${staysInside} ? ${most} : ${out})`;
}

/** When two operands make a NaN by themselves: one is a NaN, or infinity meets zero. */
export function nanCause(a: string, b: string, is: Predicates): string {
  const meets = (x: string, y: string): string => `(${is.isInf(x)} & ${is.countsAsZero(y)})`;
  return `(${is.isNan(a)} | ${is.isNan(b)} | ${meets(a, b)} | ${meets(b, a)})`;
}

/** Whether halving rounds up: the one bit below the last place is exactly half of it. */
function increment({ rounding }: LmulSpec): string {
  switch (rounding) {
    case 'rne':
      return 'over[0] & over[1]';
    case 'rtz':
      return "1'b0";
    case 'rna':
      return 'over[0]';
    case 'rup':
      return 'over[0] & ~sign';
    case 'rdn':
      return 'over[0] & sign';
  }
}
