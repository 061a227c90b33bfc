import { type LnsSpec, logFractionBits, logTable, powerTable } from '../unit/index.ts';
import { type Core, mask } from './datapath.ts';

/**
 * The product of the logarithmic number system on integers: both mantissas into logarithms by table, one addition with
 * the exponents before the point, and the fraction of the sum into a significand by table. What has no place there is
 * left as guard and sticky: a power of two of a fraction has no last place, but that of zero.
 */
export function lnsCore(spec: LnsSpec): Core {
  const { manBits, bias } = spec.format;
  const bits = logFractionBits(spec);
  const logs = logTable(manBits, bits);
  const powers = powerTable(bits, manBits + 1);
  const fractionBits = manBits + 2;
  const log = (exp: bigint, man: bigint): bigint => (exp << BigInt(bits)) + (logs[Number(man)] as bigint);
  return ({ expA, expB, manA, manB }) => {
    const sum = log(expA, manA) + log(expB, manB) - (BigInt(bias) << BigInt(bits));
    const fraction = sum & mask(bits);
    const power = powers[Number(fraction)] as bigint;
    const exp = sum >> BigInt(bits);
    return { raw: (exp << BigInt(fractionBits)) + 2n * power + (fraction === 0n ? 0n : 1n), fractionBits };
  };
}
