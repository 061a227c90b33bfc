import { readNetlist } from '../../../sim/index.ts';
import type { Block, BlockDiagram } from '../../picture/index.ts';
import { type FloatSpec, nameOf } from '../../unit/index.ts';
import { type CheckedUnit, describeExtent } from '../../verify/index.ts';
import { versionsNote } from '../figures/conditions.ts';
import { drivenIn, expressionOf, readsOf, type Section, sectionsOf, statementsOf } from './sections.ts';

/** A section with more signals than this is one block, however it works inside. */
const MOST_STATEMENTS = 8;

interface Part extends Block {
  readonly drives: readonly string[];
  readonly reads: ReadonlySet<string>;
}

/**
 * The datapath of a checked unit as blocks: the sections of its Verilog, the product in its steps; between them the signals one
 * drives and another reads, with the widths they have once elaborated.
 */
export function blockDiagram({ spec, source, netlists, verdict }: CheckedUnit<FloatSpec>): BlockDiagram {
  const module = source.text.slice(0, source.text.indexOf('endmodule'));
  const { ports, signals } = readNetlist(netlists.rtl);
  const widths = new Map([
    ...signals.map(({ name, nets }) => [name, nets.length] as const),
    ...ports.map(({ name, width }) => [name, width] as const),
  ]);
  const withWidth = (name: string): string => {
    const width = widths.get(name);
    return width === undefined || width === 1 ? name : `${name} [${width}]`;
  };
  const pins = ports.filter(({ name }) => name !== 'clk_i' && name !== 'rst_ni');
  const inputs = pins.flatMap(({ name, direction }): Part[] =>
    direction === 'input' ? [pin('input', name, withWidth(name), [name], [])] : [],
  );
  const outputs = pins.flatMap(({ name, direction }): Part[] =>
    direction === 'output' ? [pin('output', name, withWidth(name), [], [name])] : [],
  );
  const parts = [...inputs, ...sectionsOf(module).flatMap(partsOf), ...outputs];
  return {
    title: `Datapath of ${nameOf(spec)}`,
    subtitle: 'the sections of its Verilog; in brackets the width of a signal',
    blocks: parts.map(({ id, kind, title, lines }) => ({ id, kind, title, lines })),
    connections: parts.flatMap((from) =>
      parts.flatMap((to) => {
        const signals = from === to ? [] : from.drives.filter((name) => to.reads.has(name));
        // The name of a pin stands in its block.
        const shown = from.kind === 'input' || to.kind === 'output' ? [] : signals.map(withWidth);
        return signals.length === 0 ? [] : [{ from: from.id, to: to.id, signals: shown }];
      }),
    ),
    notes: [`checked: ${describeExtent(verdict.extent)}`, versionsNote()],
  };
}

function pin(
  kind: 'input' | 'output',
  name: string,
  title: string,
  drives: readonly string[],
  reads: readonly string[],
): Part {
  return { id: name, kind, title, lines: [], drives, reads: new Set(reads) };
}

/** A section as one block, or the product as its statements. */
function partsOf(section: Section, index: number): Part[] {
  const [title = '', ...more] = section.title.split(': ');
  const statements = statementsOf(section.text);
  const drives = drivenIn(section.text);
  if (title === 'Product' && statements !== undefined && drives.length <= MOST_STATEMENTS)
    return statements.map(({ name, expression }) => ({
      id: `${index} ${name}`,
      kind: 'logic',
      title: name,
      lines: expressionOf(expression),
      drives: [name],
      reads: readsOf(expression),
    }));
  const registers = /registers$/i.test(section.title);
  return [
    {
      id: `${index}`,
      kind: registers ? 'registers' : 'logic',
      title: registers ? section.title : title,
      lines: registers || more.length === 0 ? [] : [more.join(': ')],
      drives,
      reads: readsOf(section.text),
    },
  ];
}
