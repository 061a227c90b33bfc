export * from './energy/index.ts';
export * from './error/index.ts';
export * from './operands/index.ts';
export { hasResultTable, resultTable } from './results.ts';
