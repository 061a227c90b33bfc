export { technologyOf } from './measure-points.ts';
export {
  type FailedPoint,
  isMeasured,
  type MeasuredPoint,
  type PointEnergy,
  type PointOutcome,
} from './outcome.ts';
export { parseStudy } from './parse-study.ts';
export { atLevel, type Point, type PointLevel, planOf, type Refused, type SweepPlan } from './plan.ts';
export { mergeResults, parseResults, type SweepResults, sweepResults } from './results.ts';
export { studyJsonSchema, validateStudy } from './schema.ts';
export type { Study, StudyLevel, StudyStimulus, StudyUnits } from './study.ts';
export {
  groupsOfShard,
  knownPoints,
  type Shard,
  type SweepOptions,
  type SweepProgress,
  sweep,
} from './sweep.ts';
