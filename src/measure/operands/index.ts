// biome-ignore-all assist/source/organizeImports: re-exports stand in reading order

export { describeStimulus } from './describe-stimulus.ts';
export {
  HELD_REUSE,
  integerStream,
  laneStream,
  type OperandSource,
  type OperandSpec,
  type OperandStream,
  operandStream,
  sigmaOf,
  STIMULUS_NAMES,
  type StimulusName,
  type StimulusOptions,
  type StimulusSpec,
  stimulusSpec,
} from './stimulus.ts';
export { integerOperands, integerStimulus } from './integer-stream.ts';
export { DISTRIBUTIONS, type Distribution } from './reals.ts';
export { type FileOperand, fileOperand, readTensor } from './file-operand.ts';
export {
  BLOCK,
  codeOf,
  largestOf,
  quantise,
  SCALINGS,
  type ScaledRun,
  type Scaling,
  scaledBy,
  scaledRuns,
} from './quantise.ts';
export { MAX_ELEMENTS, type Tensor } from './tensor.ts';
export { MATRIX_SCALINGS, type Matrix, type MatrixScaling, matrixBytes, readMatrix } from './matrix.ts';
