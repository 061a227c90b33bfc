/**
 * A standard-cell technology at one corner: what its cells compute, weigh and take. Facts only, from a compact table of
 * this package or from a Liberty file of the user's. Everything is in µm², fF, ps, fJ and nW.
 */
export interface Technology {
  /** The word for it on the command line and in results: `sky130`. */
  readonly name: string;
  readonly title: string;
  readonly node: string;
  /** Process, voltage and temperature in the words of its maker: `tt_025C_1v80`. */
  readonly corner: string;
  readonly supplyVolts: number;
  readonly temperatureC: number;
  readonly licence: string;
  /** Where the facts are from, one line each: repository, commit, path. */
  readonly sources: readonly string[];
  /** Where on the edge a slew is measured, in per cent of the supply. */
  readonly slewLowerPct: number;
  readonly slewUpperPct: number;
  /** Slew at the input ports: that of an inverter driving four of its kind. */
  readonly defaultInputSlewPs: number;
  /** Load at each output port: four inverter inputs. */
  readonly defaultOutputLoadFf: number;
  readonly cells: readonly TechCell[];
}

export interface TechCell {
  readonly name: string;
  readonly areaUm2: number;
  /** Mean over the states of the inputs. */
  readonly leakageNw: number;
  readonly inputs: readonly InputPin[];
  readonly outputs: readonly OutputPin[];
  /** One or more from each input that moves an output; of a flip-flop, from its clock and asynchronous inputs. */
  readonly arcs: readonly TimingArc[];
  /** Internal energy of an input transition that leaves the outputs as they are; 0 where the library states none. */
  readonly inputEnergyFj: number;
  readonly flipFlop?: FlipFlopFacts;
}

export interface InputPin {
  readonly name: string;
  readonly capFf: number;
}

export interface OutputPin {
  readonly name: string;
  /** Over the input pins, in Verilog's `! & ^ | ( ) 0 1`. Of a flip-flop: `IQ`, what it sampled, or `!IQ`. */
  readonly function: string;
}

/** A flip-flop that samples one data input at one edge. */
export interface FlipFlopFacts {
  readonly clock: string;
  readonly edge: 'rising' | 'falling';
  readonly data: string;
  /** Asynchronous: makes `IQ` 0. */
  readonly clear?: AsyncInput;
  /** Asynchronous: makes `IQ` 1. */
  readonly preset?: AsyncInput;
  /** At the default input slew, mean of both data edges. */
  readonly setupPs: number;
  /** Internal energy for each edge of the clock, mean of both; a cycle takes it twice. */
  readonly clockEnergyFj: number;
  /** Internal energy of a transition at the data input, mean of both. */
  readonly dataEnergyFj: number;
}

export interface AsyncInput {
  readonly pin: string;
  readonly active: 0 | 1;
}

export type Edge = 'rise' | 'fall';

/** How an output answers one input. `LinearArc` is a compact table's, `TableArc` a Liberty file's. */
export type TimingArc = LinearArc | TableArc;

interface ArcEnds {
  readonly input: string;
  readonly output: string;
}

/** Delay `d0Ps + kPsPerFf * load`, mean of both edges, at the default input slew. */
export interface LinearArc extends ArcEnds {
  readonly kind: 'linear';
  readonly d0Ps: number;
  readonly kPsPerFf: number;
  readonly slewPs: number;
  /** For each output transition, mean of rise and fall, without the charge of the load. */
  readonly energyFj: number;
}

/** Lookup tables for each output edge; an edge the arc cannot cause has none. */
export interface TableArc extends ArcEnds {
  readonly kind: 'table';
  /** `positive`: a rising input raises the output; `negative`: lowers it; `both`: either, or an edge of a clock. */
  readonly sense: 'positive' | 'negative' | 'both';
  readonly delayPs: EdgeTables;
  readonly slewPs: EdgeTables;
  /** None where the library states no internal power. */
  readonly energyFj: EdgeTables;
}

export type EdgeTables = { readonly [edge in Edge]?: LookupTable };

/** `values[i * loadsFf.length + j]` belongs to `slewsPs[i]` and `loadsFf[j]`; axes rise; an axis of one is a constant. */
export interface LookupTable {
  readonly slewsPs: readonly number[];
  readonly loadsFf: readonly number[];
  readonly values: readonly number[];
}
