export type { BitField, BitGroup, Step, StepRow } from './bits.ts';
export { compareResult, type ResultComparison } from './comparison.ts';
export { type ErrorMap, errorMap } from './error-map.ts';
export { numberText } from './number-text.ts';
export { type Operand, parseOperand } from './operand.ts';
export {
  addressOf,
  type ExploreRequest,
  FIRST_REQUEST,
  parseAddress,
  specOf,
  withOptions,
} from './request.ts';
export { codeBits, stepsOf } from './steps.ts';
export { valueUnder } from './value-under.ts';
export { type VerilogToken, verilogTokens } from './verilog-tokens.ts';
