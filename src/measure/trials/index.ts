// biome-ignore-all assist/source/organizeImports: re-exports stand in reading order

export { attention, type Computation, linear } from './attention.ts';
export { exactBeside, runTrial, type Trial, type TrialOptions, type TrialRow } from './trial.ts';
export type { OutputError } from './output-error.ts';
