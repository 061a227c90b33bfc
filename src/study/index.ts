export {
  type AnchorAbsolute,
  type AnchorRatio,
  type AnchorSource,
  anchorAbsolutes,
  anchorRatios,
  type MeasuredAnchor,
  measureAnchors,
  publishedAnchors,
} from './anchors.ts';
export { canonicalUnits } from './canonical.ts';
export { type ComparedUnit, type CompareOptions, type Comparison, compareUnits } from './compare.ts';
export { type EnergyTable, type EnergyTableOptions, energyTable } from './energy-table.ts';
export { adderGates, gateWeights, multiplierGates } from './gate-model.ts';
export {
  MAC_GROUPS,
  type MacGroupName,
  type MacTable,
  type MacTableOptions,
  type MacTableUnit,
  macTable,
} from './mac-table.ts';
export { bestExact, type CostFigures, type CostName, figuresOf, ratiosOf } from './ratios.ts';
export { operandsOf, runningOf, SUM_LENGTH } from './running.ts';
export { type KeptFigure, type MeasuredStages, STAGE_TOLERANCE } from './stages.ts';
export {
  type EnergyOptions,
  energyOfUnit,
  type MeasuredStimulus,
  type UnitEnergy,
} from './unit-energy.ts';
export {
  type SeededFault,
  type UnitVerification,
  type Verification,
  type VerificationOptions,
  verifyAll,
} from './verification.ts';
