import { type CellKind, gateKind } from '../../sim/index.ts';
import type { FlipFlopFacts, TechCell, Technology } from '../tech/index.ts';

/**
 * The cells of a technology as the simulator takes them: `readNetlist(json, { cells: cellKindsOf(technology) })`. A cell
 * with both an asynchronous clear and a preset has its clear; the preset has to be tied off in the netlist.
 */
export function cellKindsOf({ cells }: Technology): CellKind[] {
  return cells.map((cell) => (cell.flipFlop === undefined ? gateOf(cell) : flipFlopOf(cell, cell.flipFlop)));
}

function gateOf({ name, inputs, outputs }: TechCell): CellKind {
  const functions = outputs.map((output) => [output.name, output.function] as const);
  return gateKind(
    name,
    inputs.map((pin) => pin.name),
    Object.fromEntries(functions),
  );
}

function flipFlopOf({ name, outputs }: TechCell, facts: FlipFlopFacts): CellKind {
  const { clock, edge, data, clear, preset } = facts;
  const output = outputs.find((pin) => pin.function === 'IQ')?.name;
  const complement = outputs.find((pin) => pin.function === '!IQ')?.name;
  const reset = clear ?? preset;
  const idle = clear === undefined ? undefined : preset;
  return {
    kind: 'flip-flop',
    type: name,
    shape: {
      clock,
      edge,
      data,
      // Without such a pin nothing is connected to it, and the state has a net of its own.
      output: output ?? 'IQ',
      ...(reset && {
        reset: {
          wire: reset.pin,
          active: reset.active,
          value: reset === clear ? 0 : 1,
          style: 'asynchronous',
        },
      }),
    },
    ...(complement !== undefined && { complement }),
    ...(idle && { tied: { [idle.pin]: idle.active === 1 ? 0 : 1 } }),
    unconnected: {},
  };
}
