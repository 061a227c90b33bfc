import { Diagnostic } from '../diagnostic.ts';
import { type ErrorStatistics, errorOf, type StimulusSpec } from '../measure/index.ts';
import {
  type GatesCost,
  type Ice40Cost,
  type PlacedCost,
  placeAndRoute,
  type ToolLimits,
} from '../synth/index.ts';
import { type Ice40Device, ToolMissingError } from '../tools/index.ts';
import { anyPorts, type FloatSpec, nameOf, shortName, type UnitSpec } from '../unit/index.ts';
import type { CheckedUnit, Extent } from '../verify/index.ts';
import { energyOfUnit, type UnitEnergy } from './unit-energy.ts';

/** One unit of a comparison: checked, then costed. */
export interface ComparedUnit {
  readonly unit: string;
  readonly spec: UnitSpec;
  readonly extent: Extent;
  readonly error: ErrorStatistics;
  readonly gates: GatesCost;
  readonly ice40: Ice40Cost;
  /** Absent when place and route was not asked for or is not installed. */
  readonly placed?: PlacedCost;
  /** In the first technology the unit was mapped to, if there is one. */
  readonly cells?: UnitEnergy;
}

export interface PlaceOptions extends ToolLimits {
  readonly device: Ice40Device;
  readonly seeds: readonly number[];
  readonly onProgress?: (text: string) => void;
}

export interface MeasureUnitOptions extends PlaceOptions {
  /** Operands of which energy is measured, in the first technology the unit was mapped to. */
  readonly stimuli: readonly StimulusSpec[];
  /** Half the 95 % interval of an energy, as a share, at which measuring ends. Default 0.01. */
  readonly precision?: number;
}

/** Everything that is measured of a checked unit; no seeds skip place and route. Or, in words, why there is no Fmax. */
export async function measureUnit(
  unit: CheckedUnit,
  options: MeasureUnitOptions,
): Promise<{ readonly measured: ComparedUnit; readonly withoutFmax?: string }> {
  const { spec, verdict, costs, mapped } = unit;
  const placed = options.seeds.length === 0 ? undefined : await placeUnit(unit, options);
  const first = mapped[0];
  const { stimuli, precision } = options;
  const cells =
    first === undefined
      ? undefined
      : await energyOfUnit(unit, first, {
          stimuli,
          ...(precision === undefined ? {} : { precision }),
          ...(options.onProgress && { onProgress: options.onProgress }),
          ...limitsOf(options),
        });
  return {
    measured: {
      unit: shortName(spec),
      spec,
      extent: verdict.extent,
      error: errorOf(unit),
      ...costs,
      ...(typeof placed === 'object' ? { placed } : {}),
      ...(cells === undefined ? {} : { cells }),
    },
    ...(typeof placed === 'string' ? { withoutFmax: placed } : {}),
  };
}

/** Fmax of a checked unit, or in words why there is none. */
export async function placeUnit(
  unit: CheckedUnit<FloatSpec>,
  options: PlaceOptions,
): Promise<PlacedCost | string> {
  const { device, seeds, onProgress } = options;
  onProgress?.(`${nameOf(unit.spec)}: place and route on ${device}, ${seeds.length} seeds`);
  try {
    return await placeAndRoute(unit.source, anyPorts(unit.spec), { device, seeds, ...limitsOf(options) });
  } catch (error) {
    if (error instanceof ToolMissingError) return error.message;
    if (error instanceof Diagnostic && error.code === 'synth/does-not-fit')
      return `${nameOf(unit.spec)} ${error.text}`;
    throw error;
  }
}

function limitsOf({ timeoutMs, signal }: ToolLimits): ToolLimits {
  return { ...(timeoutMs !== undefined && { timeoutMs }), ...(signal && { signal }) };
}
