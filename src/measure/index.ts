export * from './energy/index.ts';
export { type ErrorStatistics, errorOf } from './error.ts';
export { addendExponents, factorExponents, mantissaPairs } from './mantissa-operands.ts';
export * from './operands/index.ts';
