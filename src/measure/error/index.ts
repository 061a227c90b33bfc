// biome-ignore-all assist/source/organizeImports: re-exports stand in reading order

export { type ErrorStatistics, errorOf, errorUnder, foreseenError } from './error-of.ts';
export {
  type ErrorOperands,
  type ErrorOptions,
  type ErrorReport,
  measureError,
  type OperandsName,
  SAMPLES,
} from './measure-error.ts';
export type { MeasuredErrors, Method } from './method.ts';
export type { PairErrors, PairShares } from './pairs.ts';
export type { ErrorMetrics, HalfWidths } from './metrics.ts';
export type { UlpShare } from './ulps.ts';
export { type HeatMap, heatMap } from './heat-map.ts';
export { codeWeights } from './code-weights.ts';
export { addendExponents, factorExponents, mantissaPairs } from './mantissa-operands.ts';
