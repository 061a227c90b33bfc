import type { NetBit, NetlistCell, NetlistModule } from './netlist-json.ts';

/** Deeper than any pipeline here: going past it means that the registers form a loop. */
export const maxFrames = 16;

/** The design's registers, or its clocks, are not those of a feed-forward pipeline. */
export class NotFeedForwardError extends Error {}

export interface Unrolled {
  readonly module: NetlistModule;
  /** How many cycles back the outputs look: 0 for a combinational design. */
  readonly frames: number;
}

const dff = /^\$_DFF_P(?:N([01]))?_$/;
const clockPort = 'clk_i';

/** The name of input `port` as it was `frame` cycles ago; the current cycle's keeps its own name. */
export function frameName(port: string, frame: number): string {
  return frame === 0 ? port : `${port}__${frame}_ago`;
}

/**
 * A feed-forward pipeline as a combinational function of the present and past inputs: every register is replaced by
 * what it sampled one cycle earlier, until only inputs are left. Two pipelines with equal unrolled functions agree in
 * every cycle from the `frames`-th on, for every input sequence and whatever state their registers woke up in.
 * A register with active-low reset has its reset value when reset is low now or was at the last edge: reset, like every
 * input, changes between edges only. Takes the generic
 * cells that `elaborate` leaves; throws NotFeedForwardError for a loop through registers, a gated clock or a latch.
 */
export function unroll(source: NetlistModule, atLeastFrames = 0): Unrolled {
  const driver = new Map<NetBit, NetlistCell>();
  for (const cell of Object.values(source.cells)) {
    const output = outputOf(cell);
    if (output !== undefined) driver.set(output, cell);
  }
  const inputBit = new Map<NetBit, { port: string; index: number }>();
  for (const [port, { direction, bits }] of Object.entries(source.ports)) {
    if (direction === 'input') bits.forEach((bit, index) => void inputBit.set(bit, { port, index }));
  }
  const clock = source.ports[clockPort]?.bits[0];

  const cells: Record<string, NetlistCell> = {};
  const inputs = new Map<string, number[]>();
  let nextNet = 2;
  let frames = atLeastFrames;
  const gate = (type: string, connections: Record<string, NetBit>): NetBit => {
    const y = nextNet++;
    cells[`g${y}`] = gateCell(type, { ...connections, Y: y });
    return y;
  };
  const inputNet = (port: string, index: number, frame: number): NetBit => {
    frames = Math.max(frames, frame);
    const name = frameName(port, frame);
    let nets = inputs.get(name);
    if (nets === undefined) {
      nets = source.ports[port]!.bits.map(() => nextNet++);
      inputs.set(name, nets);
    }
    return nets[index]!;
  };

  const done = new Map<string, NetBit>();
  const known = (bit: NetBit, frame: number): NetBit | undefined => {
    if (typeof bit !== 'number') return bit;
    const input = inputBit.get(bit);
    return input === undefined ? done.get(`${bit}@${frame}`) : inputNet(input.port, input.index, frame);
  };
  // Each cell is waited for by each of its readers at most once in each frame, unless there is a loop.
  const stackLimit = 8 * (driver.size + 2) * (maxFrames + 2);
  const need = (bit: NetBit, frame: number): NetBit => {
    const stack: [NetBit, number][] = [[bit, frame]];
    while (stack.length > 0) {
      const [at, when] = stack.at(-1)!;
      if (known(at, when) !== undefined) {
        stack.pop();
        continue;
      }
      if (when > maxFrames) throw new NotFeedForwardError('its registers form a loop');
      const cell = driver.get(at);
      if (cell === undefined) throw new NotFeedForwardError(`net ${String(at)} has no driver`);
      const wanted = operandsOf(cell, when, clock);
      const missing = wanted.filter(([, b, f]) => known(b, f) === undefined);
      if (missing.length > 0) {
        if (stack.length > stackLimit) throw new NotFeedForwardError('it has a combinational loop');
        for (const [, b, f] of missing) stack.push([b, f]);
        continue;
      }
      const values = Object.fromEntries(wanted.map(([pin, b, f]) => [pin, known(b, f)!]));
      done.set(`${at}@${when}`, rebuild(cell, values, gate));
      stack.pop();
    }
    return known(bit, frame)!;
  };

  const ports: Record<string, { direction: 'input' | 'output'; bits: readonly NetBit[] }> = {};
  for (const [port, { direction, bits }] of Object.entries(source.ports)) {
    if (direction !== 'input') ports[port] = { direction: 'output', bits: bits.map((bit) => need(bit, 0)) };
  }
  for (const [port, { direction, bits }] of Object.entries(source.ports)) {
    if (direction !== 'input' || port === clockPort) continue;
    for (let frame = 0; frame <= frames; frame++) {
      bits.forEach((_, index) => void inputNet(port, index, frame));
      const name = frameName(port, frame);
      ports[name] = { direction: 'input', bits: inputs.get(name)! };
    }
  }
  return { module: { ports, cells }, frames };
}

/** What a cell's value is made of: pin, net, and how many cycles ago. */
function operandsOf(cell: NetlistCell, when: number, clock: NetBit | undefined): [string, NetBit, number][] {
  const pin = (name: string): NetBit => cell.connections[name]![0]!;
  const match = dff.exec(cell.type);
  if (match === null) {
    if (
      !/^\$_(AND|NAND|OR|NOR|XOR|XNOR|ANDNOT|ORNOT|NOT|BUF|MUX|NMUX|AOI3|OAI3|AOI4|OAI4)_$/.test(cell.type)
    ) {
      throw new NotFeedForwardError(`it has a cell of type ${cell.type}`);
    }
    const names = Object.keys(cell.connections).filter((name) => name !== 'Y');
    return names.map((name) => [name, pin(name), when]);
  }
  if (pin('C') !== clock) throw new NotFeedForwardError(`its registers are not all clocked by ${clockPort}`);
  const reset: [string, NetBit, number][] =
    match[1] === undefined
      ? []
      : [
          ['R', pin('R'), when],
          ['R1', pin('R'), when + 1],
        ];
  return [['D', pin('D'), when + 1], ...reset];
}

type Gate = (type: string, connections: Record<string, NetBit>) => NetBit;

function rebuild(cell: NetlistCell, values: Record<string, NetBit>, gate: Gate): NetBit {
  const match = dff.exec(cell.type);
  if (match === null) return gate(cell.type, values);
  const { D, R, R1 } = values;
  if (match[1] === undefined) return D!;
  const kind = match[1] === '0' ? '$_AND_' : '$_ORNOT_';
  const sampled = gate(kind, { A: D!, B: R1! });
  return gate(kind, { A: sampled, B: R! });
}

function outputOf({ type, connections }: NetlistCell): NetBit | undefined {
  if (type === '$scopeinfo') return undefined;
  return (connections.Q ?? connections.Y)?.[0];
}

function gateCell(type: string, connections: Record<string, NetBit>): NetlistCell {
  const names = Object.keys(connections);
  return {
    type,
    parameters: {},
    port_directions: Object.fromEntries(names.map((name) => [name, name === 'Y' ? 'output' : 'input'])),
    connections: Object.fromEntries(names.map((name) => [name, [connections[name]!]])),
  };
}
