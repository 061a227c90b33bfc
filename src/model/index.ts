export * from './compute.ts';
export type { Decoded, RawProduct } from './datapath.ts';
export { truncatedProduct } from './exact.ts';
export type { RoundingStage, SelectStage } from './finish.ts';
export * from './mac.ts';
export * from './mac-oracle.ts';
export * from './model.ts';
export * from './oracle.ts';
export * from './sliced/index.ts';
