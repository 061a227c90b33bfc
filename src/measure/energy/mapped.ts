import { readNetlist } from '../../../sim/index.ts';
import { packageVersion } from '../../package-root.ts';
import { topOf, type YosysJson } from '../../synth/index.ts';
import type { Technology } from '../../tech/index.ts';
import { cached, cacheKey } from '../../tools/index.ts';
import { cellKindsOf } from '../../verify/index.ts';
import type { OperandStream } from '../operands/index.ts';
import { conditionsOf } from './conditions.ts';
import { type EnergyFigures, measureEnergy } from './energy.ts';
import type { RunOptions } from './run.ts';
import { energyByStage, type StageEnd, type StageSums } from './stages.ts';
import { type EnergyModel, energyModel } from './weights.ts';

/** Bumped when a figure changes without anything in its cache key showing it. */
const REVISION = 1;
/** The same of what is given by stage alone. */
const STAGES_REVISION = 2;

/**
 * What a netlist of a technology's cells costs in energy; loads and slews from the timing pass. `wireFfPerPin` is what
 * a wire adds to a net for each pin on it.
 */
export function energyModelOf(netlist: YosysJson, technology: Technology, wireFfPerPin = 0): EnergyModel {
  const read = readNetlist(netlist, { cells: cellKindsOf(technology) });
  const { module } = topOf(netlist);
  return energyModel(read, technology, conditionsOf(read, module, technology, { wireFfPerPin }));
}

export interface MappedOptions extends RunOptions {
  readonly periodPs: number;
  /** See `energyModelOf`. Default 0: no wires. */
  readonly wireFfPerPin?: number;
  /** With the ends of stages kept in the netlist: its energy by stage. */
  readonly stages?: readonly StageEnd[];
}

export type MappedEnergy = EnergyFigures & { readonly stagesFjPerOp?: StageSums };

/** The energy of an operation of a mapped netlist with the ports a_i and b_i. Kept in the cache, by content. */
export function energyOfMapped(
  netlist: YosysJson,
  technology: Technology,
  stream: OperandStream,
  options: MappedOptions,
): Promise<MappedEnergy> {
  const { stages, constants = {}, ...run } = options;
  const inputs = Object.entries(constants).map(([name, value]) => [name, value.toString()]);
  const identity = { of: 'energy', revision: REVISION, version: packageVersion };
  const { spec, width, format, integers } = stream;
  const attribution = stages === undefined ? {} : { stages, stagesRevision: STAGES_REVISION };
  const key = cacheKey({
    ...identity,
    netlist,
    technology,
    spec,
    width,
    format,
    ...(integers && { integers }),
    ...attribution,
    inputs,
    run,
  });
  return cached(key, async () => {
    const model = energyModelOf(netlist, technology, options.wireFfPerPin);
    const { figures, run } = await measureEnergy(model, stream, options);
    if (stages === undefined) return figures;
    return { ...figures, stagesFjPerOp: energyByStage(model, run.togglesPerOp, stages) };
  });
}
