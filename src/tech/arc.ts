import { lookUp } from './look-up.ts';
import type { Edge, EdgeTables, TimingArc } from './technology.ts';

/** Delay to an edge of the output, at the 50 % points; without an edge the mean of both. */
export function arcDelayPs(arc: TimingArc, inputSlewPs: number, loadFf: number, edge?: Edge): number {
  return arc.kind === 'linear'
    ? arc.d0Ps + arc.kPsPerFf * loadFf
    : ofEdge(arc.delayPs, inputSlewPs, loadFf, edge);
}

/** Slew of an edge of the output, between the technology's thresholds; without an edge the mean of both. */
export function arcSlewPs(arc: TimingArc, inputSlewPs: number, loadFf: number, edge?: Edge): number {
  return arc.kind === 'linear' ? arc.slewPs : Math.max(0, ofEdge(arc.slewPs, inputSlewPs, loadFf, edge));
}

/**
 * Internal energy of one output transition, without the charge of its load: add half C V² for that. The mean of rise and
 * fall: vendors book the energy of the load differently on the two edges, only the mean can be compared.
 */
export function arcEnergyFj(arc: TimingArc, inputSlewPs: number, loadFf: number): number {
  return arc.kind === 'linear' ? arc.energyFj : ofEdge(arc.energyFj, inputSlewPs, loadFf);
}

function ofEdge(tables: EdgeTables, slewPs: number, loadFf: number, edge?: Edge): number {
  const wanted = edge === undefined ? [tables.rise, tables.fall] : [tables[edge]];
  const values = wanted.flatMap((table) => (table === undefined ? [] : [lookUp(table, slewPs, loadFf)]));
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
