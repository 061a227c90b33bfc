// biome-ignore-all assist/source/organizeImports: re-exports stand in reading order

export { describeStimulus, shortStimulus } from './describe-stimulus.ts';
export {
  HELD_REUSE,
  type OperandSource,
  type OperandSpec,
  sigmaOf,
  STIMULUS_NAMES,
  type StimulusName,
  type StimulusOptions,
  type StimulusSpec,
  stimulusSpec,
} from './stimulus.ts';
export { integerStream, laneStream, type OperandStream, operandStream } from './operand-stream.ts';
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
