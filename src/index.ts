/** The library's face: formats, units, checks, comparisons. In reading order. */
// biome-ignore-all assist/source/organizeImports: re-exports stand in reading order

export { Diagnostic, EXIT, type ExitCode } from './diagnostic.ts';
export * from './format/index.ts';
export * from './unit/index.ts';
// Define a unit, generate it, hold it against its model, and ask what it costs:
export {
  cosim,
  defineUnit,
  generate,
  type SynthesizedUnit,
  synthesize,
  type Unit,
  unit,
} from './facade.ts';
export { modelOf, oracleOf, tabulate, type Compute } from './model/index.ts';
// The same of units that accumulate, step by step, and of integers:
export {
  type Accumulate,
  type AccumulatorState,
  CLEARED,
  integerMacModel,
  integerMacOracle,
  integerModelOf,
  integerOracleOf,
  macModel,
  macOracle,
} from './model/index.ts';
export { emitVerilog, emitTestbench, writePlan, type Plan } from './rtl/index.ts';
export { type Cost, type PlacedCost, placeAndRoute } from './synth/index.ts';
export {
  arcDelayPs,
  arcEnergyFj,
  arcSlewPs,
  builtInTechnology,
  readLiberty,
  type Technology,
  technologyNames,
} from './tech/index.ts';
export { closeTools, ToolError, toolVersions } from './tools/index.ts';
export * from './verify/index.ts';
// How wrong it is: of a CheckedUnit alone.
export {
  attention,
  type Computation,
  checkTable,
  codeWeights,
  describeStimulus,
  type EnergyFigures,
  type ErrorMetrics,
  type ErrorOperands,
  type ErrorReport,
  type ErrorStatistics,
  errorOf,
  exactBeside,
  fileOperand,
  type HeatMap,
  heatMap,
  linear,
  type MeasuredErrors,
  measureError,
  type OperandStream,
  type OutputError,
  operandStream,
  type ProductTable,
  productTable,
  readTensor,
  runTrial,
  type StimulusSpec,
  stimulusSpec,
  type TableKind,
  type Tensor,
  type Trial,
  type TrialOptions,
  type TrialRow,
} from './measure/index.ts';
// Many units at once; `sweep` comes from this room too.
export * from './study/index.ts';
export {
  comparisonData,
  comparisonMarkdown,
  comparisonText,
  errorsCsv,
  errorsData,
  errorsText,
  heatMapCsv,
  heatMapData,
  heatMapText,
  jsonSchema,
  planOfChecked,
  type TableFile,
  tableBytes,
  trialData,
  trialText,
} from './report/index.ts';
