import { readNetlist } from '../../../sim/index.ts';
import { cellsByName, nand2Weights, type YosysJson } from '../../synth/index.ts';
import type { Technology } from '../../tech/index.ts';
import { cellKindsOf } from '../../verify/index.ts';
import { type StageEnd, type StageSums, sumByStage } from './stages.ts';

/** Area in um2 by stage, of a netlist that was mapped with the ends of stages kept; flip-flops are in the registers. */
export function areaByStage(
  netlist: YosysJson,
  technology: Technology,
  ends: readonly StageEnd[],
): StageSums {
  const known = cellsByName(technology);
  return withRegisters(readNetlist(netlist, { cells: cellKindsOf(technology) }), ends, (type) => {
    return known.get(type)?.areaUm2 ?? 0;
  });
}

/** The same in NAND2-equivalents, of a netlist of gates. */
export function nand2ByStage(netlist: YosysJson, ends: readonly StageEnd[]): StageSums {
  return withRegisters(readNetlist(netlist), ends, (type) => nand2Weights[type] ?? 0);
}

function withRegisters(
  netlist: ReturnType<typeof readNetlist>,
  ends: readonly StageEnd[],
  sizeOf: (type: string) => number,
): StageSums {
  const gates = sumByStage(netlist, ends, ({ type }) => sizeOf(type));
  if (netlist.flipFlops.length === 0) return gates;
  const flipFlops = netlist.flipFlops.reduce((sum, { type }) => sum + sizeOf(type), 0);
  return { ...gates, registers: (gates.registers ?? 0) + flipFlops };
}
