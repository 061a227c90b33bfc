import type { NetBit, NetlistCell, NetlistModule } from './netlist-json.ts';

/**
 * The longest path, in the sum of `weight` over the cells on it, between any start (input, register output, constant)
 * and any end (output, register input). A weight of `undefined` marks a register, which ends one path and starts
 * another. Throws an Error on a combinational loop.
 */
export function depthOf(module: NetlistModule, weight: (type: string) => number | undefined): number {
  const driver = new Map<NetBit, NetlistCell>();
  for (const cell of Object.values(module.cells)) {
    if (weight(cell.type) === undefined) continue;
    for (const bit of bitsOf(cell, 'output')) if (typeof bit === 'number') driver.set(bit, cell);
  }

  const arrival = new Map<NetlistCell, number | 'open'>();
  const at = (bit: NetBit): number => {
    const cell = driver.get(bit);
    const known = cell === undefined ? 0 : arrival.get(cell);
    return typeof known === 'number' ? known : 0;
  };
  // An explicit stack: a carry chain can be deeper than the call stack.
  const settle = (end: NetBit): void => {
    const stack = [driver.get(end)];
    while (stack.length > 0) {
      const cell = stack.at(-1);
      if (cell === undefined || typeof arrival.get(cell) === 'number') {
        stack.pop();
        continue;
      }
      const inputs = bitsOf(cell, 'input');
      const pending = inputs.map((bit) => driver.get(bit)).filter((d) => d !== undefined && !isDone(d));
      if (pending.length === 0) {
        arrival.set(cell, Math.max(0, ...inputs.map(at)) + weight(cell.type)!);
        stack.pop();
      } else {
        if (pending.some((d) => arrival.get(d!) === 'open'))
          throw new Error('the netlist has a combinational loop');
        arrival.set(cell, 'open');
        stack.push(pending[0]);
      }
    }
  };
  const isDone = (cell: NetlistCell): boolean => typeof arrival.get(cell) === 'number';

  let depth = 0;
  for (const end of endsOf(module, weight)) {
    settle(end);
    depth = Math.max(depth, at(end));
  }
  return depth;
}

function endsOf(module: NetlistModule, weight: (type: string) => number | undefined): NetBit[] {
  const outputs = Object.values(module.ports).filter(({ direction }) => direction !== 'input');
  const registers = Object.values(module.cells).filter(({ type }) => weight(type) === undefined);
  return [...outputs.flatMap(({ bits }) => bits), ...registers.flatMap((cell) => bitsOf(cell, 'input'))];
}

function bitsOf(cell: NetlistCell, direction: 'input' | 'output'): NetBit[] {
  return Object.entries(cell.connections)
    .filter(([port]) => cell.port_directions[port] === direction)
    .flatMap(([, bits]) => bits);
}
