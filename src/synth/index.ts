export { type Arrival, type Arrivals, arrivalsOf, type TimingOptions } from './arrivals.ts';
export { checkCapacity, type DeviceFacts, deviceFacts, logicCellsOf } from './capacity.ts';
export { cellRecipes, cellRecipesFor } from './cell-recipes.ts';
export {
  type CellsCost,
  type CellsFigures,
  type Cost,
  type GatesCost,
  type GatesFigures,
  type Ice40Cost,
  nand2Weights,
  type Spread,
  type Target,
} from './cost.ts';
export type { Effort, EffortOptions } from './effort.ts';
export { elaborate, type ToolLimits } from './elaborate.ts';
export { evaluateGates } from './evaluate-gates.ts';
export { frontScript } from './front.ts';
export { harnessOf } from './harness.ts';
export { loadVerilog, MAX_MEMORY_BITS } from './load-verilog.ts';
export { lowerIce40 } from './lower.ts';
export { modulePorts } from './module-ports.ts';
export { cellsByName, type LoadOptions, netLoads } from './net-loads.ts';
export {
  countCells,
  type NetBit,
  type NetlistCell,
  type NetlistModule,
  parseNetlist,
  topOf,
  type YosysJson,
} from './netlist-json.ts';
export { type PlaceAndRouteOptions, type PlacedCost, placeAndRoute } from './place-and-route.ts';
export { type Recipe, recipes } from './recipes.ts';
export { sharedClockPs } from './shared-clock.ts';
export {
  identifier,
  type Port,
  readSource,
  sourceFiles,
  type VerilogSource,
  withFileNames,
  withoutComments,
} from './source.ts';
export { type Synthesis, synthesize } from './synthesize.ts';
export type { CellsOptions } from './synthesize-cells.ts';
export { type Endpoint, type PathStep, type Timing, timingOf } from './timing.ts';
export { cutTogether, NEXT_PORT, STATE_PORT } from './transition.ts';
export { frameName, NotFeedForwardError, type Unrolled, unroll } from './unroll.ts';
