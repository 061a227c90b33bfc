import type { NetBit, NetlistCell, NetlistModule } from './netlist-json.ts';
import { NotFeedForwardError } from './unroll.ts';

/** The registers of a module go by these names where they are cut: as an input what they hold, as an output what they take. */
export const STATE_PORT = 'register_state';
export const NEXT_PORT = 'register_next';

const dff = /^\$_DFF_P(?:N([01]))?_$/;
const clockPort = 'clk_i';

/**
 * Two circuits with the same registers as functions without any: inputs and what the registers hold, to outputs and what
 * they take at the next edge. Registers are the same where they bear the same name: several of the RTL, which always hold
 * the same, may be one in the netlist. If the functions are equal, both circuits, once in the same state, give the same
 * outputs for ever.
 *
 * Throws NotFeedForwardError for a register without a counterpart, a gated clock or a latch. Takes generic cells.
 */
export function cutTogether(
  rtl: NetlistModule,
  mapped: NetlistModule,
): {
  readonly gold: NetlistModule;
  readonly gate: NetlistModule;
  readonly registers: number;
  /** Registers of the RTL that share one of the netlist with another. */
  readonly shared: number;
} {
  const [left, right] = [registersOf(rtl), registersOf(mapped)];
  const counterparts = new Map<NetBit, NetBit[]>([...right.keys()].map((bit) => [bit, []]));
  for (const [bit, names] of left) {
    const match = [...right].find(([, others]) => others.some((name) => names.includes(name)));
    if (match === undefined)
      throw new NotFeedForwardError(`register ${names[0] ?? bit} is none of the netlist`);
    counterparts.get(match[0])?.push(bit);
  }
  const more = [...counterparts].find(([, bits]) => bits.length === 0);
  if (more !== undefined)
    throw new NotFeedForwardError(`register ${right.get(more[0])?.[0] ?? more[0]} is none of the RTL`);
  return {
    gold: cut(rtl, [...counterparts.values()]),
    gate: cut(
      mapped,
      [...counterparts].map(([bit, bits]) => bits.map(() => bit)),
    ),
    registers: left.size,
    shared: left.size - right.size,
  };
}

/** Register outputs, each with the names it goes by. */
function registersOf({ cells, netnames = {} }: NetlistModule): Map<NetBit, string[]> {
  const registers = new Map<NetBit, string[]>();
  for (const { type, connections } of Object.values(cells))
    if (dff.test(type)) registers.set(connections.Q![0]!, []);
  for (const [name, { bits }] of Object.entries(netnames))
    if (!name.startsWith('$'))
      bits.forEach((bit, index) => {
        registers.get(bit)?.push(`${name}[${index}]`);
      });
  return registers;
}

/** A module with its registers as ports, by their outputs: those of a group hold one bit, and take one each. */
function cut({ ports, cells }: NetlistModule, groups: readonly (readonly NetBit[])[]): NetlistModule {
  let net = 2;
  for (const bit of bitsOf(ports, cells)) net = Math.max(net, bit + 1);
  const clock = ports[clockPort]?.bits[0];
  const made: Record<string, NetlistCell> = {};
  const gate = (type: string, A: NetBit, B: NetBit, Y: NetBit = net++): NetBit => {
    const connections = { A: [A], B: [B], Y: [Y] };
    const directions = { A: 'input', B: 'input', Y: 'output' } as const;
    made[`cut_${Object.keys(made).length}`] = {
      type,
      parameters: {},
      port_directions: directions,
      connections,
    };
    return Y;
  };
  const states = groups.map(() => net++);
  const stateOf = new Map(groups.flatMap((group, at) => group.map((bit) => [bit, states[at] as NetBit])));
  const nextOf = new Map<NetBit, NetBit>();
  for (const [name, cell] of Object.entries(cells)) {
    const match = dff.exec(cell.type);
    if (match === null) {
      made[name] = cell;
      continue;
    }
    const pin = (each: string): NetBit => cell.connections[each]![0]!;
    if (pin('C') !== clock)
      throw new NotFeedForwardError(`its registers are not all clocked by ${clockPort}`);
    const q = pin('Q');
    const state = stateOf.get(q) as NetBit;
    if (match[1] === undefined) {
      gate('$_AND_', state, state, q);
      nextOf.set(q, pin('D'));
      continue;
    }
    // A reset holds at once, and at the edge.
    const kind = match[1] === '0' ? '$_AND_' : '$_ORNOT_';
    gate(kind, state, pin('R'), q);
    nextOf.set(q, gate(kind, pin('D'), pin('R')));
  }
  const kept = Object.fromEntries(Object.entries(ports).filter(([name]) => name !== clockPort));
  const next = groups.flat().map((bit) => nextOf.get(bit) as NetBit);
  return {
    ports: {
      ...kept,
      [STATE_PORT]: { direction: 'input', bits: states },
      [NEXT_PORT]: { direction: 'output', bits: next },
    },
    cells: made,
  };
}

function* bitsOf(ports: NetlistModule['ports'], cells: NetlistModule['cells']): Generator<number> {
  for (const { bits } of Object.values(ports)) for (const bit of bits) if (typeof bit === 'number') yield bit;
  for (const { connections } of Object.values(cells))
    for (const bits of Object.values(connections))
      for (const bit of bits) if (typeof bit === 'number') yield bit;
}
