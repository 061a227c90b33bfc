import { lookUp } from '../look-up.ts';
import type { LookupTable } from '../technology.ts';
import type { Group } from './parse.ts';

/** What the axes of a table template mean. */
export interface Template {
  readonly variables: readonly string[];
  readonly indices: readonly (readonly number[])[];
}

/** Why a cell cannot be used; caught where the cell is skipped. */
export class Unusable extends Error {}

export function templateOf({ attributes }: Group): Template {
  const axes = ['1', '2', '3'];
  return {
    variables: axes.flatMap((n) => attributes.get(`variable_${n}`)?.[0] ?? []),
    indices: axes.flatMap((n) => {
      const index = attributes.get(`index_${n}`);
      return index === undefined ? [] : [numbersOf(index)];
    }),
  };
}

const SLEWS = ['input_net_transition', 'input_transition_time', 'constrained_pin_transition'];
const LOADS = ['total_output_net_capacitance'];

export interface Scales {
  readonly slewPs: number;
  readonly loadFf: number;
  readonly value: number;
}

/**
 * A table of a cell in our units, slews by loads. Of a constraint table, `loads` is the slew of the related pin.
 * Throws `Unusable` for a template that is not declared and for axes other than these.
 */
export function tableOf(
  group: Group,
  templates: ReadonlyMap<string, Template>,
  scales: Scales,
  loads: readonly string[] = LOADS,
): LookupTable {
  const values = numbersOf(group.attributes.get('values') ?? []).map((value) => value * scales.value);
  const name = group.args[0] ?? 'scalar';
  if (values.length === 0 || values.some(Number.isNaN))
    throw new Unusable(`table ${group.name} has no values`);
  if (name === 'scalar' || values.length === 1)
    return { slewsPs: [0], loadsFf: [0], values: values.slice(0, 1) };
  const template = templates.get(name);
  if (template === undefined) throw new Unusable(`table template ${name} is not declared`);
  const axes = template.variables.map((variable, i) => {
    const own = group.attributes.get(`index_${i + 1}`);
    const index = own === undefined ? template.indices[i] : numbersOf(own);
    if (index === undefined || index.some((x, at) => at > 0 && !(x > (index[at - 1] as number))))
      throw new Unusable(`axis ${i + 1} of a ${group.name} table does not rise`);
    return { variable, index };
  });
  const slews = axes.findIndex(({ variable }) => SLEWS.includes(variable) && !loads.includes(variable));
  const byLoad = axes.findIndex(({ variable }) => loads.includes(variable));
  const foreign = axes.find((_, i) => i !== slews && i !== byLoad);
  if (foreign !== undefined) throw new Unusable(`a ${group.name} table depends on ${foreign.variable}`);
  const slewsPs = (axes[slews]?.index ?? [0]).map((x) => x * scales.slewPs);
  const loadsFf = (axes[byLoad]?.index ?? [0]).map((x) => x * scales.loadFf);
  if (values.length !== slewsPs.length * loadsFf.length)
    throw new Unusable(
      `a ${group.name} table has ${values.length} values for ${slewsPs.length} by ${loadsFf.length}`,
    );
  const turned = slews > byLoad && byLoad >= 0;
  const inOrder = turned
    ? slewsPs.flatMap((_, i) => loadsFf.map((_, j) => values[j * slewsPs.length + i] as number))
    : values;
  return { slewsPs, loadsFf, values: inOrder };
}

/** The mean of tables, on the axes of the first. */
export function meanTable(tables: readonly LookupTable[]): LookupTable | undefined {
  const [first, ...more] = tables;
  if (first === undefined || more.length === 0) return first;
  const { slewsPs, loadsFf } =
    first.values.length > 1 ? first : (more.find(({ values }) => values.length > 1) ?? first);
  const values = slewsPs.flatMap((slew) =>
    loadsFf.map((load) => tables.reduce((sum, table) => sum + lookUp(table, slew, load), 0) / tables.length),
  );
  return { slewsPs, loadsFf, values };
}

function numbersOf(texts: readonly string[]): number[] {
  const numbers: number[] = [];
  for (const text of texts)
    for (const word of text.split(/[\s,\\]+/)) if (word !== '') numbers.push(Number(word));
  return numbers;
}
