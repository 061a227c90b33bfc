import { SimulationError } from '../errors.ts';
import type { Netlist, Port } from '../netlist/netlist.ts';
import type { Literal } from '../network/network.ts';

/**
 * What an input port carries: bits of the vector's index from `firstBit` up, one value throughout, or random bits,
 * others in every vector.
 */
export type SweepInput = { readonly firstBit: number } | { readonly value: bigint } | 'random';

/** A netlist and the vectors it is taken through: all of an operand space, or random ones. */
export interface SweptSpace {
  readonly netlist: Netlist;
  /** 2^indexBits vectors in the order of counting, at most 40 bits. */
  readonly indexBits?: number;
  /** How many vectors, in place of indexBits, where inputs are random; rounded up to whole steps. */
  readonly samples?: number;
  /** Of random inputs. Default 1. */
  readonly seed?: number;
  /** By input port; every one but clocks is named. */
  readonly inputs: Readonly<Record<string, SweepInput>>;
}

/** The literals of each input port; a clock's is 0. Throws `unknown-port` for a port that nobody speaks of. */
export function inputLiterals(
  netlist: Netlist,
  inputs: Readonly<Record<string, SweepInput>>,
  index: readonly Literal[],
  randomBit: () => Literal,
): Map<string, Literal[]> {
  const clocks = new Set(netlist.clocks.map(({ port }) => port));
  const literalOf = (port: Port, bit: number): Literal => {
    if (clocks.has(port.name)) return 0;
    const input = inputs[port.name];
    if (input === undefined)
      throw new SimulationError('unknown-port', `the sweep says nothing about input port ${port.name}`);
    if (input === 'random') return randomBit();
    if ('value' in input) return Number((input.value >> BigInt(bit)) & 1n);
    return index[input.firstBit + bit]!;
  };
  return new Map(
    netlist.ports
      .filter(({ direction }) => direction === 'input')
      .map((port) => [port.name, port.nets.map((_, bit) => literalOf(port, bit))]),
  );
}

/** Refuses all but one clock and its rising edge. */
export function checkClocks({ clocks, flipFlops }: Netlist): void {
  if (clocks.length <= 1 && clocks.every(({ hasHighPhase }) => !hasHighPhase)) return;
  const falling = flipFlops.find(({ edge }) => edge === 'falling');
  const text = `a sweep takes one clock and its rising edge, got clocks ${clocks.map(({ port }) => port).join(', ')}`;
  throw new SimulationError(
    'clock',
    falling === undefined ? text : `${text}; ${falling.name} is clocked by a falling edge`,
  );
}
