import { widthOf } from '../../format/index.ts';
import type { UnitSpec } from '../../unit/index.ts';
import { instance, operandPorts } from './harness.ts';
import { type Law, mirrorOf } from './law.ts';
import { constant, type Predicates, predicatesOf } from './predicates.ts';

/** When two summands make a NaN by themselves: one is a NaN, or they are infinities of unlike sign. */
export function sumNanCause(a: string, b: string, is: Predicates): string {
  const unlike = `(${is.isInf(a)} & ${is.isInf(b)} & (${is.sign(a)} ^ ${is.sign(b)}))`;
  return `(${is.isNan(a)} | ${is.isNan(b)} | ${unlike})`;
}

/** The sign of a sum that is zero is a matter of rounding and encoding: only that it is zero again is asked of it. */
export function sumSignSymmetric(spec: UnitSpec): Law {
  const { mirrored, besides } = mirrorOf(spec);
  const width = widthOf(spec.format);
  const is = predicatesOf(spec.format, spec);
  const zeroOf = (code: string): string => `(${is.isZero(code)} & ~${is.isNan(code)})`;
  // The negative zero of fnuz is its NaN.
  const meant = spec.format.encoding === 'fnuz' ? `~(${is.isZero('a')} | ${is.isZero('b')})` : "1'b1";
  const flip = constant(width, 1n << BigInt(width - 1));
  return {
    name: 'sign-symmetric',
    statement: `turning the signs of both summands turns that of the sum${besides}`,
    harness: {
      units: [spec, mirrored],
      inputs: operandPorts(spec, 'a', 'b'),
      body: [
        instance(mirrored, 'p', 'a', 'b'),
        instance(spec, 'q', `a ^ ${flip}`, `b ^ ${flip}`),
        `wire right = ${zeroOf('p')} ? ${zeroOf('q')} : q == (${is.isNan('p')} ? p : p ^ ${flip});`,
        `assign fail = ${meant} & ~right;`,
      ],
    },
  };
}

/** Under flush, what counts as zero is one on either side. */
export function zeroNeutral(spec: UnitSpec): Law {
  const is = predicatesOf(spec.format, spec);
  const isNumber = (code: string): string => `~${is.isNan(code)}`;
  const zeroOf = (code: string): string => `(${is.countsAsZero(code)} & ${isNumber(code)})`;
  const right = `(${zeroOf('b')} ? ${is.isZero('p')} & ${isNumber('p')} : p == b)`;
  return {
    name: 'zero-neutral',
    statement: 'zero plus a number is that number',
    harness: {
      units: [spec],
      inputs: operandPorts(spec, 'a', 'b'),
      body: [instance(spec, 'p', 'a', 'b'), `assign fail = ${zeroOf('a')} & ${isNumber('b')} & ~${right};`],
    },
  };
}
