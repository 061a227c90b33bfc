// biome-ignore-all assist/source/organizeImports: re-exports stand in reading order

export {
  type EnergyModel,
  energyModel,
  gridPsOf,
  type NetConditions,
  TERMS,
  type Term,
  type ToggleWeights,
} from './weights.ts';
export { BATCH_PAIRS, type RunOptions, runToggles, type ToggleRun } from './run.ts';
export { type EnergyFigures, type EnergyMeasurement, type EnergyTerms, measureEnergy } from './energy.ts';
export { saifText } from './saif.ts';
export { type Instance, type Structure, structuralVerilog, structureOf } from './structure.ts';
export { vcdText } from './vcd.ts';
export {
  energyByStage,
  type Stage,
  type StageEnd,
  type StageSums,
  stageEnds,
  sumByStage,
} from './stages.ts';
export { integerStages, type MacStages, macStages } from './mac-stages.ts';
export { areaByStage, nand2ByStage } from './stage-area.ts';
export { energyModelOf, energyOfMapped, type MappedEnergy, type MappedOptions } from './mapped.ts';
