import {
  type AccumulatorRequest,
  type MacSpec,
  macSpec,
  nameOf,
  type UnitSpec,
  unitSpec,
} from '../../unit/index.ts';
import type { CheckedUnit, Extent } from '../../verify/index.ts';
import type { Scaling } from '../operands/quantise.ts';
import { inDoubles, inDoublesOf, inSingles, withUnit } from './arithmetic.ts';
import type { Computation } from './attention.ts';
import { type OutputError, outputError } from './output-error.ts';

/** The output of one way of computing, against the same in binary64 and in binary32. */
export interface TrialRow {
  readonly kind: /** Everything in binary32, nothing quantised. */
    | 'float32'
    /** Operands quantised; real products, sums in binary64. */
    | 'quantised'
    /** A checked unit and the accumulator. */
    | 'unit';
  /** The multiply-accumulate unit, or of `quantised` the format. */
  readonly name: string;
  readonly spec?: UnitSpec;
  readonly extent?: Extent;
  readonly againstFloat64: OutputError;
  readonly againstFloat32: OutputError;
}

export interface Trial {
  readonly scaling: Scaling;
  readonly outputs: number;
  readonly rows: readonly TrialRow[];
}

export interface TrialOptions extends AccumulatorRequest {
  /** Of every operand of a product: see `Scaling`. Default `tensor`. */
  readonly scaling?: Scaling;
  readonly onProgress?: (text: string) => void;
}

/**
 * A computation in binary32, with its operands only quantised, and with each checked unit, all with the same accumulator
 * and scaling.
 *
 * @throws Diagnostic of `macSpec` or `sumOf` for an accumulator that does not go with a unit
 */
export function runTrial(
  compute: Computation,
  units: readonly CheckedUnit[],
  options: TrialOptions = {},
): Trial {
  const { scaling = 'tensor', onProgress = () => {}, ...request } = options;
  const macs = units.map(({ spec }): MacSpec => macSpec(spec, request));
  onProgress('in binary64 and binary32');
  const [doubles, singles] = [compute(inDoubles), compute(inSingles).map(Math.fround)];
  const against = (output: Float64Array) => ({
    againstFloat64: outputError(output, doubles),
    againstFloat32: outputError(output, singles),
  });
  const kinds = new Map(units.map(({ spec }) => [quantisedName(spec), spec]));
  return {
    scaling,
    outputs: doubles.length,
    rows: [
      { kind: 'float32', name: 'float32', ...against(singles) },
      ...[...kinds].map(([name, spec]): TrialRow => {
        onProgress(`quantised to ${name}`);
        return { kind: 'quantised', name, ...against(compute(inDoublesOf(spec, scaling))) };
      }),
      ...units.map((unit, at): TrialRow => {
        const mac = macs[at] as MacSpec;
        onProgress(`with ${nameOf(mac)}`);
        const { spec, verdict } = unit;
        const output = compute(withUnit(unit, mac, scaling));
        return { kind: 'unit', name: nameOf(mac), spec, extent: verdict.extent, ...against(output) };
      }),
    ],
  };
}

/** Operands are scaled with a view to the range of the products. */
function quantisedName({ format, output }: UnitSpec): string {
  return output === 'wide' ? `${format.name}, wide products` : format.name;
}

/** The exact unit to show beside another, of the same format, contract and output. */
export function exactBeside(spec: UnitSpec): UnitSpec {
  const { format, contract, output, overflow } = spec;
  return unitSpec('exact', format, {
    contract,
    output,
    ...(overflow === 'saturate' ? { saturate: true } : {}),
  });
}
