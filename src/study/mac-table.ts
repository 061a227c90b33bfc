import { availableParallelism } from 'node:os';
import type { Format } from '../format/index.ts';
import type { GatesCost, Ice40Cost } from '../synth/index.ts';
import type { Technology } from '../tech/index.ts';
import { keep, recall } from '../tools/index.ts';
import { type AnySpec, type Contract, type MacSpec, nameOf } from '../unit/index.ts';
import {
  type AnyCheckResult,
  type CheckedUnit,
  checkAnyUnit,
  type Extent,
  effortOf,
} from '../verify/index.ts';
import { inTurn } from './in-turn.ts';
import { type MacTableArray, tableArray } from './mac-table-array.ts';
import { macTableKey } from './mac-table-key.ts';
import { type Line, linesOf, type MacTableOptions } from './mac-table-lines.ts';
import { stimulusFor } from './running.ts';
import { energyOfUnit, type UnitEnergy } from './unit-energy.ts';

/** A unit of the table: checked, then costed. */
export interface MacTableUnit {
  readonly unit: string;
  readonly spec: AnySpec;
  readonly group: string;
  readonly extent: Extent;
  readonly gates: GatesCost;
  readonly ice40: Ice40Cost;
  /** In the order of the technologies. */
  readonly cells: readonly UnitEnergy<AnySpec>[];
}

type AnyFailed = Extract<AnyCheckResult, { kind: 'failed' }>;

export interface MacTable {
  readonly format: Format;
  readonly contract: Contract;
  readonly technologies: readonly Technology[];
  readonly units: readonly MacTableUnit[];
  readonly arrays: readonly MacTableArray[];
  /** Units that did not pass their check: no figure is given for them. */
  readonly failed: readonly AnyFailed[];
  /** Units that make no sense here, with the reason. */
  readonly refused: readonly { readonly unit: string; readonly reason: string }[];
}

/** A finished row is kept, so that a table that was interrupted goes on where it was. */
type Row =
  | { readonly kind: 'unit'; readonly unit: MacTableUnit }
  | { readonly kind: 'array'; readonly array: MacTableArray };

type NoRow = AnyFailed | { readonly kind: 'refused'; readonly unit: string; readonly reason: string };

/**
 * Multiply-accumulate units and dot products under one contract, with the exact product and with L-Mul. As many rows at
 * once as there are cores: the energy of one is measured while the tools run for another.
 */
export async function macTable(format: Format, options: MacTableOptions): Promise<MacTable> {
  const { contract, technologies, onProgress } = options;
  const { lines, refused } = linesOf(format, options);
  const outcomes = await inTurn(lines, availableParallelism(), async (line, at) => {
    onProgress?.(`${at + 1} of ${lines.length}: ${line.group}: ${nameOf(line.spec)}`);
    return keptRow(line, options);
  });
  const units = outcomes.flatMap((row) => (row.kind === 'unit' ? [row.unit] : []));
  const arrays = outcomes.flatMap((row) => (row.kind === 'array' ? [row.array] : []));
  const failed = outcomes.flatMap((row) => (row.kind === 'failed' ? [row] : []));
  const unmeasured = outcomes.flatMap((row) => (row.kind === 'refused' ? [row] : []));
  const leftOut = [...refused, ...unmeasured];
  return { format, contract, technologies, units, arrays, failed, refused: leftOut };
}

async function keptRow(line: Line, options: MacTableOptions): Promise<Row | NoRow> {
  const key = macTableKey(line, options);
  const known = await recall<Row>(key);
  if (known !== undefined) return known;
  if (options.known)
    return { kind: 'refused', unit: `${line.group}: ${nameOf(line.spec)}`, reason: 'not measured yet' };
  const row = await rowOf(line, options);
  if (row.kind === 'unit' || row.kind === 'array') await keep(key, row);
  return row;
}

async function rowOf({ group, spec, inArray }: Line, options: MacTableOptions): Promise<Row | NoRow> {
  const { technologies, stimulus = 'gaussian', byStage = true, prove = true, onProgress } = options;
  const { timeoutMs, signal, sumLength, precision } = options;
  const common = {
    ...(onProgress && { onProgress }),
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(signal && { signal }),
  };
  const measuring = {
    ...common,
    ...(sumLength !== undefined && { sumLength }),
    ...(precision !== undefined && { precision }),
  };
  const proves = prove && effortOf(spec) === 'full';
  const result = await checkAnyUnit(spec, { ...common, technologies, prove: proves });
  if (result.kind === 'failed') return result;
  const { unit } = result;
  if (inArray) {
    const array = await tableArray(group, unit as CheckedUnit<MacSpec>, { ...measuring, stimulus });
    return 'reason' in array ? { kind: 'refused', ...array } : { kind: 'array', array };
  }
  const stimuli = [stimulusFor(spec, stimulus)];
  const cells: UnitEnergy<AnySpec>[] = [];
  for (const mapped of unit.mapped)
    cells.push(await energyOfUnit(unit, mapped, { ...measuring, byStage, stimuli }));
  const { gates, ice40 } = unit.costs;
  const { extent } = unit.verdict;
  return { kind: 'unit', unit: { unit: nameOf(spec), spec, group, extent, gates, ice40, cells } };
}
