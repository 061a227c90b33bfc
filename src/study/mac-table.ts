import { Diagnostic } from '../diagnostic.ts';
import type { Format } from '../format/index.ts';
import { type StimulusName, stimulusSpec } from '../measure/index.ts';
import type { GatesCost, Ice40Cost, ToolLimits } from '../synth/index.ts';
import type { Technology } from '../tech/index.ts';
import {
  type Contract,
  type MacSpec,
  macName,
  macSpec,
  type UnitRequest,
  type UnitSpec,
  unitSpec,
} from '../unit/index.ts';
import { checkMac, type Extent, type MacCounterexample } from '../verify/index.ts';
import { energyOfUnit, type UnitEnergy } from './unit-energy.ts';

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
  /** SAT proof of the steps. Default true. */
  readonly prove?: boolean;
  readonly onProgress?: (text: string) => void;
}

export const MAC_GROUPS = ['fp32', 'kulisch', 'dot-kulisch', 'dot-w14', 'dot-w24'] as const;
export type MacGroupName = (typeof MAC_GROUPS)[number];

interface MacGroup {
  readonly title: (lanes: number) => string;
  readonly of: (product: UnitSpec, lanes: number) => MacSpec;
}

/** What stands behind a product. One more kind of accumulation is one more name and one more line. */
const GROUPS: Readonly<Record<MacGroupName, MacGroup>> = {
  fp32: { title: () => 'MAC, fp32', of: (product) => macSpec(product, { accumulator: 'fp32' }) },
  kulisch: { title: () => 'MAC, Kulisch', of: (product) => macSpec(product, { accumulator: 'kulisch' }) },
  'dot-kulisch': {
    title: (lanes) => `dot product of ${lanes}, Kulisch`,
    of: (product, lanes) => macSpec(product, { accumulator: 'kulisch', lanes }),
  },
  'dot-w14': windowed(14),
  'dot-w24': windowed(24),
};

function windowed(window: number): MacGroup {
  return {
    title: (lanes) => `dot product of ${lanes}, fp32, window ${window}`,
    of: (product, lanes) => macSpec(product, { accumulator: 'fp32', lanes, window }),
  };
}

/** The products of each group: L-Mul, and the exact one by both of the architectures that make strong baselines. */
const PRODUCTS: readonly (readonly [string, UnitRequest])[] = [
  ['lmul', { form: 'adder' }],
  ['exact', { architecture: 'carry-in' }],
  ['exact', { architecture: 'array' }],
];

/** A unit of the table: checked, then costed. */
export interface MacTableUnit {
  readonly unit: string;
  readonly spec: MacSpec;
  readonly group: string;
  readonly extent: Extent;
  readonly gates: GatesCost;
  readonly ice40: Ice40Cost;
  /** In the order of the technologies. */
  readonly cells: readonly UnitEnergy<MacSpec>[];
}

export interface MacTable {
  readonly format: Format;
  readonly contract: Contract;
  readonly technologies: readonly Technology[];
  readonly units: readonly MacTableUnit[];
  /** Units that did not pass their check: no figure is given for them. */
  readonly failed: readonly { readonly spec: MacSpec; readonly counterexample: MacCounterexample }[];
  /** Units that make no sense here, with the reason. */
  readonly refused: readonly { readonly unit: string; readonly reason: string }[];
}

/** Multiply-accumulate units and dot products under one contract, with the exact product and with L-Mul, one after the other. */
export async function macTable(format: Format, options: MacTableOptions): Promise<MacTable> {
  const { contract, technologies, stimulus = 'gaussian', byStage = true, prove = true, onProgress } = options;
  const { timeoutMs, signal, sumLength, precision } = options;
  const common = {
    ...(onProgress && { onProgress }),
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(signal && { signal }),
  };
  const measuring = {
    ...common,
    stimuli: [stimulusSpec(stimulus, format, { numbers: true })],
    byStage,
    ...(sumLength !== undefined && { sumLength }),
    ...(precision !== undefined && { precision }),
  };
  const { lines, refused } = linesOf(format, options);
  const units: MacTableUnit[] = [];
  const failed: { spec: MacSpec; counterexample: MacCounterexample }[] = [];
  for (const { group, spec } of lines) {
    const result = await checkMac(spec, { ...common, technologies, prove });
    if (result.kind === 'failed') {
      failed.push(result);
      continue;
    }
    const { unit } = result;
    const cells: UnitEnergy<MacSpec>[] = [];
    for (const mapped of unit.mapped) cells.push(await energyOfUnit(unit, mapped, measuring));
    const { gates, ice40 } = unit.costs;
    units.push({ unit: macName(spec), spec, group, extent: unit.verdict.extent, gates, ice40, cells });
  }
  return { format, contract, technologies, units, failed, refused };
}

function linesOf(
  format: Format,
  { contract, lanes, groups = MAC_GROUPS }: MacTableOptions,
): { lines: { group: string; spec: MacSpec }[]; refused: { unit: string; reason: string }[] } {
  const lines: { group: string; spec: MacSpec }[] = [];
  const refused: { unit: string; reason: string }[] = [];
  for (const name of MAC_GROUPS.filter((each) => groups.includes(each))) {
    const { title, of } = GROUPS[name];
    for (const [product, request] of PRODUCTS)
      try {
        const spec = of(unitSpec(product, format, { ...request, contract }), lanes);
        lines.push({ group: title(lanes), spec });
      } catch (error) {
        if (!(error instanceof Diagnostic)) throw error;
        const unit = `${title(lanes)}: ${product} ${request.architecture ?? request.form}`;
        refused.push({ unit, reason: error.text });
      }
  }
  return { lines, refused };
}
