import type { IntegerMacSpec } from './spec.ts';

/** The largest magnitude of what one lane adds: that of the least activation times the least weight. */
export function largestTerm({ kind, bits }: IntegerMacSpec): bigint {
  return 1n << BigInt(kind === 'int-mac' ? 2 * bits - 2 : bits - 1);
}

/** How many terms may be added, whatever they are, before a sum can leave the register. */
export function safeTerms(spec: IntegerMacSpec): bigint {
  return ((1n << BigInt(spec.register.bits - 1)) - 1n) / largestTerm(spec);
}

/** Bits of the largest sum of one clock, its sign included: the least register there is. */
export function bitsOfStep(spec: IntegerMacSpec): number {
  return (largestTerm(spec) * BigInt(spec.lanes)).toString(2).length + 1;
}
