/** Codes of equal width side by side in one word, the first one lowest; `above` lies above the last. */
export function joinCodes(codes: readonly bigint[], width: number, above = 0n): bigint {
  return codes.reduceRight((word, code) => (word << BigInt(width)) | code, above);
}
