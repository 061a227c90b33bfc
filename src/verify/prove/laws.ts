import { hasInf, hasNan, magBitsOf, maxFiniteMag, nanCode, widthOf } from '../../format/index.ts';
import { resultFormat, type UnitSpec } from '../../unit/index.ts';
import { instance, operandPorts } from './harness.ts';
import { type Law, mirrorOf } from './law.ts';
import { constant, predicatesOf } from './predicates.ts';
import { nanCause } from './specification.ts';
import { sumNanCause, sumSignSymmetric, zeroNeutral } from './sum-laws.ts';

/** The laws that hold of a unit under its contract. */
export function lawsOf(spec: UnitSpec): Law[] {
  const adds = spec.product === 'add';
  const laws = [commutative(spec), adds ? sumSignSymmetric(spec) : signSymmetric(spec)];
  if (spec.contract === 'bare') return laws;
  laws.push(adds ? zeroNeutral(spec) : zeroAbsorbs(spec));
  if (hasNan(spec.format)) laws.push(nanAbsorbs(spec), nanHasCause(spec));
  if (isMonotone(spec)) laws.push(monotone(spec));
  return laws;
}

function commutative(spec: UnitSpec): Law {
  return {
    name: 'commutative',
    statement: spec.product === 'add' ? 'a + b = b + a' : 'a x b = b x a',
    harness: {
      units: [spec],
      inputs: operandPorts(spec, 'a', 'b'),
      body: [instance(spec, 'p', 'a', 'b'), instance(spec, 'q', 'b', 'a'), 'assign fail = p != q;'],
    },
  };
}

function signSymmetric(spec: UnitSpec): Law {
  const { mirrored, besides } = mirrorOf(spec);
  const result = resultFormat(spec);
  const [width, turned] = [widthOf(spec.format), widthOf(result)];
  const [is, isResult] = [predicatesOf(spec.format, spec), predicatesOf(result, spec)];
  const treated = spec.contract !== 'bare';
  const fnuz = treated && spec.format.encoding === 'fnuz';
  // A NaN has no sign, and neither has the zero of fnuz, whose negative is the NaN.
  const signless = treated ? `(${isResult.isNan('p')}${fnuz ? ` | ${isResult.isZero('p')}` : ''})` : "1'b0";
  const meant = fnuz ? `~(${is.isZero('a')} | ${is.isZero('b')})` : "1'b1";
  const flip = constant(width, 1n << BigInt(width - 1));
  return {
    name: 'sign-symmetric',
    statement: `turning the sign of an operand turns that of the product${besides}`,
    harness: {
      units: [spec, mirrored],
      inputs: operandPorts(spec, 'a', 'b'),
      body: [
        instance(mirrored, 'p', 'a', 'b'),
        instance(spec, 'q', `a ^ ${flip}`, 'b'),
        instance(spec, 'r', 'a', `b ^ ${flip}`),
        `wire [${turned - 1}:0] expected = ${signless} ? p : p ^ ${constant(turned, 1n << BigInt(turned - 1))};`,
        `assign fail = ${meant} & ((q != expected) | (r != expected));`,
      ],
    },
  };
}

function zeroAbsorbs(spec: UnitSpec): Law {
  const is = predicatesOf(spec.format, spec);
  const result = resultFormat(spec);
  // The zero of fnuz has no sign.
  const sign = result.encoding === 'fnuz' ? "1'b0" : `${is.sign('a')} ^ ${is.sign('b')}`;
  const zero = `{${sign}, ${constant(magBitsOf(result), 0n)}}`;
  const meets = (x: string, y: string): string =>
    `(${is.countsAsZero(x)} & ~${is.isNan(y)} & ~${is.isInf(y)})`;
  return {
    name: 'zero-absorbs',
    statement: 'zero times a number is zero, with the sign of the product',
    harness: {
      units: [spec],
      inputs: operandPorts(spec, 'a', 'b'),
      body: [
        instance(spec, 'p', 'a', 'b'),
        `assign fail = (${meets('a', 'b')} | ${meets('b', 'a')}) & (p != ${zero});`,
      ],
    },
  };
}

/** What makes a NaN of two numbers, in words and as an expression, a NaN that comes in included. */
function causeOf(spec: UnitSpec): { readonly name: string; readonly text: string } {
  const is = predicatesOf(spec.format, spec);
  return spec.product === 'add'
    ? { name: 'infinity less infinity', text: sumNanCause('a', 'b', is) }
    : { name: 'infinity times zero', text: nanCause('a', 'b', is) };
}

function nanAbsorbs(spec: UnitSpec): Law {
  const cause = causeOf(spec);
  const result = resultFormat(spec);
  return {
    name: 'nan-absorbs',
    statement: `a NaN in, or ${cause.name}, gives the canonical NaN`,
    harness: {
      units: [spec],
      inputs: operandPorts(spec, 'a', 'b'),
      body: [
        instance(spec, 'p', 'a', 'b'),
        `assign fail = ${cause.text} & (p != ${constant(widthOf(result), nanCode(result) as bigint)});`,
      ],
    },
  };
}

/** Where overflow gives a NaN, what overflows is seen in the unit that saturates. */
function nanHasCause(spec: UnitSpec): Law {
  const isResult = predicatesOf(resultFormat(spec), spec);
  const cause = causeOf(spec);
  const overflows =
    spec.contract === 'full' &&
    spec.overflow === 'encoding' &&
    spec.output === 'closed' &&
    !hasInf(spec.format);
  const saturating: UnitSpec = { ...spec, overflow: 'saturate' };
  const most = constant(magBitsOf(spec.format), maxFiniteMag(spec.format));
  return {
    name: 'nan-has-cause',
    statement: `a NaN comes only of a NaN${hasInf(spec.format) ? `, of ${cause.name}` : ''}${overflows ? ', or of overflow' : ''}`,
    harness: {
      units: overflows ? [spec, saturating] : [spec],
      inputs: operandPorts(spec, 'a', 'b'),
      body: [
        instance(spec, 'p', 'a', 'b'),
        ...(overflows ? [instance(saturating, 's', 'a', 'b')] : []),
        `assign fail = ${isResult.isNan('p')} & ~${cause.text}${overflows ? ` & (${isResult.mag('s')} != ${most})` : ''};`,
      ],
    },
  };
}

/**
 * The equation form is left out: what it rounds off is not ordered. So is the signed mantissa: its product falls where a
 * significand passes 1.5 and is taken for one below 1.
 */
function isMonotone(spec: UnitSpec): boolean {
  return (
    spec.output === 'closed' &&
    spec.product !== 'signed-mantissa' &&
    !(spec.product === 'lmul' && spec.form === 'equation')
  );
}

/**
 * Codes of positive numbers are in the order of their values, without a gap, and a NaN or infinity of overflow comes after
 * them: what holds of every code and the next one holds of any two.
 */
function monotone(spec: UnitSpec): Law {
  const is = predicatesOf(spec.format, spec);
  const width = widthOf(spec.format);
  const positive = ['a', 'b', 'next'].map(
    (code) => `~${is.sign(code)} & ~${is.isNan(code)} & ~${is.isInf(code)}`,
  );
  return {
    name: 'monotone',
    statement: `of positive finite operands, a larger one does not give a smaller ${spec.product === 'add' ? 'sum' : 'product'}`,
    harness: {
      units: [spec],
      inputs: operandPorts(spec, 'a', 'b'),
      body: [
        `wire [${width - 1}:0] next = a + ${constant(width, 1n)};`,
        instance(spec, 'p', 'a', 'b'),
        instance(spec, 'q', 'next', 'b'),
        instance(spec, 'r', 'b', 'a'),
        instance(spec, 's', 'b', 'next'),
        `assign fail = ${positive.join(' & ')} & ((p > q) | (r > s));`,
      ],
    },
  };
}
