export {
  type Advice,
  type AdviseProgress,
  advise,
  type FormatAdvice,
  type WidthAdvice,
} from './advise.ts';
export { type AdvisedUnit, levelCost, type Question } from './advised-units.ts';
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
export { type Breakdown, breakdownOf, type Failed } from './breakdown.ts';
export { canonicalUnits } from './canonical.ts';
export * from './claims/index.ts';
export { type CompareOptions, type Comparison, compareUnits } from './compare.ts';
export {
  type AtWidth,
  bestExactPoint,
  type CostCrossing,
  type Crossing,
  costCrossings,
  crossingOf,
  NOISE,
  type OffsetCrossing,
  offsetCrossings,
} from './crossings.ts';
export { type EnergyTable, type EnergyTableOptions, energyTable } from './energy-table.ts';
export type { Everywhere } from './everywhere.ts';
export { exactBeside } from './exact-beside.ts';
export { adderGates, gateWeights, multiplierGates } from './gate-model.ts';
export { Lab, type LabOptions } from './lab.ts';
export { type MacTable, type MacTableUnit, macTable } from './mac-table.ts';
export type { MacTableArray } from './mac-table-array.ts';
export { MAC_GROUPS, type MacGroupName, type MacTableOptions } from './mac-table-lines.ts';
export { type ComparedUnit, type MeasureUnitOptions, measureUnit } from './measure-unit.ts';
export {
  COST_KINDS,
  type CostKind,
  costIn,
  costNameIn,
  errorIn,
  type FrontMarks,
  frontsOf,
  METRICS,
  type Metric,
  productOf,
} from './pareto.ts';
export { bestExact, type CostFigures, type CostName, figuresOf, ratiosOf } from './ratios.ts';
export { type ReportStudy, type ReportStudyOptions, studyForReport } from './report-study.ts';
export { operandsOf, runningOf, SUM_LENGTH, stimulusFor } from './running.ts';
export { type KeptFigure, type MeasuredStages, STAGE_TOLERANCE } from './stages.ts';
export * from './sweep/index.ts';
export {
  type SummedFigure,
  type SystolicCells,
  type SystolicCost,
  type SystolicCostOptions,
  type SystolicFigures,
  type SystolicOperands,
  systolicCost,
} from './systolic-cost.ts';
export { type FitOptions, type Placement, placementOf, tooManyElements } from './systolic-fit.ts';
export { matricesOnArray, stimulusOnArray } from './systolic-operands.ts';
export { type Operation, type Trace, type TraceStep, traceOf } from './trace.ts';
export {
  type EnergyOptions,
  energyOfUnit,
  type MeasuredStimulus,
  type UnitEnergy,
} from './unit-energy.ts';
export { errorsOfUnit, type UnitErrors } from './unit-errors.ts';
export {
  type SeededFault,
  type Verification,
  type VerificationOptions,
  verifyAll,
} from './verification.ts';
export type { OtherVerification } from './verify-others.ts';
export type { JudgedMutant, Mutants, UnitVerification } from './verify-unit.ts';
