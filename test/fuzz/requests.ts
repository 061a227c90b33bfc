import fc from 'fast-check';
import { Diagnostic } from '../../src/diagnostic.ts';
import { ENCODINGS, type FormatRequest, parseFormat, ROUNDINGS } from '../../src/format/index.ts';
import {
  ARCHITECTURES,
  CONTRACTS,
  FORMS,
  OUTPUT_WIDTHS,
  PRODUCT_NAMES,
  type UnitRequest,
  type UnitSpec,
  unitSpec,
} from '../../src/unit/index.ts';

/** A unit in the user's words: mostly ones that mean something, and now and then anything. */
export interface AnyRequest {
  readonly product: string;
  readonly format: FormatRequest;
  readonly request: UnitRequest;
}

const WRONG = ['', 'E4M3', 'rne ', '__proto__', 'full;', "1'b0", '../x', '$finish', '\u00e9'];

const oneOf = (values: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 40, arbitrary: fc.constantFrom(...values) },
    { weight: 1, arbitrary: fc.constantFrom(...WRONG) },
  );
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq: 2 });

const FORMATS = ['e4m3', 'e5m2', 'e3m4', 'e4m3-fnuz', 'e3m2', 'e2m1', 'bf16', 'fp16', 'fp32', 'e6m1'];

const format: fc.Arbitrary<FormatRequest> = fc.oneof(
  fc.record({ name: oneOf(FORMATS) }),
  fc.record({
    expBits: fc.integer({ min: 1, max: 12 }),
    manBits: fc.integer({ min: 0, max: 24 }),
    bias: maybe(fc.integer({ min: -1, max: 2048 })),
    encoding: maybe(oneOf(ENCODINGS)),
  }),
);

export const anyRequest: fc.Arbitrary<AnyRequest> = fc.record({
  product: oneOf(PRODUCT_NAMES),
  format,
  request: fc.record({
    form: fc.option(oneOf(FORMS), { nil: undefined, freq: 1 }),
    offset: fc.option(oneOf(['paper', 'none', '1/18', '5/64', '0/1', '3/2', '1/0']), {
      nil: undefined,
      freq: 1,
    }),
    architecture: fc.option(oneOf(ARCHITECTURES), { nil: undefined, freq: 1 }),
    logGuard: fc.option(fc.integer({ min: -1, max: 12 }), { nil: undefined, freq: 1 }),
    rounding: maybe(oneOf(ROUNDINGS)),
    contract: maybe(oneOf(CONTRACTS)),
    output: fc.option(oneOf(OUTPUT_WIDTHS), { nil: undefined, freq: 1 }),
    saturate: fc.option(fc.boolean(), { nil: undefined, freq: 1 }),
    stages: fc.option(fc.integer({ min: -1, max: 6 }), { nil: undefined, freq: 1 }),
  }),
});

function specOf({ product, format: asked, request }: AnyRequest): UnitSpec | undefined {
  try {
    return unitSpec(product, parseFormat(asked), request);
  } catch (error) {
    if (error instanceof Diagnostic) return undefined;
    throw error;
  }
}

/** Requests that are not refused, as specs. */
export const validSpec: fc.Arbitrary<UnitSpec> = anyRequest
  .map(specOf)
  .filter((spec): spec is UnitSpec => spec !== undefined);
