export * from './along/index.ts';
export * from './energy/index.ts';
export { type ErrorStatistics, errorOf } from './error.ts';
export { mantissaPairs } from './mantissa-operands.ts';
export * from './operands/index.ts';
