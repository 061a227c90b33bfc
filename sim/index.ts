// biome-ignore-all assist/source/organizeImports: re-exports stand in reading order

export { type ReadNetlistOptions, readNetlist } from './read-netlist.ts';
export type { Cell, Clock, FlipFlop, Netlist, Port, PortShape, Step } from './netlist.ts';
export type { Simulator } from './simulator.ts';
export { interpret } from './interpreter.ts';
export { type CompileOptions, compile } from './compiled.ts';
export { combine } from './combine.ts';
export { counterBits, counterPort } from './counter.ts';
export { packLanes, packNumbers, unpackLanes, unpackNumbers } from './lanes.ts';
export { type CellKind, cellKind } from './cells.ts';
export { type GateKind, gateKind, tableKind } from './gates.ts';
export type { FlipFlopKind, FlipFlopShape, ResetStyle } from './flip-flops.ts';
export { type Bit, type Expression, evaluate, parseExpression } from './expression.ts';
export { SimulationError, type SimulationErrorCode } from './errors.ts';
