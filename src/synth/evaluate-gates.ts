import type { NetBit, NetlistModule } from './netlist-json.ts';

/**
 * The outputs of a combinational module of generic gates for one input assignment; inputs not given are 0, and so are
 * undefined constants. Cells may come in any order. Slow and obvious: it only confirms single counterexamples.
 */
export function evaluateGates(
  { ports, cells }: NetlistModule,
  inputs: Readonly<Record<string, bigint>>,
): Record<string, bigint> {
  const value = new Map<NetBit, boolean>();
  for (const [name, { direction, bits }] of Object.entries(ports)) {
    if (direction !== 'input') continue;
    bits.forEach((bit, i) => void value.set(bit, (((inputs[name] ?? 0n) >> BigInt(i)) & 1n) === 1n));
  }
  const bitOf = (bit: NetBit): boolean | undefined =>
    typeof bit === 'number' ? value.get(bit) : bit === '1';

  let waiting = Object.values(cells).filter(({ type }) => type !== '$scopeinfo');
  while (waiting.length > 0) {
    const later: typeof waiting = [];
    for (const cell of waiting) {
      const pins = Object.entries(cell.connections).filter(([pin]) => pin !== 'Y');
      const known = new Map(pins.map(([pin, bits]) => [pin, bitOf(bits[0]!)]));
      if ([...known.values()].includes(undefined)) later.push(cell);
      else
        value.set(
          cell.connections.Y![0]!,
          gateValue(cell.type, (pin) => known.get(pin) === true),
        );
    }
    if (later.length === waiting.length) throw new Error('the module has a loop or an undriven net');
    waiting = later;
  }
  const word = (bits: readonly NetBit[]): bigint =>
    bits.reduce((sum, bit, i) => (bitOf(bit) ? sum | (1n << BigInt(i)) : sum), 0n);
  const outputs = Object.entries(ports).filter(([, { direction }]) => direction !== 'input');
  return Object.fromEntries(outputs.map(([name, { bits }]) => [name, word(bits)]));
}

function gateValue(type: string, at: (pin: string) => boolean): boolean {
  const [a, b, c, d] = [at('A'), at('B'), at('C'), at('D')];
  switch (type) {
    case '$_NOT_':
      return !a;
    case '$_BUF_':
      return a;
    case '$_AND_':
      return a && b;
    case '$_NAND_':
      return !(a && b);
    case '$_OR_':
      return a || b;
    case '$_NOR_':
      return !(a || b);
    case '$_XOR_':
      return a !== b;
    case '$_XNOR_':
      return a === b;
    case '$_ANDNOT_':
      return a && !b;
    case '$_ORNOT_':
      return a || !b;
    case '$_MUX_':
      return at('S') ? b : a;
    case '$_NMUX_':
      return !(at('S') ? b : a);
    case '$_AOI3_':
      return !((a && b) || c);
    case '$_OAI3_':
      return !((a || b) && c);
    case '$_AOI4_':
      return !((a && b) || (c && d));
    case '$_OAI4_':
      return !((a || b) && (c || d));
    default:
      throw new Error(`no value for a cell of type ${type}`);
  }
}
