import { SimulationError } from '../errors.ts';

export interface CompileOptions {
  /** 32-bit words per net: 32 * words vectors run at once. 1 to 65536, default 32; whole vectors of 4 in WebAssembly. */
  readonly words?: number;
  /** Word operations per generated function, about. 16 to 100000; default: what suits the engine. */
  readonly operations?: number;
}

/** Throws `option-range` for anything but a whole number from low to high. */
export function checkRange(option: string, value: number, low: number, high: number): void {
  if (Number.isInteger(value) && value >= low && value <= high) return;
  const text = `option ${option} has to be a whole number from ${low} to ${high}, got ${value}`;
  throw new SimulationError('option-range', text);
}
