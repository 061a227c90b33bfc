import {
  carryInDelta,
  carryInRemainder,
  type ExactSpec,
  resultFormat,
  type TruncatedSpec,
} from '../unit/index.ts';
import { type Core, mask } from './datapath.ts';

/**
 * The exact product on integers. `multiply`, `array` and `table` form all bits of the significand product and normalise it;
 * `carry-in` adds the codes and corrects the sum by a function of the two mantissas, already rounded.
 */
export function exactCore(spec: ExactSpec): Core {
  return spec.architecture === 'carry-in' ? carryInCore(spec) : multiplyCore(spec);
}

export function truncatedCore(spec: TruncatedSpec): Core {
  return multiplyCore(spec, (a, b) => truncatedProduct(a, b, spec.columns));
}

/** The product of two integers without its lowest columns: row by row, what lies below them is not formed. */
export function truncatedProduct(a: bigint, b: bigint, columns: number): bigint {
  let product = 0n;
  for (let row = 0n; b >> row > 0n; row++)
    if ((b >> row) & 1n) product += ((a << row) >> BigInt(columns)) << BigInt(columns);
  return product;
}

type SignificandProduct = (a: bigint, b: bigint) => bigint;

function multiplyCore(spec: ExactSpec | TruncatedSpec, times: SignificandProduct = (a, b) => a * b): Core {
  const { manBits, bias } = spec.format;
  const biasOut = BigInt(2 * bias - resultFormat(spec).bias);
  const one = 1n << BigInt(manBits);
  const fractionBits = 2 * manBits + 1;
  return ({ expA, expB, manA, manB }) => {
    const product = times(one | manA, one | manB);
    const carried = product >> BigInt(fractionBits);
    const fraction = (carried ? product : product << 1n) & mask(fractionBits);
    return { raw: ((expA + expB - biasOut + carried) << BigInt(fractionBits)) + fraction, fractionBits };
  };
}

function carryInCore(spec: ExactSpec): Core {
  const { manBits, bias } = spec.format;
  const shift = BigInt(manBits);
  const roundsLater = spec.contract === 'full';
  return ({ sign, expA, expB, manA, manB }) => {
    const delta = carryInDelta(manBits, manA, manB, sign, roundsLater ? 'rtz' : spec.rounding);
    const raw = ((expA + expB - BigInt(bias)) << shift) + manA + manB + delta;
    if (!roundsLater) return { raw, fractionBits: manBits };
    const { guard, sticky } = carryInRemainder(manBits, manA, manB);
    return { raw: (raw << 2n) + (guard ? 2n : 0n) + (sticky ? 1n : 0n), fractionBits: manBits + 2 };
  };
}
