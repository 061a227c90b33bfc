export * from './activation.ts';
export * from './name.ts';
export * from './ports.ts';
export * from './register.ts';
export * from './request.ts';
export * from './spec.ts';
export * from './ternary.ts';
