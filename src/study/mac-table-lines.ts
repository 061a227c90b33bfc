import { Diagnostic } from '../diagnostic.ts';
import type { Format } from '../format/index.ts';
import type { StimulusName } from '../measure/index.ts';
import type { ToolLimits } from '../synth/index.ts';
import type { Technology } from '../tech/index.ts';
import {
  type AnySpec,
  type Contract,
  type IntegerSpec,
  intMacSpec,
  isActivation,
  type MacSpec,
  macSpec,
  ternaryMacSpec,
  type UnitRequest,
  type UnitSpec,
  unitSpec,
} from '../unit/index.ts';
import { ARRAY_SIDE } from './mac-table-array.ts';

export interface MacTableOptions extends ToolLimits {
  readonly contract: Contract;
  readonly technologies: readonly Technology[];
  /** Lanes of the dot products. */
  readonly lanes: number;
  /** Default: all of them. */
  readonly groups?: readonly MacGroupName[];
  /** Default gaussian. */
  readonly stimulus?: StimulusName;
  /** Products of a sum. Default 256. */
  readonly sumLength?: number;
  /** Half the 95 % interval at which measuring ends, as a share. Default 0.01. */
  readonly precision?: number;
  /** Leave out the netlists with the stages apart, and so the shares. Default true. */
  readonly byStage?: boolean;
  /** SAT proof of the steps, of units of less than 16 lanes. Default true. */
  readonly prove?: boolean;
  /** Only rows that were finished before; the others are left out by name. Default false. */
  readonly known?: boolean;
  readonly onProgress?: (text: string) => void;
}

export const MAC_GROUPS = [
  'fp32',
  'kulisch',
  'integer',
  'dot-kulisch',
  'dot-w14',
  'dot-w24',
  'dot-integer',
  'array-fp32',
  'array-kulisch',
] as const;
export type MacGroupName = (typeof MAC_GROUPS)[number];

interface MacGroup {
  readonly title: (lanes: number) => string;
  /** Behind each of the products. */
  readonly of?: (product: UnitSpec, lanes: number) => MacSpec;
  /** Whether an array of these is meant. */
  readonly inArray?: true;
  /** Of a group of integers: the units themselves. */
  readonly integers?: (lanes: number, format: Format) => readonly IntegerSpec[];
}

/** What stands behind a product. One more kind of accumulation is one more name and one more line. */
const GROUPS: Readonly<Record<MacGroupName, MacGroup>> = {
  fp32: { title: () => 'MAC, fp32', of: (product) => macSpec(product, { accumulator: 'fp32' }) },
  kulisch: { title: () => 'MAC, Kulisch', of: (product) => macSpec(product, { accumulator: 'kulisch' }) },
  integer: { title: () => 'MAC, integers', integers: (_, format) => integers(1, format) },
  'dot-kulisch': {
    title: (lanes) => `dot product of ${lanes}, Kulisch`,
    of: (product, lanes) => macSpec(product, { accumulator: 'kulisch', lanes }),
  },
  'dot-w14': windowed(14),
  'dot-w24': windowed(24),
  'dot-integer': { title: (lanes) => `dot product of ${lanes}, integers`, integers },
  'array-fp32': arrayOf('fp32'),
  'array-kulisch': arrayOf('kulisch'),
};

function windowed(window: number): MacGroup {
  return {
    title: (lanes) => `dot product of ${lanes}, fp32, window ${window}`,
    of: (product, lanes) => macSpec(product, { accumulator: 'fp32', lanes, window }),
  };
}

function arrayOf(accumulator: 'fp32' | 'kulisch'): MacGroup {
  return {
    title: () => `${ARRAY_SIDE} x ${ARRAY_SIDE} array, ${accumulator === 'fp32' ? 'fp32' : 'Kulisch'}`,
    of: (product) => macSpec(product, { accumulator }),
    inArray: true,
  };
}

/**
 * INT8 into INT32, and ternary weights into the width that 4,096 of their terms need: with INT8 activations, and with those
 * of the format where its numbers are integers of a width.
 */
function integers(lanes: number, format: Format): readonly IntegerSpec[] {
  return [
    intMacSpec(8, { lanes, architecture: 'array' }),
    ternaryMacSpec(8, { lanes, accumulator: 'int20' }),
    ...(isActivation(format) ? [ternaryMacSpec(format, { lanes })] : []),
  ];
}

/** The products of each group: L-Mul, and the exact one by both of the architectures that make strong baselines. */
const PRODUCTS: readonly (readonly [string, UnitRequest])[] = [
  ['lmul', { form: 'adder' }],
  ['exact', { architecture: 'carry-in' }],
  ['exact', { architecture: 'array' }],
];

/** What a row is to be of. */
export interface Line {
  readonly group: string;
  readonly spec: AnySpec;
  readonly inArray?: true;
}

/** The rows of a table, and which of its units make no sense. */
export function linesOf(
  format: Format,
  { contract, lanes, groups = MAC_GROUPS }: MacTableOptions,
): { lines: Line[]; refused: { unit: string; reason: string }[] } {
  const lines: Line[] = [];
  const refused: { unit: string; reason: string }[] = [];
  for (const name of MAC_GROUPS.filter((each) => groups.includes(each))) {
    const { title, of, integers, inArray } = GROUPS[name];
    for (const spec of integers?.(lanes, format) ?? []) lines.push({ group: title(lanes), spec });
    for (const [product, request] of of === undefined ? [] : PRODUCTS)
      try {
        const spec = of!(unitSpec(product, format, { ...request, contract }), lanes);
        lines.push({ group: title(lanes), spec, ...(inArray && { inArray }) });
      } catch (error) {
        if (!(error instanceof Diagnostic)) throw error;
        const unit = `${title(lanes)}: ${product} ${request.architecture ?? request.form}`;
        refused.push({ unit, reason: error.text });
      }
  }
  return { lines, refused };
}
