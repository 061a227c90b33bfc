export * from './energy/index.ts';
export { type ErrorStatistics, errorOf } from './error.ts';
export { mantissaPairs } from './mantissa-operands.ts';
export { type MatrixError, type MatrixProduct, matrixProduct } from './matrix-error.ts';
export * from './operands/index.ts';
