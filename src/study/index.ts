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
export { exactBeside } from './exact-beside.ts';
export { adderGates, gateWeights, multiplierGates } from './gate-model.ts';
export { bestExact, type CostFigures, type CostName, figuresOf, ratiosOf } from './ratios.ts';
export {
  type EnergyOptions,
  energyOfUnit,
  type MeasuredStages,
  type MeasuredStimulus,
  runningOf,
  type UnitEnergy,
} from './unit-energy.ts';
export {
  type SeededFault,
  type UnitVerification,
  type Verification,
  type VerificationOptions,
  verifyAll,
} from './verification.ts';
