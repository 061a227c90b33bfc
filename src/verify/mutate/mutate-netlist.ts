import {
  compile,
  type Fault,
  gradeFaults,
  type Netlist,
  readNetlist,
  withFault,
} from '../../../sim/index.ts';
import { latencyOf, type UnitSpec } from '../../unit/index.ts';
import type { CheckedUnit } from '../check.ts';
import { cosimulate } from '../cosim.ts';
import { isExhaustive } from '../operands.ts';
import type { SolveLimits } from '../prove/solve.ts';
import { BLOCK_WORDS, exhaustiveStimulus, listedStimulus, type Stimulus } from '../stimulus.ts';
import type { BaseLevel } from '../verdict.ts';
import { afterAllPairs } from './all-pairs.ts';
import { blocksOf, type VectorsUnderTest } from './fault-vectors.ts';
import type { Mutant, Outcome } from './outcome.ts';
import { mutantsOf, singleFaults } from './single-faults.ts';
import { explainUnseen } from './unseen.ts';

export interface MutantOptions {
  /** Of the gaps and resets of a pipeline. Default 1. */
  readonly seed?: number;
  /** Whether what the vectors miss is put to all operand pairs: see `afterAllPairs`. Default false. */
  readonly exhaustive?: boolean;
}

/**
 * Injects every single fault into one netlist of a unit and runs the vectors: stuck-at 0 and 1 on every net, and every
 * cell with a neighbouring function. A combinational unit runs all its mutants on vectors side by side, a pipeline each
 * of them cycle by cycle, with gaps and resets.
 */
export async function mutateNetlist(
  { spec, netlists }: Pick<CheckedUnit, 'spec' | 'netlists'>,
  level: BaseLevel,
  vectors: VectorsUnderTest,
  limits: SolveLimits & MutantOptions = {},
): Promise<Mutant[]> {
  const netlist = readNetlist(netlists[level]);
  const faults = singleFaults(netlist);
  const killed =
    latencyOf(spec) === 0
      ? [...gradeFaults(netlist, faults, blocksOf(spec, vectors))].map((vector) => vector >= 0)
      : killedInPipeline(spec, netlist, faults, vectors, limits.seed ?? 1);
  const unseen = faults.filter((_, index) => !killed[index]);
  const reasons = await explainUnseen(spec, netlist, unseen, limits);
  if (limits.exhaustive)
    for (const [index, fault] of unseen.entries())
      reasons[index] = await afterAllPairs(
        spec,
        withFault(netlist, fault),
        reasons[index] as Outcome,
        limits.signal,
      );
  return mutantsOf(netlist, faults, killed, reasons);
}

export function stimulusOf(spec: UnitSpec, vectors: VectorsUnderTest): Stimulus {
  if (vectors !== 'all pairs') return listedStimulus(spec, vectors);
  if (isExhaustive(spec.format)) return exhaustiveStimulus(spec);
  throw new RangeError(`all pairs of ${spec.format.name} cannot be listed`);
}

function killedInPipeline(
  spec: UnitSpec,
  netlist: Netlist,
  faults: readonly Fault[],
  vectors: VectorsUnderTest,
  seed: number,
): boolean[] {
  const stimulus = stimulusOf(spec, vectors);
  return faults.map((fault) => {
    const mutant = compile(withFault(netlist, fault), { words: BLOCK_WORDS });
    return cosimulate(spec, mutant, stimulus, seed) !== undefined;
  });
}
