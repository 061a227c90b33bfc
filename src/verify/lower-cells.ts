import type { CellKind, Expression } from '../../sim/index.ts';
import { type NetBit, type NetlistCell, topOf, type YosysJson } from '../synth/index.ts';

/**
 * A netlist of standard cells as generic gates, each cell replaced by its functions: what `proveEquivalent` takes. Throws
 * an Error for a cell that is not of the given kinds, or a flip-flop no generic one of ours stands for.
 */
export function lowerCells(netlist: YosysJson, kinds: readonly CellKind[]): YosysJson {
  const { name: top, module } = topOf(netlist);
  const known = new Map(kinds.map((kind) => [kind.type, kind]));
  const cells: Record<string, NetlistCell> = {};
  let nextNet = 1 + Math.max(1, ...netsOf(module));
  const place = (type: string, connections: Readonly<Record<string, NetBit>>, output: string): void => {
    const pins = Object.keys(connections);
    cells[`lowered_${Object.keys(cells).length}`] = {
      type,
      parameters: {},
      port_directions: Object.fromEntries(pins.map((pin) => [pin, pin === output ? 'output' : 'input'])),
      connections: Object.fromEntries(pins.map((pin) => [pin, [connections[pin]!]])),
    };
  };
  const netOf = (expression: Expression, pins: readonly NetBit[], wanted?: NetBit): NetBit => {
    const gate = (type: string, operands: Record<string, Expression>): NetBit => {
      const nets = Object.entries(operands).map(([pin, of]) => [pin, netOf(of, pins)] as const);
      const y = wanted ?? nextNet++;
      place(type, { ...Object.fromEntries(nets), Y: y }, 'Y');
      return y;
    };
    const itself = (bit: NetBit): NetBit => {
      if (wanted !== undefined) place('$_BUF_', { A: bit, Y: wanted }, 'Y');
      return wanted ?? bit;
    };
    switch (expression.kind) {
      case 'constant':
        return itself(expression.value === 1 ? '1' : '0');
      case 'pin':
        return itself(pins[expression.pin]!);
      case 'not':
        return gate('$_NOT_', { A: expression.of });
      case 'and':
      case 'or':
      case 'xor':
        return gate(`$_${expression.kind.toUpperCase()}_`, { A: expression.left, B: expression.right });
      case 'mux':
        return gate('$_MUX_', { A: expression.low, B: expression.high, S: expression.select });
      case 'table':
        throw new Error('a standard cell is no lookup table');
    }
  };
  for (const [name, cell] of Object.entries(module.cells)) {
    const kind = known.get(cell.type);
    const at = (pin: string): NetBit | undefined => cell.connections[pin]?.[0];
    // Where an instance was: no hardware.
    if (cell.type === '$scopeinfo') continue;
    if (kind === undefined) throw new Error(`cell ${name} has the unknown type ${cell.type}`);
    if (kind.kind === 'gate') {
      const pins = kind.inputs.map((pin) => at(pin) ?? '0');
      for (const output of kind.outputs) {
        const net = at(output.pin);
        if (typeof net === 'number') netOf(output.function, pins, net);
      }
      continue;
    }
    const { edge, clock, data, output, reset } = kind.shape;
    if (edge !== 'rising' || (reset && reset.active !== 0)) throw new Error(`cannot lower ${cell.type}`);
    const q = at(output) ?? nextNet++;
    const pins = { C: at(clock)!, D: at(data)!, Q: q };
    if (reset === undefined) place('$_DFF_P_', pins, 'Q');
    else place(`$_DFF_PN${reset.value}_`, { ...pins, R: at(reset.wire)! }, 'Q');
    const complement = kind.complement === undefined ? undefined : at(kind.complement);
    if (typeof complement === 'number') place('$_NOT_', { A: q, Y: complement }, 'Y');
  }
  return { creator: netlist.creator, modules: { [top]: { ...module, cells } } };
}

function netsOf({ ports, cells }: ReturnType<typeof topOf>['module']): number[] {
  const bits = [
    ...Object.values(ports).flatMap((port) => port.bits),
    ...Object.values(cells).flatMap(({ connections }) => Object.values(connections).flat()),
  ];
  return bits.filter((bit) => typeof bit === 'number');
}
