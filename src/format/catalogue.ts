import type { Encoding, Format } from './format.ts';

/** A row of the catalogue: the facts of a format and the names others use for it. */
export interface CatalogueRow extends Format {
  readonly otherNames: readonly string[];
}

const row = (
  name: string,
  expBits: number,
  manBits: number,
  bias: number,
  encoding: Encoding,
  ...otherNames: string[]
): CatalogueRow => ({ name, expBits, manBits, bias, encoding, otherNames });

/**
 * The named formats. Sources: OCP 8-bit Floating Point Specification (OFP8) 1.0, OCP Microscaling Formats (MX) 1.0,
 * IEEE 754-2019, and the float8 types of ml_dtypes.
 */
export const CATALOGUE: readonly CatalogueRow[] = [
  row('e4m3', 4, 3, 7, 'fn', 'OCP OFP8 E4M3', 'float8_e4m3fn'),
  row('e5m2', 5, 2, 15, 'ieee', 'OCP OFP8 E5M2', 'float8_e5m2'),
  row('e4m3-ieee', 4, 3, 7, 'ieee', 'float8_e4m3'),
  row('e3m4', 3, 4, 3, 'ieee', 'float8_e3m4'),
  row('e4m3-fnuz', 4, 3, 8, 'fnuz', 'float8_e4m3fnuz'),
  row('e5m2-fnuz', 5, 2, 16, 'fnuz', 'float8_e5m2fnuz'),
  row('e4m3-b11fnuz', 4, 3, 11, 'fnuz', 'float8_e4m3b11fnuz'),
  row('e3m2', 3, 2, 3, 'finite', 'OCP MXFP6 E3M2', 'float6_e3m2fn'),
  row('e2m3', 2, 3, 1, 'finite', 'OCP MXFP6 E2M3', 'float6_e2m3fn'),
  row('e2m1', 2, 1, 1, 'finite', 'OCP MXFP4 E2M1', 'float4_e2m1fn'),
  row('bf16', 8, 7, 127, 'ieee', 'bfloat16'),
  row('fp16', 5, 10, 15, 'ieee', 'IEEE 754 binary16', 'half'),
  row('tf32', 8, 10, 127, 'ieee', 'TensorFloat-32'),
  row('fp32', 8, 23, 127, 'ieee', 'IEEE 754 binary32', 'single'),
];

/** The row with these facts, if they are those of a named format. */
export function rowWithFacts(facts: Omit<Format, 'name'>): CatalogueRow | undefined {
  return CATALOGUE.find(
    (row) =>
      row.expBits === facts.expBits &&
      row.manBits === facts.manBits &&
      row.bias === facts.bias &&
      row.encoding === facts.encoding,
  );
}
