import { parseFormat } from '../format/index.ts';
import { CONTRACTS, type UnitSpec, unitSpec } from '../unit/index.ts';

/**
 * The units kept in generated/: L-Mul and exact for e4m3, e5m2, e3m4, bf16 and fp16 under flush, the fp8 ones under
 * every contract, exact by multiplication and by carry-in; e4m3, bf16 and fp16 by a hand-made array too; and one of the
 * logarithmic number system.
 */
export function canonicalUnits(): UnitSpec[] {
  const fp8 = ['e4m3', 'e5m2', 'e3m4'].map(parseFormat);
  const fp16 = ['bf16', 'fp16'].map(parseFormat);
  return [
    ...fp8.flatMap((format) =>
      CONTRACTS.flatMap((contract) => [
        unitSpec('lmul', format, { contract }),
        unitSpec('exact', format, { contract }),
        unitSpec('exact', format, { contract, architecture: 'carry-in' }),
      ]),
    ),
    ...fp16.flatMap((format) => [unitSpec('lmul', format), unitSpec('exact', format)]),
    ...[...fp8, ...fp16].map((format) => unitSpec('lmul', format, { form: 'equation' })),
    ...[parseFormat('e4m3'), ...fp16].map((format) => unitSpec('exact', format, { architecture: 'array' })),
    unitSpec('lns', parseFormat('e4m3')),
  ];
}
