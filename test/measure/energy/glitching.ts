import { type Netlist, readNetlist } from '../../../sim/index.ts';
import type { NetConditions, OperandStream } from '../../../src/measure/index.ts';
import type { Technology } from '../../../src/tech/index.ts';
import { cellKindsOf } from '../../../src/verify/index.ts';
import { design } from '../../sim/support.ts';

/** n = !a, m = a & n, y = m | b in three cells of a technology, with the pins A, B and Y. */
export function glitching(technology: Technology, types: { inv: string; and: string; or: string }): Netlist {
  const [inv, and, or] = [types.inv, types.and, types.or];
  const out = (type: string): string => technology.cells.find(({ name }) => name === type)!.outputs[0]!.name;
  return readNetlist(
    design({
      ports: {
        a_i: { direction: 'input', bits: [2] },
        b_i: { direction: 'input', bits: [3] },
        p_o: { direction: 'output', bits: [6] },
      },
      cells: {
        inverter: { type: inv, connections: { A: [2], [out(inv)]: [4] } },
        and: { type: and, connections: { A: [2], B: [4], [out(and)]: [5] } },
        or: { type: or, connections: { A: [5], B: [3], [out(or)]: [6] } },
      },
      netnames: { n: { bits: [4] }, m: { bits: [5] } },
    }),
    { cells: cellKindsOf(technology) },
  );
}

/** Conditions by the names of nets. */
export function conditionsOf(netlist: Netlist, loadsFf: Readonly<Record<string, number>>): NetConditions {
  return {
    loadFf: netlist.netNames.map((name) => loadsFf[name] ?? 0),
    slewPs: netlist.netNames.map(() => 50),
  };
}

/** `a` is 0, 1, 0, 1, …, `b` stays 0. */
export const alternating: OperandStream = {
  spec: { name: 'uniform', seed: 1, a: { kind: 'uniform', reuse: 1 }, b: { kind: 'uniform', reuse: 1 } },
  width: 1,
  pairs: (first, count) => ({
    a: Array.from({ length: count }, (_, at) => BigInt((first + at) % 2)),
    b: Array(count).fill(0n),
  }),
};
