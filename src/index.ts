/** The library's face: formats, units, checks, comparisons. In reading order. */
// biome-ignore-all assist/source/organizeImports: re-exports stand in reading order

export { Diagnostic, EXIT, type ExitCode } from './diagnostic.ts';
export * from './format/index.ts';
export * from './unit/index.ts';
export { type Unit, unit } from './facade.ts';
export { modelOf, oracleOf, tabulate, type Compute } from './model/index.ts';
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
export {
  describeStimulus,
  type EnergyFigures,
  type ErrorStatistics,
  errorOf,
  fileOperand,
  type OperandStream,
  operandStream,
  type StimulusSpec,
  stimulusSpec,
} from './measure/index.ts';
export * from './study/index.ts';
export { comparisonData, comparisonMarkdown, comparisonText, planOfChecked } from './report/index.ts';
