import { openSync } from 'node:fs';
import { SimulationError } from '../errors.ts';
import type { PortShape } from '../netlist/netlist.ts';

/** The values of the given ports, in their order, vector by vector. */
export type Vectors = Iterable<readonly bigint[]>;

/** The value itself, if the port has bits for it. */
export function checked(value: bigint, { name, width }: PortShape, where: string): bigint {
  if (value >> BigInt(width) === 0n) return value;
  throw wrong(`${where}: 0x${value.toString(16)} does not fit ${name} of ${width} bits`);
}

export function wrong(text: string, wayOut?: string): SimulationError {
  return new SimulationError('vectors', text, wayOut === undefined ? [] : [wayOut]);
}

/** Opens a file to be read, or says why it cannot be. */
export function openVectors(file: string): number {
  try {
    return openSync(file, 'r');
  } catch (error) {
    throw wrong(`${file} cannot be read: ${(error as Error).message}`);
  }
}
