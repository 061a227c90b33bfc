export * from './catalogue.ts';
export * from './encode.ts';
export * from './format.ts';
export * from './join-codes.ts';
export * from './number-codes.ts';
export * from './parse-format.ts';
export * from './value.ts';
