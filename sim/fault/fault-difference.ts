import type { Netlist } from '../netlist/netlist.ts';
import { lower } from '../network/lower.ts';
import { type Literal, Network } from '../network/network.ts';
import { type YosysModuleJson, yosysModule } from '../network/write-yosys.ts';
import type { Fault } from './fault.ts';
import { withFault } from './inject.ts';

/** Which outputs count: the first, where there is one, says when the second is meant. */
export interface Observed {
  readonly data: string;
  readonly valid?: string;
}

/** The name of an input in frame `frame`, the first being 0. */
export function frameInput(port: string, frame: number, frames: number): string {
  return frames === 1 ? port : `${port}__frame_${frame}`;
}

/**
 * The sound circuit beside one mutant for each fault, as one module with an output `fail`: bit i is 1 where fault i can
 * be seen at the observed outputs. What a fault does not touch is there once. A pipeline is run for `frames` cycles
 * from the same, any, state in all mutants, and its last cycle is observed: with more frames than stages that is every
 * cycle there can be.
 */
export function faultDifference(
  netlist: Netlist,
  faults: readonly Fault[],
  observed: Observed,
  frames = 1,
): YosysModuleJson {
  const network = new Network();
  const inputs: Record<string, Literal[]> = {};
  for (let frame = 0; frame < frames; frame += 1)
    for (const { name, direction, width } of netlist.ports)
      if (direction === 'input')
        inputs[frameInput(name, frame, frames)] = Array.from({ length: width }, () => network.source());
  const initial = netlist.flipFlops.map(() => network.source());
  const outputsOf = (circuit: Netlist): Record<string, Literal[]> => {
    let states = initial;
    for (let frame = 0; ; frame += 1) {
      const input = (port: string, bit: number): Literal => inputs[frameInput(port, frame, frames)]![bit]!;
      const { literals, next } = lower(circuit, network, input, (index) => states[index]!);
      states = [...next];
      if (frame < frames - 1) continue;
      const ports = circuit.ports.filter(({ direction }) => direction === 'output');
      return Object.fromEntries(ports.map(({ name, nets }) => [name, nets.map((net) => literals[net]!)]));
    }
  };
  const sound = outputsOf(netlist);
  const differ = (a: readonly Literal[], b: readonly Literal[]): Literal =>
    a.reduce((any, literal, bit) => network.or(any, network.xor(literal, b[bit]!)), network.zero);
  const fail = faults.map((fault) => {
    const mutant = outputsOf(withFault(netlist, fault));
    const data = differ(sound[observed.data]!, mutant[observed.data]!);
    if (observed.valid === undefined) return data;
    const [valid] = sound[observed.valid]!;
    return network.or(
      differ(sound[observed.valid]!, mutant[observed.valid]!),
      network.and(valid ?? network.one, data),
    );
  });
  const given = initial.length === 0 ? inputs : { ...inputs, initial_state: initial };
  return yosysModule(network, given, { fail });
}
