// biome-ignore-all assist/source/organizeImports: re-exports stand in reading order

export type {
  AsyncInput,
  Edge,
  EdgeTables,
  FlipFlopFacts,
  InputPin,
  LinearArc,
  LookupTable,
  OutputPin,
  TableArc,
  TechCell,
  Technology,
  TimingArc,
} from './technology.ts';
export { arcDelayPs, arcEnergyFj, arcSlewPs } from './arc.ts';
export { builtInTechnology, technologyNames } from './built-in.ts';
export { readCompactTable } from './compact-table.ts';
export { type LibertyOptions, libertyText } from './write-liberty.ts';
export { drivingCellOf } from './driving-cell.ts';
export { withoutCells } from './dont-use.ts';
export { type LibertyLibrary, readLiberty, type SkippedCell } from './liberty/read-liberty.ts';
