import { type Format, infMag, magBitsOf, nanCode, widthOf } from '../../format/index.ts';
import type { UnitSpec } from '../../unit/index.ts';

/** A sized constant in Verilog. */
export function constant(width: number, value: bigint): string {
  return `${width}'h${value.toString(16)}`;
}

/**
 * What codes are, as Verilog expressions over a signal, from the definition of the encoding alone: proofs must not
 * repeat what a template gets wrong.
 */
export interface Predicates {
  sign(code: string): string;
  mag(code: string): string;
  exp(code: string): string;
  man(code: string): string;
  isNan(code: string): string;
  isInf(code: string): string;
  isZero(code: string): string;
  /** Zero, and under flush what counts as one. */
  countsAsZero(code: string): string;
}

export function predicatesOf(format: Format, { contract }: Pick<UnitSpec, 'contract'>): Predicates {
  const bits = magBitsOf(format);
  const { encoding, manBits } = format;
  const mag = (code: string): string => `${code}[${bits - 1}:0]`;
  const exp = (code: string): string => `${code}[${bits - 1}:${manBits}]`;
  const man = (code: string): string => `${code}[${manBits - 1}:0]`;
  const isZero = (code: string): string => `(${mag(code)} == ${constant(bits, 0n)})`;
  const special = contract !== 'bare';
  const isNan = (code: string): string => {
    if (!special || encoding === 'finite') return "1'b0";
    if (encoding === 'ieee') return `(${mag(code)} > ${constant(bits, infMag(format))})`;
    if (encoding === 'fn') return `(&${mag(code)})`;
    return `(${code} == ${constant(widthOf(format), nanCode(format) as bigint)})`;
  };
  return {
    sign: (code) => `${code}[${bits}]`,
    mag,
    exp,
    man,
    isNan,
    isInf: (code) =>
      special && encoding === 'ieee' ? `(${mag(code)} == ${constant(bits, infMag(format))})` : "1'b0",
    isZero,
    countsAsZero: (code) => {
      const zero = contract === 'flush' ? `(${exp(code)} == ${constant(format.expBits, 0n)})` : isZero(code);
      return encoding === 'fnuz' && special ? `(${zero} & ~${isNan(code)})` : zero;
    },
  };
}
