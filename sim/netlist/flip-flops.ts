import type { Bit } from './expression.ts';

/**
 * How a reset (or set) acts:
 * `asynchronous`  at once, whatever the clock does;
 * `synchronous`   at the clock edge, enabled or not;
 * `when-enabled`  at the clock edge, but only when the enable is active.
 */
export type ResetStyle = 'asynchronous' | 'synchronous' | 'when-enabled';

export interface Enable<Wire> {
  readonly wire: Wire;
  readonly active: Bit;
}

export interface Reset<Wire> {
  readonly wire: Wire;
  readonly active: Bit;
  readonly value: Bit;
  readonly style: ResetStyle;
}

/** What a flip-flop is, over pins (in a cell type) or over nets (in a netlist). */
export interface FlipFlopShape<Wire> {
  readonly clock: Wire;
  readonly edge: 'rising' | 'falling';
  readonly data: Wire;
  readonly output: Wire;
  readonly enable?: Enable<Wire>;
  readonly reset?: Reset<Wire>;
}

/** A flip-flop cell type. */
export interface FlipFlopKind {
  readonly kind: 'flip-flop';
  readonly type: string;
  readonly shape: FlipFlopShape<string>;
  /** The pin that carries the inverted state, beside `shape.output` or, where the cell has no such pin, alone. */
  readonly complement?: string;
  /** Inputs the simulator has no meaning for: a netlist has to tie them to these constants. */
  readonly tied?: Readonly<Record<string, Bit>>;
  readonly unconnected: Readonly<Record<string, Bit>>;
}

const edge = (letter: string): 'rising' | 'falling' => (letter === 'P' ? 'rising' : 'falling');
const active = (letter: string): Bit => (letter === 'P' ? 1 : 0);

// Yosys spells the options in the name: clock, then reset polarity and value, then enable polarity; without a
// reset the enable follows the clock.
//   $_DFF_P_   $_DFFE_PN_   $_DFF_PN0_   $_DFFE_PN0P_   $_SDFF_PN0_   $_SDFFE_PN0P_   $_SDFFCE_PN0P_
const plain = /^\$_(DFF)_([PN])_$|^\$_(DFFE)_([PN])([PN])_$/;
const withReset = /^\$_(DFF|SDFF)_([PN])([PN])([01])_$|^\$_(DFFE|SDFFE|SDFFCE)_([PN])([PN])([01])([PN])_$/;

function genericFlipFlop(type: string): FlipFlopKind | undefined {
  const base = { data: 'D', clock: 'C', output: 'Q' };
  const simple = plain.exec(type)?.filter((part) => part !== undefined);
  if (simple !== undefined) {
    const [, , clock = '', enable] = simple;
    const shape = { ...base, edge: edge(clock) };
    return {
      kind: 'flip-flop',
      type,
      shape: enable === undefined ? shape : { ...shape, enable: { wire: 'E', active: active(enable) } },
      unconnected: {},
    };
  }
  const full = withReset.exec(type)?.filter((part) => part !== undefined);
  if (full === undefined) return undefined;
  const [, family = '', clock = '', polarity = '', value, enable] = full;
  const style: ResetStyle =
    family === 'SDFFCE' ? 'when-enabled' : family.startsWith('S') ? 'synchronous' : 'asynchronous';
  const reset: Reset<string> = { wire: 'R', active: active(polarity), value: value === '1' ? 1 : 0, style };
  const shape = { ...base, edge: edge(clock), reset };
  return {
    kind: 'flip-flop',
    type,
    shape: enable === undefined ? shape : { ...shape, enable: { wire: 'E', active: active(enable) } },
    unconnected: {},
  };
}

// iCE40: SB_DFF [N: falling edge] [E: enable] [SR | SS: synchronous reset, set] [R | S: asynchronous].
// With an enable the synchronous reset obeys it (`if (E) if (R) Q <= 0; else Q <= D;` in Yosys's model).
const ice40 = /^SB_DFF(N?)(E?)(SR|SS|R|S)?$/;

function ice40FlipFlop(type: string): FlipFlopKind | undefined {
  const parts = ice40.exec(type);
  if (parts === null) return undefined;
  const [, falling, enabled, resetting] = parts;
  const wire = resetting?.endsWith('S') ? 'S' : 'R';
  const synchronous = enabled === 'E' ? 'when-enabled' : 'synchronous';
  const style: ResetStyle = resetting?.length === 2 ? synchronous : 'asynchronous';
  const reset: Reset<string> = { wire, active: 1, value: wire === 'S' ? 1 : 0, style };
  return {
    kind: 'flip-flop',
    type,
    shape: {
      data: 'D',
      clock: 'C',
      output: 'Q',
      edge: falling === 'N' ? 'falling' : 'rising',
      ...(enabled === 'E' ? { enable: { wire: 'E', active: 1 } as const } : {}),
      ...(resetting === undefined ? {} : { reset }),
    },
    // The chip ties an unused enable high and an unused set or reset low.
    unconnected: { E: 1, R: 0, S: 0 },
  };
}

/** The flip-flop a cell type names, or undefined when it names none of them. */
export function flipFlopKind(type: string): FlipFlopKind | undefined {
  return genericFlipFlop(type) ?? ice40FlipFlop(type);
}

/**
 * The state after an active clock edge, from the values the pins had before it.
 * An asynchronous reset that is active holds its value through the edge.
 */
export function nextState(shape: FlipFlopShape<number>, values: ArrayLike<number>): Bit {
  const at = (net: number): Bit => (values[net] === 1 ? 1 : 0);
  const enabled = shape.enable === undefined || at(shape.enable.wire) === shape.enable.active;
  const captured = enabled ? at(shape.data) : at(shape.output);
  const reset = shape.reset;
  if (reset === undefined || at(reset.wire) !== reset.active) return captured;
  if (reset.style === 'when-enabled' && !enabled) return captured;
  return reset.value;
}
