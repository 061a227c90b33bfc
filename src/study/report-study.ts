import { Diagnostic } from '../diagnostic.ts';
import { type Format, parseFormat } from '../format/index.ts';
import {
  errorAlong,
  type LengthError,
  operandStream,
  type StimulusSpec,
  stimulusSpec,
} from '../measure/index.ts';
import { type MacSpec, macSpec, type UnitSpec } from '../unit/index.ts';
import { checkUnit, type Extent } from '../verify/index.ts';
import { type Breakdown, breakdownOf, type Failed } from './breakdown.ts';
import { type CompareOptions, type Comparison, compareUnits } from './compare.ts';
import { errorsOfUnit, type UnitErrors } from './unit-errors.ts';

export interface ReportStudyOptions extends CompareOptions {
  /** Mantissa widths to compare at the exponent width of the first format, by gates and LUTs alone. Default: none. */
  readonly widths?: readonly number[];
  /** Multiply-accumulate units and dot products of the first format. Default false. */
  readonly mac?: boolean;
}

/** What a report of formats is made of. */
export interface ReportStudy {
  readonly comparisons: readonly Comparison[];
  readonly errors: readonly UnitErrors[];
  readonly widths: readonly Comparison[];
  readonly breakdowns: readonly Breakdown[];
  /** Errors of sums by their length, of units that take one product a clock. */
  readonly sums: readonly {
    readonly spec: MacSpec;
    readonly extent: Extent;
    readonly lengths: readonly LengthError[];
  }[];
  /** Operands of those sums. */
  readonly stimulus: StimulusSpec;
  /** Units that did not pass their check: no figure is given for them. */
  readonly failed: readonly Failed[];
}

/** Compares every unit of the formats, maps the errors of those people ask about, and puts products into accumulators. */
export async function studyForReport(
  formats: readonly Format[],
  { widths: bits = [], mac = false, ...options }: ReportStudyOptions,
): Promise<ReportStudy> {
  const [first] = formats;
  if (first === undefined) throw new TypeError('a report is of one format or more');
  const comparisons: Comparison[] = [];
  for (const format of formats) comparisons.push(await compareUnits(format, options));
  const failed: Failed[] = [];
  const errors: UnitErrors[] = [];
  const { technology: _, ...gatesOnly } = options;
  for (const spec of comparisons.flatMap(mappedOf)) {
    const result = await checkUnit(spec, gatesOnly);
    if (result.kind === 'passed') errors.push(errorsOfUnit(result.unit));
  }
  const widths: Comparison[] = [];
  for (const manBits of bits)
    widths.push(await compareUnits(ofWidth(first, manBits), { ...gatesOnly, seeds: [] }));
  const breakdowns: Breakdown[] = [];
  for (const spec of mac ? macsOf(comparisons[0]!) : []) {
    // A proof of one step of a dot product may take minutes: `lmul cosim` is the place for it.
    const breakdown = await breakdownOf(spec, { ...gatesOnly, prove: false });
    if ('kind' in breakdown) failed.push(breakdown);
    else breakdowns.push(breakdown);
  }
  const stimulus = stimulusSpec(options.stimulus ?? 'gaussian', first);
  const stream = operandStream(stimulus, first);
  const sums: ReportStudy['sums'][number][] = [];
  for (const { whole } of breakdowns) {
    if (whole.spec.lanes > 1) continue;
    const lengths = await errorAlong(
      whole,
      stream,
      options.onProgress ? { onProgress: options.onProgress } : {},
    );
    sums.push({ spec: whole.spec, extent: whole.verdict.extent, lengths });
  }
  for (const comparison of [...comparisons, ...widths])
    failed.push(...comparison.failed.map((each) => ({ kind: 'failed', ...each }) as const));
  return { comparisons, errors, widths, breakdowns, sums, stimulus, failed };
}

/** The units with a heat map: both forms of L-Mul, Mitchell, and one exact unit, since all of a rounding err alike. */
function mappedOf({ units, rounding }: Comparison): UnitSpec[] {
  const specs = units.map(({ spec }) => spec);
  const exact = specs.find((spec) => spec.product === 'exact' && spec.rounding === rounding);
  return [...specs.filter(({ product }) => product === 'lmul'), ...(exact === undefined ? [] : [exact])];
}

/** The format with another mantissa. */
function ofWidth({ expBits, bias, encoding }: Format, manBits: number): Format {
  return parseFormat({ expBits, manBits, bias, encoding });
}

/** L-Mul and the exact unit of fewest AIG nodes, before an fp32 register each, and eight side by side. */
function macsOf({ units, rounding }: Comparison): MacSpec[] {
  const lmul = units.find(
    ({ spec }) => spec.product === 'lmul' && spec.form === 'adder' && spec.offset === 'paper',
  );
  const exact = units
    .filter(({ spec }) => spec.product === 'exact' && spec.rounding === rounding)
    .sort((a, b) => a.gates.aigNodes - b.gates.aigNodes)[0];
  return [lmul, exact].flatMap((unit) =>
    unit === undefined
      ? []
      : [{ accumulator: 'fp32' }, { accumulator: 'kulisch', lanes: 8 }].flatMap((request) => {
          try {
            return [macSpec(unit.spec, request)];
          } catch (error) {
            // A contract without zeros, or a format too wide for the register.
            if (error instanceof Diagnostic) return [];
            throw error;
          }
        }),
  );
}
