import type {
  AsyncInput,
  Edge,
  FlipFlopFacts,
  LookupTable,
  TechCell,
  Technology,
  TimingArc,
} from './technology.ts';

export interface LibertyOptions {
  /** Internal energy and leakage too; a mapper has no use for them. Default true. */
  readonly power?: boolean;
}

/**
 * A technology as a Liberty file of our own making: what ABC and dfflibmap read, and what our reader reads back as the
 * same facts. Units are ps, fF, nW and fJ. A linear arc becomes a table of two loads.
 */
export function libertyText(technology: Technology, options: LibertyOptions = {}): string {
  const { name, slewLowerPct, slewUpperPct, supplyVolts, temperatureC, corner, cells } = technology;
  const both = (what: string, pct: number): string =>
    ['rise', 'fall'].map((edge) => `  ${what}_${edge} : ${pct};\n`).join('');
  const body = cells.map((cell) => cellText(cell, options.power ?? true));
  return [
    `library ("${name}") {\n`,
    '  delay_model : table_lookup;\n',
    '  time_unit : "1ps";\n  capacitive_load_unit (1, ff);\n  voltage_unit : "1V";\n',
    '  current_unit : "1mA";\n  pulling_resistance_unit : "1kohm";\n  leakage_power_unit : "1nW";\n',
    `  nom_process : 1;\n  nom_voltage : ${supplyVolts};\n  nom_temperature : ${temperatureC};\n`,
    both('input_threshold_pct', 50) + both('output_threshold_pct', 50),
    both('slew_lower_threshold_pct', slewLowerPct) + both('slew_upper_threshold_pct', slewUpperPct),
    `  operating_conditions ("${corner}") {\n`,
    `    process : 1;\n    voltage : ${supplyVolts};\n    temperature : ${temperatureC};\n  }\n`,
    `  default_operating_conditions : "${corner}";\n`,
    ...templatesText(body),
    ...body,
    '}\n',
  ].join('');
}

/** ABC wants a template of the very size for each table, and takes the order of the axes from it. */
function templatesText(body: readonly string[]): string[] {
  const used = new Set(body.flatMap((text) => text.match(/slews_loads_\d+_\d+/g) ?? []));
  return [...used].sort().map((name) => {
    const [slews = 1, loads = 1] = name.split('_').slice(2).map(Number);
    const axis = (size: number): string => Array.from({ length: size }, (_, i) => i).join(', ');
    return [
      `  lu_table_template ("${name}") {\n    variable_1 : input_net_transition;\n`,
      '    variable_2 : total_output_net_capacitance;\n',
      `    index_1 ("${axis(slews)}");\n    index_2 ("${axis(loads)}");\n  }\n`,
    ].join('');
  });
}

function cellText(cell: TechCell, power: boolean): string {
  const { name, areaUm2, leakageNw, inputs, outputs, flipFlop } = cell;
  return [
    `  cell ("${name}") {\n    area : ${areaUm2};\n`,
    power ? `    cell_leakage_power : ${leakageNw};\n` : '',
    flipFlop === undefined ? '' : flipFlopText(flipFlop),
    ...inputs.map((pin) => inputText(cell, pin.name, pin.capFf, power)),
    ...outputs.map((pin) => {
      const arcs = cell.arcs.filter(({ output }) => output === pin.name);
      return [
        `    pin ("${pin.name}") {\n      direction : output;\n`,
        `      function : "${flipFlop === undefined ? pin.function : pin.function === 'IQ' ? 'IQ' : 'IQN'}";\n`,
        ...arcs.map((arc) => timingText(arc, flipFlop) + (power ? energyText(arc) : '')),
        '    }\n',
      ].join('');
    }),
    '  }\n',
  ].join('');
}

function flipFlopText({ clock, edge, data, clear, preset }: FlipFlopFacts): string {
  const when = ({ pin, active }: AsyncInput): string => (active === 1 ? pin : `!${pin}`);
  return [
    '    ff ("IQ", "IQN") {\n',
    `      clocked_on : "${edge === 'rising' ? clock : `!${clock}`}";\n      next_state : "${data}";\n`,
    clear ? `      clear : "${when(clear)}";\n` : '',
    preset ? `      preset : "${when(preset)}";\n` : '',
    clear && preset ? '      clear_preset_var1 : L;\n      clear_preset_var2 : H;\n' : '',
    '    }\n',
  ].join('');
}

function inputText(cell: TechCell, pin: string, capFf: number, power: boolean): string {
  const { flipFlop, inputEnergyFj } = cell;
  const isClock = flipFlop?.clock === pin;
  const isData = flipFlop?.data === pin;
  const energyFj = isClock ? flipFlop.clockEnergyFj : isData ? flipFlop.dataEnergyFj : inputEnergyFj;
  return [
    `    pin ("${pin}") {\n      direction : input;\n      capacitance : ${capFf};\n`,
    isClock ? '      clock : true;\n' : '',
    isData
      ? `      timing () {\n        related_pin : "${flipFlop.clock}";\n        timing_type : setup_${flipFlop.edge};\n` +
        `${bothEdges('_constraint', scalar(flipFlop.setupPs))}      }\n`
      : '',
    power && energyFj !== 0
      ? `      internal_power () {\n${bothEdges('_power', scalar(energyFj))}      }\n`
      : '',
    '    }\n',
  ].join('');
}

const SENSES = { positive: 'positive_unate', negative: 'negative_unate', both: 'non_unate' } as const;

function timingText(arc: TimingArc, flipFlop: FlipFlopFacts | undefined): string {
  const table = (tables: { readonly [edge in Edge]?: LookupTable }, before: string, after: string): string =>
    (['rise', 'fall'] as const)
      .map((edge) => (tables[edge] === undefined ? '' : tableText(`${before}${edge}${after}`, tables[edge])))
      .join('');
  const sense = arc.kind === 'linear' ? 'both' : arc.sense;
  const type =
    flipFlop === undefined || arc.input === flipFlop.clock
      ? flipFlop && `${flipFlop.edge}_edge`
      : arc.input === flipFlop.clear?.pin
        ? 'clear'
        : 'preset';
  return [
    `      timing () {\n        related_pin : "${arc.input}";\n        timing_sense : ${SENSES[sense]};\n`,
    type === undefined ? '' : `        timing_type : ${type};\n`,
    arc.kind === 'linear'
      ? `${bothEdges('', lineOf(arc), 'cell_')}${bothEdges('_transition', lineOf({ d0Ps: arc.slewPs, kPsPerFf: 0 }))}`
      : `${table(arc.delayPs, 'cell_', '')}${table(arc.slewPs, '', '_transition')}`,
    '      }\n',
  ].join('');
}

function energyText(arc: TimingArc): string {
  const tables =
    arc.kind === 'linear' ? { rise: scalar(arc.energyFj), fall: scalar(arc.energyFj) } : arc.energyFj;
  const text = (['rise', 'fall'] as const)
    .map((edge) => (tables[edge] === undefined ? '' : tableText(`${edge}_power`, tables[edge])))
    .join('');
  return text === ''
    ? ''
    : `      internal_power () {\n        related_pin : "${arc.input}";\n${text}      }\n`;
}

/** Far enough apart that no load of a cell is beyond; the line goes on in any case. */
const LOADS_FF = [0, 1000];

const lineOf = ({ d0Ps, kPsPerFf }: { d0Ps: number; kPsPerFf: number }): LookupTable => ({
  slewsPs: [0, 1000],
  loadsFf: LOADS_FF,
  values: [0, 1].flatMap(() => LOADS_FF.map((loadFf) => d0Ps + kPsPerFf * loadFf)),
});

const scalar = (value: number): LookupTable => ({ slewsPs: [], loadsFf: [], values: [value] });

function bothEdges(after: string, table: LookupTable, before = ''): string {
  return tableText(`${before}rise${after}`, table) + tableText(`${before}fall${after}`, table);
}

function tableText(group: string, { slewsPs, loadsFf, values }: LookupTable): string {
  if (values.length === 1) return `        ${group} (scalar) { values ("${values[0]}"); }\n`;
  const rows = slewsPs.map((_, i) => `"${list(values.slice(i * loadsFf.length, (i + 1) * loadsFf.length))}"`);
  return [
    `        ${group} ("slews_loads_${slewsPs.length}_${loadsFf.length}") {\n`,
    `          index_1 ("${list(slewsPs)}");\n          index_2 ("${list(loadsFf)}");\n`,
    `          values (${rows.join(', ')});\n        }\n`,
  ].join('');
}

/** Without the dust of binary fractions. */
const list = (values: readonly number[]): string =>
  values.map((value) => Number(value.toPrecision(12))).join(', ');
