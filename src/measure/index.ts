export * from './energy/index.ts';
export { type ErrorStatistics, errorOf } from './error.ts';
export { type ErrorMap, errorMapOf } from './error-map.ts';
export { mantissaPairs } from './mantissa-operands.ts';
export * from './operands/index.ts';
