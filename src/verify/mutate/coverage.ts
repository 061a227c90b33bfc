import {
  compactVectors,
  type Fault,
  gradeFaults,
  type Netlist,
  readNetlist,
  stuckFaults,
  tabulateDetections,
} from '../../../sim/index.ts';
import { type NetlistCell, topOf, type YosysJson } from '../../synth/index.ts';
import type { UnitSpec } from '../../unit/index.ts';
import type { CheckedUnit } from '../check.ts';
import type { OperandPairs } from '../operands.ts';
import type { SolveLimits } from '../prove/solve.ts';
import { blocksOf, checkVectors, pairAt, type VectorsUnderTest } from './fault-vectors.ts';
import { explainUnseen } from './unseen.ts';

/** How many single stuck-at faults on the nets of a unit's data path a set of vectors shows at the result. */
export interface StuckAtCoverage {
  readonly level: 'gates';
  readonly faults: number;
  readonly detected: number;
  /** Faults that no operands show, by all pairs or by SAT. */
  readonly untestable: number;
}

/** The stuck-at coverage of vectors in the gate netlist of a checked unit. */
export async function stuckAtCoverage(
  unit: Pick<CheckedUnit, 'spec' | 'netlists'>,
  vectors: VectorsUnderTest,
  limits: SolveLimits = {},
): Promise<StuckAtCoverage> {
  const netlist = dataPathOf(unit.netlists.gates);
  const faults = stuckFaults(netlist);
  const first = gradeFaults(netlist, faults, blocksOf(unit.spec, vectors));
  const unseen = faults.filter((_, index) => (first[index] as number) < 0);
  const reasons = await explainUnseen(combinational(unit.spec), netlist, unseen, limits);
  return {
    level: 'gates',
    faults: faults.length,
    detected: faults.length - unseen.length,
    untestable: reasons.filter(({ kind }) => kind === 'equivalent').length,
  };
}

/**
 * A small set of operand pairs that shows every stuck-at fault of the gates which any operands show. Small formats: a
 * cover of all pairs. Wide ones: a cover of directed and random pairs, and of a pair from the SAT solver for each fault
 * that all of those miss. In ascending order of the pool; deterministic.
 */
export async function coveringPairs(
  { spec, netlists }: Pick<CheckedUnit, 'spec' | 'netlists'>,
  limits: SolveLimits = {},
): Promise<OperandPairs> {
  const netlist = dataPathOf(netlists.gates);
  const faults = stuckFaults(netlist);
  const pool = checkVectors(spec, 1);
  const candidates = pool === 'all pairs' ? pool : await candidatesOf(spec, netlist, faults, pool, limits);
  const table = tabulateDetections(netlist, faults, blocksOf(spec, candidates));
  const chosen = compactVectors(table).map((index) => pairAt(spec, candidates, index));
  return { a: chosen.map(({ a }) => a), b: chosen.map(({ b }) => b) };
}

/** Pairs whose faults are all tabulated; from the rest of the pool comes one for each fault these do not show. */
const TABULATED = 4096;

async function candidatesOf(
  spec: UnitSpec,
  netlist: Netlist,
  faults: readonly Fault[],
  pool: OperandPairs,
  limits: SolveLimits,
): Promise<OperandPairs> {
  // The last of the pool are random: as candidates worth more than corner cases.
  const start = Math.max(0, pool.a.length - TABULATED);
  const first = gradeFaults(netlist, faults, blocksOf(spec, pool));
  const base = { a: pool.a.slice(start), b: pool.b.slice(start) };
  const late = gradeFaults(netlist, faults, blocksOf(spec, base));
  const more = [...new Set(first.filter((vector, index) => vector >= 0 && (late[index] as number) < 0))];
  const unseen = faults.filter((_, index) => (first[index] as number) < 0);
  const shown = (await explainUnseen(combinational(spec), netlist, unseen, limits)).flatMap((outcome) =>
    outcome.kind === 'survived' ? outcome.shownBy : [],
  );
  const from = (side: 'a' | 'b'): bigint[] => [
    ...pick(pool[side], more),
    ...shown.map((pair) => pair[side]),
    ...base[side],
  ];
  return { a: from('a'), b: from('b') };
}

function pick<T>(items: readonly T[], indices: readonly number[]): T[] {
  return indices.map((index) => items[index] as T);
}

function combinational(spec: UnitSpec): UnitSpec {
  return { ...spec, stages: 0 };
}

/**
 * The data path of a unit: its registers are wires, so that a pair of operands gives its result at once. The valid bit,
 * which is always set here, is the business of a pipeline's own mutants.
 */
function dataPathOf(netlist: YosysJson): Netlist {
  const { name, module } = topOf(netlist);
  const cells = Object.entries(module.cells).flatMap(([key, cell]): [string, NetlistCell][] => {
    if (!cell.type.startsWith('$_DFF_')) return [[key, cell]];
    const { D = [], Q = [] } = cell.connections;
    return [[key, { ...cell, type: '$_BUF_', parameters: {}, connections: { A: D, Y: Q } }]];
  });
  const { valid_o: _, ...ports } = module.ports;
  return readNetlist({
    ...netlist,
    modules: { [name]: { netnames: {}, ...module, ports, cells: Object.fromEntries(cells) } },
  });
}
