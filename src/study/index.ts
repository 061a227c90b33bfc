export { canonicalUnits } from './canonical.ts';
export { type ComparedUnit, type CompareOptions, type Comparison, compareUnits } from './compare.ts';
export { adderGates, gateWeights, multiplierGates } from './gate-model.ts';
export { bestExact, type CostFigures, type CostName, figuresOf, ratiosOf } from './ratios.ts';
