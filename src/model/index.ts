export * from './compute.ts';
export * from './integer.ts';
export * from './integer-oracle.ts';
export * from './mac.ts';
export * from './mac-oracle.ts';
export * from './model.ts';
export * from './oracle.ts';
export * from './sliced/index.ts';
