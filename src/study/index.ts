export { canonicalUnits } from './canonical.ts';
export { type ComparedUnit, type CompareOptions, type Comparison, compareUnits } from './compare.ts';
export { bestExact, type CostFigures, type CostName, figuresOf, ratiosOf } from './ratios.ts';
export {
  type SeededFault,
  type UnitVerification,
  type Verification,
  type VerificationOptions,
  verifyAll,
} from './verification.ts';
