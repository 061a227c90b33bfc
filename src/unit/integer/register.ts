import { largestInteger, takesNumbers } from './activation.ts';
import type { IntegerMacSpec } from './spec.ts';

/** The largest magnitude of what one lane adds: of integers the least activation times the least weight. */
export function largestTerm(spec: IntegerMacSpec): bigint {
  if (takesNumbers(spec)) return largestInteger(spec.activation);
  const { kind, bits } = spec;
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
