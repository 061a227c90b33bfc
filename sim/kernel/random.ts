import { Assembler } from '../wasm/assembler.ts';
import type { FunctionCode } from '../wasm/encode.ts';
import { VECTOR_BYTES } from './layout.ts';

/**
 * Steps the random generators that lie side by side in memory, one for each 64 bits: xorshift64 with shifts 13, 7, 17
 * (Marsaglia, Xorshift RNGs, 2003), period 2^64 - 1. The state is the number drawn; it must not be 0.
 */
export function randomFunction(offset: number, bytes: number): FunctionCode {
  const code = new Assembler(0);
  const at = code.local('i32');
  const x = code.local('v128');
  const shifted = (bits: number, op: 'i64x2.shl' | 'i64x2.shr_u'): void => {
    code.get(x).get(x).constant(bits).op(op).op('v128.xor').set(x);
  };
  code.loop();
  code.get(at).load(offset).set(x);
  shifted(13, 'i64x2.shl');
  shifted(7, 'i64x2.shr_u');
  shifted(17, 'i64x2.shl');
  code.get(at).get(x).store(offset);
  code.endLoopBelow(at, VECTOR_BYTES, bytes);
  return { parameters: [], results: [], locals: code.locals, body: code.body };
}

/** `count` 32-bit words that differ for every seed, place and number of words before (murmur3's finalizer). */
export function seedWords(seed: number, place: number, count: number): Int32Array {
  const mix = (value: number): number => {
    let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return mixed ^ (mixed >>> 16);
  };
  const base = mix(mix(seed | 0) ^ Math.imul(place, 0x9e3779b1));
  // Never 0 in the upper half of a generator.
  return Int32Array.from({ length: count }, (_, at) => mix(base ^ Math.imul(at + 1, 0x9e3779b1)) | (at & 1));
}
