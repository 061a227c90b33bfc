import { SimulationError } from '../errors.ts';
import type { CellKind } from './cells.ts';
import type { FlipFlopKind } from './flip-flops.ts';
import { net0, net1 } from './netlist.ts';
import type { Nets } from './nets.ts';
import type { YosysBit, YosysModule } from './yosys-json.ts';

type Connections = YosysModule['cells'][string]['connections'];

/** Keeps the one driver of each net, and reports the second or the missing one. */
export class Drivers {
  readonly #nets: Nets;
  readonly #drivers = new Map<number, string>([
    [net0, 'the constant 0'],
    [net1, 'the constant 1'],
  ]);

  constructor(nets: Nets) {
    this.#nets = nets;
  }

  drive(net: number, driver: string): void {
    const other = this.#drivers.get(net);
    if (other !== undefined) {
      const text = `net ${this.#nets.name(net)} has two drivers: ${other} and ${driver}`;
      throw new SimulationError('multiple-drivers', text);
    }
    this.#drivers.set(net, driver);
  }

  /** Throws `undriven-net` when nothing drives a net that `reader` reads. */
  read(net: number, reader: string): void {
    if (this.#drivers.has(net)) return;
    throw new SimulationError(
      'undriven-net',
      `nothing drives net ${this.#nets.name(net)}, which ${reader} reads`,
      ['tie it to a constant in the design, or run setundef -undriven -zero before write_json'],
    );
  }
}

/** The pins of a cell kind, inputs and outputs apart. */
export function pinsOf(kind: CellKind): { inputs: readonly string[]; outputs: readonly string[] } {
  if (kind.kind === 'gate') return { inputs: kind.inputs, outputs: kind.outputs.map(({ pin }) => pin) };
  const { clock, data, output, enable, reset } = kind.shape;
  const tied = Object.keys(kind.tied ?? {});
  const inputs = [clock, data, enable?.wire, reset?.wire, ...tied].filter((pin) => pin !== undefined);
  return { inputs, outputs: kind.complement === undefined ? [output] : [output, kind.complement] };
}

/**
 * The net on every pin of cell `name`. Unconnected inputs take the kind's default or are refused; unconnected
 * outputs get a net of their own. Throws `unknown-pin`, `width-mismatch`, `unconnected-pin` or `not-tied`.
 */
export function connect(
  name: string,
  kind: CellKind,
  connections: Connections,
  nets: Nets,
): ReadonlyMap<string, number> {
  const { inputs, outputs } = pinsOf(kind);
  const bits = new Map<string, YosysBit>();
  const all = new Set([...inputs, ...outputs]);
  for (const [pin, wires] of Object.entries(connections)) {
    const wide = all.has(`${pin}[0]`);
    if (!wide && !all.has(pin)) {
      throw new SimulationError('unknown-pin', `cell ${name} (${kind.type}) has no pin ${pin}`, [
        `its pins are ${[...all].join(', ')}`,
      ]);
    }
    const width = wide ? inputs.filter((input) => input.startsWith(`${pin}[`)).length : 1;
    if (wires.length > 0 && wires.length !== width) {
      const text = `pin ${pin} of cell ${name} (${kind.type}) is ${width} bit${width === 1 ? '' : 's'} wide, ${wires.length} are connected`;
      throw new SimulationError('width-mismatch', text);
    }
    wires.forEach((wire, index) => {
      bits.set(wide ? `${pin}[${index}]` : pin, wire);
    });
  }

  const wired = new Map<string, number>();
  for (const pin of inputs) {
    const bit = bits.get(pin);
    const idle = kind.unconnected[pin];
    if (bit === undefined && idle === undefined) {
      const text = `input pin ${pin} of cell ${name} (${kind.type}) is not connected`;
      throw new SimulationError('unconnected-pin', text);
    }
    wired.set(pin, bit === undefined ? (idle === 1 ? net1 : net0) : nets.of(bit));
  }
  if (kind.kind === 'flip-flop') checkTied(name, kind, wired);
  for (const pin of outputs) {
    const bit = bits.get(pin);
    wired.set(pin, bit === undefined || bit === 'x' || bit === 'z' ? nets.fresh() : nets.of(bit));
  }
  return wired;
}

function checkTied(
  name: string,
  { type, tied = {} }: FlipFlopKind,
  wired: ReadonlyMap<string, number>,
): void {
  for (const [pin, bit] of Object.entries(tied)) {
    if (wired.get(pin) === (bit === 1 ? net1 : net0)) continue;
    throw new SimulationError(
      'not-tied',
      `input pin ${pin} of cell ${name} (${type}) is not tied to ${bit}`,
      ['the simulator knows flip-flops with one reset or set: map the design to those'],
    );
  }
}
