export { type CheckedUnit, type CheckOptions, type CheckResult, checkUnit, replayPairs } from './check.ts';
export {
  checkMac,
  describeMacCounterexample,
  type MacCheckOptions,
  type MacCheckResult,
} from './check-mac.ts';
export type { MacCounterexample } from './cosim-mac.ts';
export { type Equivalence, proveEquivalent } from './equivalence.ts';
export { type ForeignDesign, withTheirNames, wrapForeign } from './foreign.ts';
export * from './operands.ts';
export { readVectors } from './read-vectors.ts';
export { directedOf } from './sum-operands.ts';
export { csvText, hexText } from './vector-file.ts';
export { defaultVectorRequest, type Vector, type VectorRequest, vectorsOf } from './vectors.ts';
export * from './verdict.ts';
