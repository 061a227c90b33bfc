// biome-ignore-all assist/source/organizeImports: re-exports stand in reading order

export { type ReadNetlistOptions, readNetlist } from './netlist/read-netlist.ts';
export type { Cell, Clock, FlipFlop, Netlist, Port, PortShape, Step } from './netlist/netlist.ts';
export { type Simulator, wrap } from './engine/simulator.ts';
export { interpret } from './engine/interpreter.ts';
export type { CompileOptions } from './engine/options.ts';
export { compile } from './engine/javascript.ts';
export { compileWasm } from './engine/wasm.ts';
export { ENGINES, type Engine, simulatorOf } from './engine/choose.ts';
export {
  compileSweep,
  type ClockedModel,
  type Expectation,
  type SweepDesign,
  type SweepProgram,
} from './sweep/program.ts';
export { compileStream } from './stream/program.ts';
export type { PortWords, StreamProgram } from './stream/record.ts';
export { type Stream, startStream } from './stream/stream.ts';
export { compileToggles, type ToggleDesign, type ToggleProgram } from './sweep/toggle-program.ts';
export { type NetToggles, runToggleSweep, type ToggleCounts } from './sweep/toggle-sweep.ts';
export { tuneSweep } from './sweep/tune.ts';
export type { SweepInput } from './sweep/inputs.ts';
export { runSweep, type SweepOptions, type SweepOutcome } from './sweep/sweep.ts';
export type { WrongStep } from './sweep/slices.ts';
export { type Literal, Network } from './network/network.ts';
export { type Delays, TOGGLE_MODELS, type ToggleModel } from './toggle/delays.ts';
export { type Change, countToggles, type ToggleCounter } from './toggle/toggles.ts';
export { describeFault, type Fault, functionFaults, stuckFaults } from './fault/fault.ts';
export { withFault } from './fault/inject.ts';
export { FaultSimulator, type Inputs } from './fault/fault-simulator.ts';
export { type DetectionTable, gradeFaults, tabulateDetections, type VectorBlocks } from './fault/grade.ts';
export { compactVectors } from './fault/compact.ts';
export { type Lowered, lower } from './network/lower.ts';
export { faultDifference, frameInput, type Observed } from './fault/fault-difference.ts';
export { type YosysModuleJson, yosysModule } from './network/write-yosys.ts';
export { combine } from './engine/combine.ts';
export { counterBits, counterPort } from './engine/counter.ts';
export { packLanes, packNumbers, unpackLanes, unpackNumbers } from './engine/lanes.ts';
export { type CellKind, cellKind } from './netlist/cells.ts';
export { type GateKind, gateKind, tableKind } from './netlist/gates.ts';
export type { FlipFlopKind, FlipFlopShape, ResetStyle } from './netlist/flip-flops.ts';
export { type Bit, type Expression, evaluate, parseExpression } from './netlist/expression.ts';
export { SimulationError, type SimulationErrorCode } from './errors.ts';
export { observe } from './wave/observe.ts';
export { recordVcd } from './wave/vcd.ts';
export { recordText, type TextWave } from './wave/text-wave.ts';
export { exposeNets, recordToggles, type ToggleRecord } from './wave/toggles.ts';
export { type Command, parseScript } from './script/parse.ts';
export { type Failure, runScript, type ScriptResult } from './script/run.ts';
export type { Vectors } from './vectors/checks.ts';
export { readVectorFile } from './vectors/read.ts';
export { type VectorWriter, writeVectorFile } from './vectors/write.ts';
