export * from './along/index.ts';
export * from './energy/index.ts';
export * from './error/index.ts';
export { type MatrixError, type MatrixProduct, matrixProduct } from './matrix-error.ts';
export * from './operands/index.ts';
export { checkTable, type ProductTable, productTable, TABLE_KINDS, type TableKind } from './product-table.ts';
export { hasResultTable, resultTable } from './results.ts';
export * from './trials/index.ts';
