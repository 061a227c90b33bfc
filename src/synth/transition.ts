import type { NetBit, NetlistCell, NetlistModule } from './netlist-json.ts';
import { NotFeedForwardError } from './unroll.ts';

/** The registers of a module go by these names where they are cut: as an input what they hold, as an output what they take. */
export const STATE_PORT = 'register_state';
export const NEXT_PORT = 'register_next';

const dff = /^\$_DFF_P(?:N([01]))?_$/;
const clockPort = 'clk_i';

/**
 * Two circuits with the same registers as functions without any: inputs and what the registers hold, to outputs and what
 * they take at the next edge. Registers are the same where they bear the same name. If the functions are equal, both
 * circuits, once in the same state, give the same outputs for ever.
 *
 * Throws NotFeedForwardError for a register without a counterpart, a gated clock or a latch. Takes generic cells.
 */
export function cutTogether(
  rtl: NetlistModule,
  mapped: NetlistModule,
): { readonly gold: NetlistModule; readonly gate: NetlistModule; readonly registers: number } {
  const [left, right] = [registersOf(rtl), registersOf(mapped)];
  const counterpart = new Map<NetBit, NetBit>();
  for (const [bit, names] of left) {
    const match = [...right].find(([, others]) => others.some((name) => names.includes(name)));
    if (match === undefined)
      throw new NotFeedForwardError(`register ${names[0] ?? bit} is none of the netlist`);
    counterpart.set(bit, match[0]);
  }
  const found = new Set(counterpart.values());
  const more = [...right].find(([bit]) => !found.has(bit));
  if (more !== undefined || found.size < left.size)
    throw new NotFeedForwardError(`register ${more?.[1][0] ?? more?.[0]} is none of the RTL`);
  return {
    gold: cut(rtl, [...counterpart.keys()]),
    gate: cut(mapped, [...counterpart.values()]),
    registers: left.size,
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

/** A module with its registers as ports, in the order of these outputs of theirs. */
function cut({ ports, cells }: NetlistModule, outputs: readonly NetBit[]): NetlistModule {
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
  const registers = new Map<NetBit, { state: NetBit; next: NetBit }>();
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
    if (match[1] === undefined) {
      registers.set(q, { state: q, next: pin('D') });
      continue;
    }
    // A reset holds at once, and at the edge.
    const kind = match[1] === '0' ? '$_AND_' : '$_ORNOT_';
    const state = net++;
    gate(kind, state, pin('R'), q);
    registers.set(q, { state, next: gate(kind, pin('D'), pin('R')) });
  }
  const kept = Object.fromEntries(Object.entries(ports).filter(([name]) => name !== clockPort));
  const of = (which: 'state' | 'next'): NetBit[] => outputs.map((bit) => registers.get(bit)![which]);
  return {
    ports: {
      ...kept,
      [STATE_PORT]: { direction: 'input', bits: of('state') },
      [NEXT_PORT]: { direction: 'output', bits: of('next') },
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
