import { Diagnostic } from '../diagnostic.ts';
import { decoderOf, widthOf } from '../format/index.ts';
import { resultFormat, shortName, type UnitSpec } from '../unit/index.ts';
import type { CheckedUnit, Extent } from '../verify/index.ts';
import { mantissaPairs } from './error/mantissa-operands.ts';
import { hasResultTable, resultsOf, resultTable } from './results.ts';

/**
 * What a table of a unit holds, row by row of the first operand:
 * `codes`        result codes, of every pair of operand codes;
 * `values`       the numbers these stand for, as binary32;
 * `significands` of every pair of mantissas, the product of the two significands in [1, 2), as binary32: what
 *                simulators look up that handle sign and exponent themselves.
 */
export type TableKind = 'codes' | 'values' | 'significands';
export const TABLE_KINDS: readonly TableKind[] = ['codes', 'values', 'significands'];

/** All products of a checked unit, from its gate netlist. */
export interface ProductTable {
  readonly unit: string;
  readonly spec: UnitSpec;
  readonly extent: Extent;
  readonly table: TableKind;
  /** Rows and columns. */
  readonly size: number;
  readonly dtype: '|u1' | '<u2' | '<u4' | '<f4';
  /** Entry a * size + b. */
  readonly values: ArrayLike<number>;
}

/** @throws Diagnostic `measure/table` for a format of too many pairs, or numbers that are none of binary32 */
export function productTable(unit: CheckedUnit, table: TableKind): ProductTable {
  checkTable(unit.spec, table);
  const { spec, verdict } = unit;
  const { dtype, values } = entriesOf(unit, table);
  const head = { unit: shortName(spec), spec, extent: verdict.extent, table };
  return { ...head, size: Math.sqrt(values.length), dtype, values };
}

/** Says before any work what `productTable` would refuse of a spec. */
export function checkTable(spec: UnitSpec, table: TableKind): void {
  const { format } = spec;
  if (table === 'significands') {
    if (format.manBits <= MOST_MANTISSA_BITS && spec.product !== 'add') return;
    throw refused(
      `A table of significands is of products, with up to ${MOST_MANTISSA_BITS} mantissa bits.`,
      `${spec.product} ${format.name}, ${format.manBits} mantissa bits`,
      'lmul export lmul bf16 --table significands',
    );
  }
  if (!hasResultTable(spec))
    throw refused(
      'A table of all pairs of codes is of a format of up to 10 bits.',
      `${format.name}, ${widthOf(format)} bits`,
      '--table significands, or a narrower format',
    );
}

const MOST_MANTISSA_BITS = 10;

function entriesOf(unit: CheckedUnit, table: TableKind): Pick<ProductTable, 'dtype' | 'values'> {
  const { spec } = unit;
  const result = resultFormat(spec);
  const valueAt = decoderOf(result);
  if (table === 'codes') {
    const width = widthOf(result);
    return { dtype: width <= 8 ? '|u1' : width <= 16 ? '<u2' : '<u4', values: resultTable(unit) };
  }
  if (table === 'values')
    return { dtype: '<f4', values: singles(Float64Array.from(resultTable(unit), valueAt)) };
  const pairs = mantissaPairs(spec.format);
  const [a, b] = [pairs.a[0] as bigint, pairs.b[0] as bigint].map((code) =>
    decoderOf(spec.format)(Number(code)),
  );
  const binade = (a as number) * (b as number);
  const products = resultsOf(unit, pairs).map((code) => valueAt(Number(code)) / binade);
  return { dtype: '<f4', values: singles(Float64Array.from(products)) };
}

/** The same numbers, which all have to be numbers of binary32. */
function singles(values: Float64Array): Float64Array {
  const other = values.find((value) => !Object.is(Math.fround(value), value));
  if (other === undefined) return values;
  throw refused('A result is no number of binary32.', `${other}`, '--table codes');
}

function refused(text: string, got: string, wayOut: string): Diagnostic {
  return new Diagnostic({ code: 'measure/table', text, got, wayOut });
}
