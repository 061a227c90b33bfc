import type { Cell, Delays, FlipFlop, Netlist } from '../../../sim/index.ts';
import { arcDelayPs, arcEnergyFj, type TechCell, type Technology } from '../../tech/index.ts';

/** Under which load and input slew the cells of a mapped netlist switch; by net of the netlist. */
export interface NetConditions {
  readonly loadFf: ArrayLike<number>;
  readonly slewPs: ArrayLike<number>;
}

/** The parts of an energy, each stated apart; see `docs/energy.md`. */
export const TERMS = ['switching', 'internal', 'registers', 'input', 'clock', 'leakage'] as const;
export type Term = (typeof TERMS)[number];

/** What one toggle of a net costs in fJ, by net. */
export interface ToggleWeights {
  /** 1/2 C V² of the nets that gates drive. */
  readonly switching: Float64Array;
  /** Inside the gates, for each transition of an output. */
  readonly internal: Float64Array;
  /** Flip-flops: inside, at outputs and data inputs, and 1/2 C V² of the nets they drive. */
  readonly registers: Float64Array;
  /** 1/2 C V² of the input ports, and inside gates of which only an input moves. */
  readonly input: Float64Array;
}

/** A mapped netlist as energies and delays. */
export interface EnergyModel {
  readonly netlist: Netlist;
  readonly technology: Technology;
  readonly weights: ToggleWeights;
  /** Clock pins and flip-flops, for the two edges of a cycle. No clock tree. */
  readonly clockFjPerCycle: number;
  readonly leakageNw: number;
  readonly delays: Delays;
  /** The grid of the delays. */
  readonly gridPs: number;
}

/** About a sixtieth of a slew: 1 ps for 130 nm, 0.2 ps for 7 nm. */
export function gridPsOf({ defaultInputSlewPs }: Technology): number {
  const steps = [10, 5, 2, 1, 0.5, 0.2, 0.1];
  return steps.find((step) => step <= defaultInputSlewPs / 50) ?? 0.05;
}

/**
 * What each toggle costs and each gate takes, at these loads and slews: mean of rise and fall, and over the arcs of an
 * output. The netlist was read with `cellKindsOf(technology)`, so that its pins come in the technology's order.
 */
export function energyModel(
  netlist: Netlist,
  technology: Technology,
  conditions: NetConditions,
  gridPs: number = gridPsOf(technology),
): EnergyModel {
  const cellOf = new Map(technology.cells.map((cell) => [cell.name, cell]));
  const zeros = (): Float64Array => new Float64Array(netlist.netCount);
  const weights = { switching: zeros(), internal: zeros(), registers: zeros(), input: zeros() };
  const halfCv2 = (net: number): number => 0.5 * conditions.loadFf[net]! * technology.supplyVolts ** 2;
  const ticks = (delayPs: number): number => Math.max(1, Math.round(delayPs / gridPs));
  let leakageNw = 0;
  let clockFjPerCycle = 0;

  const cells = netlist.cells.map((cell): number[] => {
    const facts = cellOf.get(cell.type);
    // The inverted output of a flip-flop: the state as another pin of the same cell.
    if (facts === undefined) return cell.outputs.map(() => 0);
    leakageNw += facts.leakageNw;
    for (const net of cell.inputs) weights.input[net]! += facts.inputEnergyFj;
    return cell.outputs.map((net, index) => {
      const pin = facts.outputs[index]!.name;
      weights.switching[net]! += halfCv2(net);
      weights.internal[net]! += outputEnergyFj(facts, cell, pin, net, conditions);
      // A transition of an output had one of an input, which is in the figure of the output already.
      weights.input[net]! -= facts.inputEnergyFj / cell.outputs.length;
      return ticks(outputDelayPs(facts, cell, pin, net, conditions));
    });
  });
  const flipFlops = netlist.flipFlops.map((flipFlop): number => {
    const facts = cellOf.get(flipFlop.type);
    if (facts?.flipFlop === undefined)
      throw new Error(`${flipFlop.type} is no flip-flop of ${technology.name}`);
    leakageNw += facts.leakageNw;
    const clockPin = facts.inputs.find(({ name }) => name === facts.flipFlop!.clock)!;
    // Two edges, and 1/2 C V² for each.
    clockFjPerCycle += 2 * facts.flipFlop.clockEnergyFj + clockPin.capFf * technology.supplyVolts ** 2;
    weights.registers[flipFlop.data]! += facts.flipFlop.dataEnergyFj;
    return ticks(registerOutputs(netlist, facts, flipFlop, conditions, weights.registers, halfCv2));
  });
  for (const { direction, nets, name } of netlist.ports) {
    if (direction !== 'input' || netlist.clocks.some(({ port }) => port === name)) continue;
    for (const net of nets) weights.input[net]! += halfCv2(net);
  }
  return {
    netlist,
    technology,
    weights,
    clockFjPerCycle,
    leakageNw,
    delays: { cells, flipFlops },
    gridPs,
  };
}

/** Adds the energy of a flip-flop's outputs to its state's net, and returns its delay. */
function registerOutputs(
  { cells }: Netlist,
  facts: TechCell,
  { name, output, clock }: FlipFlop,
  conditions: NetConditions,
  registers: Float64Array,
  halfCv2: (net: number) => number,
): number {
  const inverted = cells.find((cell) => cell.inputs[0] === output && cell.name.startsWith(`${name}.`));
  const delays = facts.outputs.map((pin) => {
    const net = pin.function === 'IQ' ? output : inverted?.outputs[0];
    if (net === undefined) return 0;
    const load = conditions.loadFf[net]!;
    const slew = conditions.slewPs[clock]!;
    const arcs = facts.arcs.filter((arc) => arc.output === pin.name && arc.input === facts.flipFlop!.clock);
    registers[net]! += halfCv2(net) + mean(arcs.map((arc) => arcEnergyFj(arc, slew, load)));
    return mean(arcs.map((arc) => arcDelayPs(arc, slew, load)));
  });
  return Math.max(...delays);
}

function outputEnergyFj(
  facts: TechCell,
  cell: Cell,
  pin: string,
  net: number,
  { loadFf, slewPs }: NetConditions,
): number {
  return mean(arcsTo(facts, cell, pin).map(([arc, input]) => arcEnergyFj(arc, slewPs[input]!, loadFf[net]!)));
}

function outputDelayPs(
  facts: TechCell,
  cell: Cell,
  pin: string,
  net: number,
  { loadFf, slewPs }: NetConditions,
): number {
  return mean(arcsTo(facts, cell, pin).map(([arc, input]) => arcDelayPs(arc, slewPs[input]!, loadFf[net]!)));
}

/** The arcs to an output, each with the net at its input. */
function arcsTo({ arcs, inputs }: TechCell, cell: Cell, pin: string) {
  return arcs
    .filter(({ output }) => output === pin)
    .map((arc) => [arc, cell.inputs[inputs.findIndex(({ name }) => name === arc.input)]!] as const);
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
