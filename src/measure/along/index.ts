export { type AlongOptions, DEFAULT_SUMS, errorAlong, lengthsUpTo } from './along.ts';
export { type LengthError, lengthError } from './statistics.ts';
