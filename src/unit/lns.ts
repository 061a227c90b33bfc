import { Diagnostic } from '../diagnostic.ts';
import { floorLog2 } from '../format/index.ts';
import type { LnsSpec } from './spec.ts';

/** Widest mantissa whose logarithms are offered as a table. */
export const LNS_MAX_MAN_BITS = 8;
/** Widest fraction of a logarithm: the table of powers has two to this many entries. */
export const LNS_MAX_FRACTION_BITS = 12;
/** Guard bits of logarithms; with the usual 3 the tables add about a hundredth to the error of rounding. */
export const LNS_LOG_GUARD = { min: 0, usual: 3 } as const;

/** Fraction bits of the logarithms. */
export function logFractionBits({ format, logGuard }: Pick<LnsSpec, 'format' | 'logGuard'>): number {
  return format.manBits + logGuard;
}

/**
 * Table of logarithms: log2(1 + m / 2^manBits) for each mantissa m, in units of 2^-fractionBits, rounded to nearest. Only
 * that of 1 is rational, so that there are no ties; all are below 1.
 */
export function logTable(manBits: number, fractionBits: number): bigint[] {
  const size = 1 << manBits;
  return Array.from(
    { length: size },
    (_, man) => (floorLog2Times(BigInt(size + man), fractionBits + 1, manBits) + 1n) >> 1n,
  );
}

/**
 * Table of powers: 2^f for each f in units of 2^-fractionBits, less the 1 it has before the point, in units of
 * 2^-keptBits, rounded down. What is dropped is zero for f = 0 and for no other f.
 */
export function powerTable(fractionBits: number, keptBits: number): bigint[] {
  const one = 1n << BigInt(keptBits);
  const size = 1 << fractionBits;
  const table: bigint[] = [];
  for (let kept = 0n; kept < one; kept++) {
    // Each value holds until the first f whose power reaches the next one: logarithms of integers that are no power
    // of two have no last place, so that this is the one above their floor.
    const next = one + kept + 1n;
    const end = next === 2n * one ? size : Number(floorLog2Times(next, fractionBits, keptBits)) + 1;
    while (table.length < end) table.push(kept);
  }
  return table;
}

/** The same, rounded to nearest: two to the keptBits where that is 2. */
export function nearestPowerTable(fractionBits: number, keptBits: number): bigint[] {
  return powerTable(fractionBits, keptBits + 1).map((power) => (power + 1n) >> 1n);
}

/** floor(2^fractionBits * log2(value / 2^pointBits)): where the 2^fractionBits-th power of the value begins. */
function floorLog2Times(value: bigint, fractionBits: number, pointBits: number): bigint {
  const significand = value ** (1n << BigInt(fractionBits));
  return BigInt(floorLog2({ sign: 0, significand, exponent: -pointBits * 2 ** fractionBits }));
}

/** Refuses widths whose tables would be larger than a multiplier, and a result that has no end. */
export function refuseLns(spec: LnsSpec): void {
  const { format, logGuard, output } = spec;
  const { manBits } = format;
  if (manBits > LNS_MAX_MAN_BITS)
    throw contradiction(
      `Tables of logarithms are offered up to ${LNS_MAX_MAN_BITS} mantissa bits; beyond, they are larger than a multiplier.`,
      `lns with ${manBits} mantissa bits`,
      'exact, or lmul, which takes the mantissa itself for its logarithm',
    );
  if (output === 'wide')
    throw contradiction(
      'A power of two that is not rounded has no end: a logarithmic product is closed.',
      '--wide',
      'leave --wide out',
    );
  const most = LNS_MAX_FRACTION_BITS - manBits;
  if (Number.isInteger(logGuard) && logGuard >= LNS_LOG_GUARD.min && logGuard <= most) return;
  throw contradiction(
    `A logarithm of ${manBits} fraction bits and ${LNS_LOG_GUARD.min} to ${most} more has a table of powers of up to ${2 ** LNS_MAX_FRACTION_BITS} entries.`,
    `--log-guard ${logGuard}`,
    `--log-guard ${LNS_LOG_GUARD.min} to ${most}`,
  );
}

function contradiction(text: string, got: string, wayOut: string): Diagnostic {
  return new Diagnostic({ code: 'unit/contradiction', text, got, wayOut });
}
