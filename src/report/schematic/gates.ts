import { Diagnostic } from '../../diagnostic.ts';
import type { Gate, GateDiagram, GateShape } from '../../picture/index.ts';
import { type NetBit, topOf } from '../../synth/index.ts';
import { type FloatSpec, nameOf } from '../../unit/index.ts';
import { type CheckedUnit, describeExtent } from '../../verify/index.ts';
import { versionsNote } from '../figures/conditions.ts';

/** A picture of more gates than this shows nothing. */
const MOST_GATES = 160;

interface Look {
  readonly shape: GateShape;
  readonly inverted?: true;
  readonly invertedInputs?: readonly number[];
}

/** How the gates of Yosys look; any other cell is a box with its name. */
const LOOKS: Readonly<Record<string, Look>> = {
  $_AND_: { shape: 'and' },
  $_NAND_: { shape: 'and', inverted: true },
  $_ANDNOT_: { shape: 'and', invertedInputs: [1] },
  $_OR_: { shape: 'or' },
  $_NOR_: { shape: 'or', inverted: true },
  $_ORNOT_: { shape: 'or', invertedInputs: [1] },
  $_XOR_: { shape: 'xor' },
  $_XNOR_: { shape: 'xor', inverted: true },
  $_NOT_: { shape: 'buffer', inverted: true },
  $_MUX_: { shape: 'mux' },
};

const OUTPUTS: readonly string[] = ['Y', 'Q'];

/** The gate netlist of a checked unit. @throws Diagnostic `report/gates` when there are too many to be seen */
export function gateDiagram({ spec, netlists, costs, verdict }: CheckedUnit<FloatSpec>): GateDiagram {
  const { cells, ports } = topOf(netlists.gates).module;
  const all = Object.entries(cells);
  if (all.length > MOST_GATES)
    throw new Diagnostic({
      code: 'report/gates',
      text: `A netlist of more than ${MOST_GATES} gates is no picture any more.`,
      got: `${nameOf(spec)} with ${all.length}`,
      wayOut: 'leave --gates out for its datapath, or take a smaller format such as e2m1',
    });
  const driver = new Map<NetBit, string>();
  const gates: Gate[] = [];
  const wires: { from: string; to: string; input: number }[] = [];
  const pins = Object.entries(ports).flatMap(([name, { direction, bits }]) =>
    bits.map((bit, at) => ({ id: bits.length === 1 ? name : `${name}[${at}]`, direction, bit })),
  );
  const plain = { shape: 'box', inverted: false, invertedInputs: [] } as const;
  for (const { id, direction, bit } of pins)
    if (direction === 'input') {
      gates.push({ id, kind: 'input', label: id, inputs: 0, ...plain });
      driver.set(bit, id);
    }
  for (const [id, { type, connections }] of all) {
    const look = LOOKS[type] ?? { shape: 'box' as const };
    const names = Object.keys(connections);
    for (const name of names) if (OUTPUTS.includes(name)) driver.set(connections[name]![0]!, id);
    gates.push({
      id,
      kind: 'gate',
      shape: look.shape,
      inverted: look.inverted ?? false,
      invertedInputs: look.invertedInputs ?? [],
      label: type in LOOKS ? (type === '$_MUX_' ? 'mux' : '') : type.replace(/^\$_|_$/g, '').slice(0, 5),
      inputs: names.filter((name) => !OUTPUTS.includes(name)).length,
    });
  }
  /** The gate that drives a bit; a constant becomes a pin of its own. */
  const sourceOf = (bit: NetBit): string => {
    const found = driver.get(bit);
    if (found !== undefined) return found;
    const id = `constant ${bit}`;
    gates.push({ id, kind: 'input', label: String(bit), inputs: 0, ...plain });
    driver.set(bit, id);
    return id;
  };
  for (const [to, { connections }] of all)
    Object.keys(connections)
      .filter((name) => !OUTPUTS.includes(name))
      .forEach((name, input) => {
        wires.push({ from: sourceOf(connections[name]![0]!), to, input });
      });
  for (const { id, direction, bit } of pins)
    if (direction === 'output') {
      gates.push({ id, kind: 'output', label: id, inputs: 1, ...plain });
      wires.push({ from: sourceOf(bit), to: id, input: 0 });
    }
  return {
    title: `Gate netlist of ${nameOf(spec)}`,
    subtitle: `${all.length} cells, recipe ${costs.gates.recipe}; ${costs.gates.aigNodes} AIG nodes, depth ${costs.gates.depthGates} gates`,
    gates,
    wires,
    notes: [`checked: ${describeExtent(verdict.extent)}`, versionsNote()],
  };
}
