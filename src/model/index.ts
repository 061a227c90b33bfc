export * from './compute.ts';
export * from './model.ts';
export * from './oracle.ts';
export * from './sliced/index.ts';
