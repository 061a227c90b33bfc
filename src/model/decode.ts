import { type Format, fieldsOf } from '../format/index.ts';
import type { Contract } from '../unit/index.ts';
import { type Decoded, mask } from './datapath.ts';

/** One operand taken apart. */
export interface Operand {
  readonly exp: bigint;
  readonly man: bigint;
  readonly isNan: boolean;
  readonly isInf: boolean;
  readonly isZero: boolean;
}

/** Splits both operands into fields and tells the special cases the contract honours. */
export function decodeOperands(format: Format, contract: Contract, a: bigint, b: bigint): Decoded {
  const left = decodeOperand(format, contract, a);
  const right = decodeOperand(format, contract, b);
  const isZero = left.isZero || right.isZero;
  const isInf = left.isInf || right.isInf;
  return {
    sign: fieldsOf(format, a).sign === fieldsOf(format, b).sign ? 0 : 1,
    isNan: left.isNan || right.isNan || (isInf && isZero),
    isInf,
    isZero,
    expA: left.exp,
    manA: left.man,
    expB: right.exp,
    manB: right.man,
  };
}

/** Splits one operand into fields and tells the special cases the contract honours. */
export function decodeOperand(format: Format, contract: Contract, code: bigint): Operand {
  const { sign, exp, man } = fieldsOf(format, code);
  if (contract === 'bare') return { exp, man, isNan: false, isInf: false, isZero: false };
  const allOnesExp = exp === mask(format.expBits);
  const special = {
    isInf: format.encoding === 'ieee' && allOnesExp && man === 0n,
    isNan:
      (format.encoding === 'ieee' && allOnesExp && man !== 0n) ||
      (format.encoding === 'fn' && allOnesExp && man === mask(format.manBits)) ||
      (format.encoding === 'fnuz' && sign === 1 && exp === 0n && man === 0n),
  };
  if (contract === 'flush') return { exp, man, ...special, isZero: exp === 0n };
  if (exp !== 0n) return { exp, man, ...special, isZero: false };
  return { ...normalise(man, format.manBits), ...special, isZero: man === 0n };
}

/** Shifts a subnormal left until its leading one is the hidden one; the exponent pays for it. */
function normalise(man: bigint, manBits: number): { exp: bigint; man: bigint } {
  const shift = manBits + 1 - (man === 0n ? 0 : man.toString(2).length);
  return { exp: BigInt(1 - shift), man: (man << BigInt(shift)) & mask(manBits) };
}
