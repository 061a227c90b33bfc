import { type Format, ROUNDINGS } from '../../src/format/index.ts';
import { CONTRACTS, OUTPUT_WIDTHS, type UnitRequest, type UnitSpec, unitSpec } from '../../src/unit/index.ts';

/** Every spec of the catalogue on a format that makes sense: the refused combinations are left out. */
export function everySpec(format: Format): UnitSpec[] {
  const specs: UnitSpec[] = [];
  for (const contract of CONTRACTS)
    for (const output of OUTPUT_WIDTHS)
      for (const rounding of ROUNDINGS)
        for (const saturate of [false, true]) {
          const request: UnitRequest = { contract, output, rounding, saturate };
          for (const architecture of ['multiply', 'array', 'carry-in', 'table'])
            specs.push(...accepted('exact', format, { ...request, architecture }));
          for (const form of ['adder', 'equation'])
            for (const offset of ['paper', 'none', '1/18'])
              specs.push(...accepted('lmul', format, { ...request, form, offset }));
          specs.push(...accepted('add', format, request), ...accepted('signed-mantissa', format, request));
          for (const columns of [1, format.manBits + 1])
            specs.push(...accepted('truncated', format, { ...request, columns }));
          for (const logGuard of [0, 3]) specs.push(...accepted('lns', format, { ...request, logGuard }));
        }
  return specs;
}

/** Requests that between them take every branch of the datapath; where an architecture is refused, `multiply`. */
const REPRESENTATIVES: readonly (readonly [string, UnitRequest])[] = [
  ['lmul', {}],
  ['lmul', { contract: 'bare' }],
  ['lmul', { contract: 'full', rounding: 'rup' }],
  ['lmul', { contract: 'full', output: 'wide' }],
  ['lmul', { form: 'equation' }],
  ['lmul', { form: 'equation', contract: 'bare', rounding: 'rdn' }],
  ['mitchell', { form: 'equation', contract: 'full', saturate: true }],
  ['exact', {}],
  ['exact', { contract: 'bare', rounding: 'rna', architecture: 'table' }],
  ['exact', { contract: 'full', architecture: 'carry-in' }],
  ['exact', { contract: 'full', rounding: 'rtz' }],
  ['exact', { architecture: 'array', rounding: 'rdn' }],
  ['exact', { contract: 'full', output: 'wide' }],
  ['signed-mantissa', {}],
  ['signed-mantissa', { contract: 'full', output: 'wide' }],
  ['truncated', { contract: 'full', rounding: 'rup' }],
  ['truncated', { contract: 'bare', output: 'wide', columns: 2 }],
  ['lns', {}],
  ['lns', { contract: 'full', rounding: 'rdn', logGuard: 1 }],
  ['lns', { contract: 'bare', rounding: 'rtz' }],
  ['add', {}],
  ['add', { contract: 'full', rounding: 'rdn' }],
];

/** Some units of every kind that the format can have, for runs that cannot afford `everySpec`. */
export function representativeSpecs(format: Format): UnitSpec[] {
  return REPRESENTATIVES.flatMap(([product, request]) => {
    const asked = accepted(product, format, request);
    // Tables are for narrow mantissas.
    if (asked.length > 0 || product === 'lns') return asked;
    return [unitSpec(product, format, { ...request, architecture: 'multiply' })];
  });
}

function accepted(product: string, format: Format, request: UnitRequest): UnitSpec[] {
  try {
    return [unitSpec(product, format, request)];
  } catch {
    return [];
  }
}
