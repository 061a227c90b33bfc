import type { FlipFlopFacts, InputPin, OutputPin, TechCell } from '../technology.ts';
import { arcsOf, energyTables, type TableContext, tablesIn } from './arcs.ts';
import { pinsIn, readFunction } from './function.ts';
import { meanAt } from './mean-at.ts';
import type { Group } from './parse.ts';
import { checkPins, type State, stateOf } from './state.ts';
import { Unusable } from './tables.ts';

/** A cell but for the figures that are taken at the default input slew, which the library's inverter decides. */
export interface UnfinishedCell {
  readonly cell: TechCell;
  finish(slewPs: number): TechCell;
}

const FOREIGN = ['latch', 'latch_bank', 'ff_bank', 'statetable', 'bus', 'bundle'];
const MARKS = ['dont_use', 'is_isolation_cell', 'is_level_shifter', 'always_on', 'retention_cell'];

const isPlainName = (name: string): boolean => /^[A-Za-z_][\w$]*$/.test(name);

/** Reads a `cell` group. Throws `Unusable` with the reason where the cell is not one a netlist of ours could hold. */
export function readCell(group: Group, context: TableContext): UnfinishedCell {
  const { attributes, groups } = group;
  const mark = MARKS.find((name) => attributes.get(name)?.[0] === 'true');
  if (mark !== undefined) throw new Unusable(`marked ${mark} in the library`);
  if (attributes.has('clock_gating_integrated_cell')) throw new Unusable('a clock gate');
  const foreign = groups.find(({ name }) => FOREIGN.includes(name));
  if (foreign !== undefined) throw new Unusable(`has a ${foreign.name}`);
  const areaUm2 = Number(attributes.get('area')?.[0]);
  if (!(areaUm2 > 0 && Number.isFinite(areaUm2))) throw new Unusable('has no area');

  const pins = groups.filter(({ name }) => name === 'pin').flatMap(onePinEach);
  const inputs = pins.filter(({ pin }) => directionOf(pin) === 'input');
  const outputs = pins.filter(({ pin }) => directionOf(pin) === 'output');
  const odd = pins.find(({ pin }) => !['input', 'output', 'internal'].includes(directionOf(pin)));
  if (odd !== undefined)
    throw new Unusable(`pin ${odd.name} is ${directionOf(odd.pin) || 'without direction'}`);
  if (outputs.length === 0) throw new Unusable('has no output');
  if (inputs.length === 0) throw new Unusable('has no input');

  const latch = groups.find(({ name }) => name === 'ff');
  const state = latch === undefined ? undefined : stateOf(latch);
  const names = inputs.map(({ name }) => name);
  // They go into Verilog, into another Liberty file and into scripts of tools as they are.
  const cellName = group.args[0] ?? '';
  const strange = [cellName, ...pins.map(({ name }) => name)].find((name) => !isPlainName(name));
  if (strange !== undefined)
    throw new Unusable(`${JSON.stringify(strange.slice(0, 80))} is no plain Verilog identifier`);
  const outputPins = outputs.map(({ name, pin }) => outputOf(name, pin, names, state));
  const flipFlop = state === undefined ? undefined : checkPins(state.facts, names);
  const cell: TechCell = {
    name: cellName,
    areaUm2,
    leakageNw: leakageOf(group) * context.units.nW,
    inputs: inputs.map((input) => inputOf(input.name, input.pin, context)),
    outputs: outputPins,
    arcs: outputs.flatMap(({ name, pin }) => arcsOf(pin, name, context)),
    inputEnergyFj: 0,
    ...(flipFlop && { flipFlop }),
  };
  const stray = cell.arcs.find(({ input }) => !names.includes(input));
  if (stray !== undefined)
    throw new Unusable(`${stray.output} is timed from ${stray.input}, which is no input`);
  for (const { name } of outputPins) {
    if (!cell.arcs.some(({ output }) => output === name)) throw new Unusable(`output ${name} has no timing`);
  }
  return { cell, finish: finisher(cell, inputs, context) };
}

interface NamedPin {
  readonly name: string;
  readonly pin: Group;
}

/** `pin (A, B)` states the same of two pins. */
const onePinEach = (pin: Group): NamedPin[] => pin.args.map((name) => ({ name: plain(name), pin }));

function plain(name: string): string {
  if (!/^[A-Za-z_]\w*$/.test(name)) throw new Unusable(`pin ${name} has no plain name`);
  return name;
}

const directionOf = ({ attributes }: Group): string => attributes.get('direction')?.[0] ?? '';

function inputOf(name: string, { attributes }: Group, { units }: TableContext): InputPin {
  const capacitance = Number(attributes.get('capacitance')?.[0]);
  if (!(capacitance >= 0)) throw new Unusable(`pin ${name} has no capacitance`);
  return { name, capFf: capacitance * units.fF };
}

function outputOf(name: string, pin: Group, inputs: readonly string[], state: State | undefined): OutputPin {
  if (pin.attributes.has('three_state')) throw new Unusable(`output ${name} is tristate`);
  const text = pin.attributes.get('function')?.[0];
  if (text === undefined) throw new Unusable(`output ${name} has no function`);
  const read = readFunction(text);
  if (read === undefined) throw new Unusable(`cannot read the function of ${name}: ${text.slice(0, 80)}`);
  if (state !== undefined) {
    const own = state.outputs.get(read);
    if (own === undefined) throw new Unusable(`output ${name} is ${text}, not the state`);
    return { name, function: own };
  }
  const unknown = pinsIn(read).find((used) => !inputs.includes(used));
  if (unknown !== undefined) throw new Unusable(`the function of ${name} uses ${unknown}, which is no input`);
  return { name, function: read };
}

/** The mean over the states of the inputs; where none are told apart, the one figure there is. */
function leakageOf({ attributes, groups }: Group): number {
  const powers = groups.filter(
    (group) =>
      group.name === 'leakage_power' &&
      !/^(VSS|GND|VGND|VNB)$/i.test(group.attributes.get('related_pg_pin')?.[0] ?? ''),
  );
  const told = powers.filter((group) => group.attributes.has('when'));
  const values = (told.length > 0 ? told : powers).map((group) => Number(group.attributes.get('value')?.[0]));
  const [sum, count] = [values.reduce((a, b) => a + b, 0), values.length];
  const mean = count > 0 ? sum / count : Number(attributes.get('cell_leakage_power')?.[0] ?? 0);
  return Number.isFinite(mean) ? mean : 0;
}

function finisher(
  cell: TechCell,
  inputs: readonly NamedPin[],
  context: TableContext,
): UnfinishedCell['finish'] {
  const energies = new Map(
    inputs.map(({ name, pin }) => {
      const powers = pin.groups.filter((group) => group.name === 'internal_power');
      return [name, energyTables(powers, context)] as const;
    }),
  );
  const { units } = context;
  const scales = { slewPs: units.ps, loadFf: units.ps, value: units.ps };
  const { flipFlop } = cell;
  const data = inputs.find(({ name }) => name === flipFlop?.data)?.pin;
  const setups = (data?.groups ?? [])
    .filter(({ attributes }) => attributes.get('timing_type')?.[0] === `setup_${flipFlop?.edge}`)
    .flatMap((group) =>
      tablesIn(group, ['rise_constraint', 'fall_constraint'], context, scales, ['related_pin_transition']),
    );
  return (slewPs) => {
    const energyAt = (pin: string): number => {
      const { rise, fall } = energies.get(pin) ?? {};
      return meanAt([rise, fall], slewPs, 0);
    };
    if (flipFlop === undefined) {
      const stated = inputs.map(({ name }) => name).filter((name) => energies.get(name)?.rise !== undefined);
      const sum = stated.reduce((total, name) => total + energyAt(name), 0);
      return { ...cell, inputEnergyFj: stated.length === 0 ? 0 : sum / stated.length };
    }
    const facts: FlipFlopFacts = {
      ...flipFlop,
      setupPs: meanAt(setups, slewPs, slewPs),
      clockEnergyFj: energyAt(flipFlop.clock),
      dataEnergyFj: energyAt(flipFlop.data),
    };
    return { ...cell, flipFlop: facts };
  };
}
