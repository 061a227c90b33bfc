import type { EdgeTables, LookupTable, TableArc } from '../technology.ts';
import type { Group } from './parse.ts';
import { meanTable, type Scales, type Template, tableOf } from './tables.ts';
import type { Units } from './units.ts';

export interface TableContext {
  readonly templates: ReadonlyMap<string, Template>;
  readonly units: Units;
}

const SENSES: Readonly<Record<string, TableArc['sense']>> = {
  positive_unate: 'positive',
  negative_unate: 'negative',
};

/** Timing types that move an output by way of logic or a clock; a tristate control or a constraint does not. */
const MOVING = new Set([
  'combinational',
  'combinational_rise',
  'combinational_fall',
  'rising_edge',
  'falling_edge',
  'clear',
  'preset',
]);

/** The arcs to an output pin, one for each timing group and related pin; energies are means over `when` variants. */
export function arcsOf(pin: Group, output: string, context: TableContext): TableArc[] {
  const { units } = context;
  const time: Scales = { slewPs: units.ps, loadFf: units.fF, value: units.ps };
  const edges = (group: Group, rise: string, fall: string): EdgeTables => ({
    ...ofEdge('rise', tablesIn(group, [rise], context, time)),
    ...ofEdge('fall', tablesIn(group, [fall], context, time)),
  });
  const energies = new Map<string, EdgeTables>();
  const powers = pin.groups.filter(({ name }) => name === 'internal_power');
  const energyOf = (input: string): EdgeTables => {
    const known = energies.get(input);
    if (known !== undefined) return known;
    const own = powers.filter((group) => {
      const related = relatedPins(group);
      return related.length === 0 || related.includes(input);
    });
    const found = energyTables(own, context);
    energies.set(input, found);
    return found;
  };
  return pin.groups.flatMap((group): TableArc[] => {
    const type = group.attributes.get('timing_type')?.[0] ?? 'combinational';
    if (group.name !== 'timing' || !MOVING.has(type)) return [];
    const delayPs = edges(group, 'cell_rise', 'cell_fall');
    const slewPs = edges(group, 'rise_transition', 'fall_transition');
    const sense = SENSES[group.attributes.get('timing_sense')?.[0] ?? ''] ?? 'both';
    return relatedPins(group).map((input) => {
      return { kind: 'table', input, output, sense, delayPs, slewPs, energyFj: energyOf(input) };
    });
  });
}

/** Internal energy by edge over some internal_power groups, each the mean of the groups that state it. */
export function energyTables(groups: readonly Group[], context: TableContext): EdgeTables {
  const { units } = context;
  const scales: Scales = { slewPs: units.ps, loadFf: units.fF, value: units.fJ };
  const mean = (names: readonly string[]): LookupTable | undefined =>
    meanTable(groups.flatMap((group) => tablesIn(group, names, context, scales)));
  const [rise, fall] = [mean(['rise_power', 'power']), mean(['fall_power', 'power'])];
  return { ...(rise && { rise }), ...(fall && { fall }) };
}

export function tablesIn(
  group: Group,
  names: readonly string[],
  { templates }: TableContext,
  scales: Scales,
  loads?: readonly string[],
): LookupTable[] {
  return group.groups.flatMap((table) =>
    names.includes(table.name) ? [tableOf(table, templates, scales, loads)] : [],
  );
}

const ofEdge = (edge: 'rise' | 'fall', tables: readonly LookupTable[]): EdgeTables =>
  tables[0] === undefined ? {} : { [edge]: tables[0] };

const relatedPins = ({ attributes }: Group): string[] =>
  (attributes.get('related_pin')?.[0] ?? '').split(/\s+/).filter((name) => name !== '');
