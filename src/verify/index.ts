export { type BuiltUnit, effortOf, levelsOf, type MappedUnit, netlistAt } from './build.ts';
export { cellKindsOf } from './cell-kinds.ts';
export { type CheckedUnit, type CheckOptions, type CheckResult, checkUnit, replayPairs } from './check.ts';
export { type AnyCheckResult, checkAnyUnit } from './check-any.ts';
export {
  checkMac,
  describeMacCounterexample,
  type MacCheckOptions,
  type MacCheckResult,
} from './check-mac.ts';
export { type CheckedSystolic, checkSystolic, elementCells, type SystolicResult } from './check-systolic.ts';
export type { MacCounterexample } from './cosim-mac.ts';
export { type Equivalence, proveEquivalent } from './equivalence.ts';
export { type ForeignDesign, withTheirNames, wrapForeign } from './foreign.ts';
export {
  checkInteger,
  describeIntegerCounterexample,
  type IntegerCheckResult,
  type IntegerCounterexample,
} from './integer/check.ts';
export { checkAllPairs } from './mutate/all-pairs.ts';
export { coveringPairs, type StuckAtCoverage, stuckAtCoverage } from './mutate/coverage.ts';
export { type MutateOptions, type Mutation, mutateMac, mutateUnit } from './mutate/mutate.ts';
export {
  type Mutant,
  type Outcome,
  type OutcomeKind,
  type Score,
  scoreOf,
  scoreText,
} from './mutate/outcome.ts';
export { SUM_FAULTS } from './mutate/sum-faults.ts';
export { faultyTemplates, TEMPLATE_FAULTS, type TemplateFault } from './mutate/template-faults.ts';
export * from './operands.ts';
export { type Proof, type ProveOptions, proveUnit, theoremsOf } from './prove/prove.ts';
export type { Theorem } from './prove/theorem.ts';
export { readVectors } from './read-vectors.ts';
export { type CheckedStage, checkedStages } from './stages.ts';
export { directedOf } from './sum-operands.ts';
export { type CheckedEdges, checkEdges } from './systolic-edges.ts';
export { type CodeMatrices, systolicOperands } from './systolic-model.ts';
export { csvText, hexText } from './vector-file.ts';
export { defaultVectorRequest, type Vector, type VectorRequest, vectorsOf } from './vectors.ts';
export * from './verdict.ts';
