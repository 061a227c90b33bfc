import { type CriticalPath, type Ice40Device, runNextpnr, toolVersions } from '../tools/index.ts';
import { checkCapacity, deviceFacts, logicCellsOf } from './capacity.ts';
import type { EffortOptions } from './effort.ts';
import { harnessOf, harnessPins } from './harness.ts';
import { topOf } from './netlist-json.ts';
import type { Port, VerilogSource } from './source.ts';
import { synthesizeIce40 } from './synthesize-ice40.ts';

export interface PlaceAndRouteOptions extends EffortOptions {
  /** Default hx8k. */
  readonly device?: Ice40Device;
  /** One run each; at least one. */
  readonly seeds: readonly number[];
  readonly freqMHz?: number;
}

export interface PlacedCost {
  readonly device: Ice40Device;
  readonly package: string;
  readonly recipe: string;
  readonly tools: { readonly yosys: string; readonly nextpnr: string };
  /** Register to register within the harness, one figure for each seed in the order given. */
  readonly fmaxMHz: {
    readonly min: number;
    readonly median: number;
    readonly max: number;
    readonly bySeed: readonly { readonly seed: number; readonly fmaxMHz: number }[];
  };
  /** Of unit and harness together. */
  readonly lut4: number;
  readonly carries: number;
  readonly flipFlops: number;
  readonly logicCells: number;
  readonly logicCellsAvailable: number;
  /** Of the slowest seed. */
  readonly criticalPath: CriticalPath | null;
}

/**
 * Fmax of a unit on a device, by placing and routing it within `harnessOf`. The same source, device and seeds give the
 * same figures. Throws Diagnostic `synth/does-not-fit`, ToolMissingError, ToolError.
 */
export async function placeAndRoute(
  source: VerilogSource,
  ports: readonly Port[],
  options: PlaceAndRouteOptions,
): Promise<PlacedCost> {
  const { device = 'hx8k', seeds, freqMHz, effort, ...limits } = options;
  if (seeds.length === 0) throw new TypeError('place and route needs at least one seed');
  const facts = deviceFacts[device];
  const tried = { ...limits, ...(effort !== undefined && { effort }) };
  const { netlist, cost } = await synthesizeIce40(harnessOf(source, ports), tried, facts.family);
  checkCapacity(device, { logicCells: logicCellsOf(topOf(netlist).module), pins: harnessPins });

  const json = JSON.stringify(netlist);
  const target = freqMHz === undefined ? {} : { freqMHz };
  const runs = await Promise.all(
    seeds.map(async (seed) => {
      const report = await runNextpnr({ json, device, seed, ...target, ...limits });
      const [fmaxMHz] = Object.values(report.fmaxMHz);
      if (fmaxMHz === undefined) throw new Error('nextpnr reported no clock');
      return { seed, fmaxMHz: Number(fmaxMHz.toFixed(3)), report };
    }),
  );
  const sorted = runs.toSorted((a, b) => a.fmaxMHz - b.fmaxMHz);
  const slowest = sorted[0]!;
  const used = slowest.report.utilization.ICESTORM_LC;
  return {
    device,
    package: facts.package,
    recipe: cost.recipe,
    tools: { yosys: cost.tools.yosys, nextpnr: toolVersions().nextpnr! },
    fmaxMHz: {
      min: slowest.fmaxMHz,
      median: medianOf(sorted.map(({ fmaxMHz }) => fmaxMHz)),
      max: sorted.at(-1)!.fmaxMHz,
      bySeed: runs.map(({ seed, fmaxMHz }) => ({ seed, fmaxMHz })),
    },
    lut4: cost.lut4,
    carries: cost.carries,
    flipFlops: cost.flipFlops,
    logicCells: used?.used ?? logicCellsOf(topOf(netlist).module),
    logicCellsAvailable: facts.logicCells,
    criticalPath: slowest.report.criticalPaths[0] ?? null,
  };
}

/** Of sorted figures; the lower of the middle two for an even count, so that it is a figure that occurred. */
function medianOf(sorted: readonly number[]): number {
  return sorted[(sorted.length - 1) >> 1]!;
}
