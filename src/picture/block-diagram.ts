import { layOut } from './graph.ts';
import { type Picture, type PictureHead, sheetOf } from './sheet.ts';
import { element, monoWidth, px, text, textWidth } from './svg.ts';

/** A part of a datapath. */
export interface Block {
  readonly id: string;
  readonly kind: 'input' | 'logic' | 'registers' | 'output';
  readonly title: string;
  /** What it does, a line each. */
  readonly lines: readonly string[];
}

/** Blocks and the signals between them; a connection carries one or more. */
export interface BlockDiagram extends PictureHead {
  readonly blocks: readonly Block[];
  readonly connections: readonly {
    readonly from: string;
    readonly to: string;
    readonly signals: readonly string[];
  }[];
}

const LINE = 15;
const LABEL = 12;

/** The datapath from above to below. */
export async function drawBlockDiagram(diagram: BlockDiagram): Promise<Picture> {
  const { blocks, connections } = diagram;
  const nodes = blocks.map(({ id, kind, title, lines }) => ({
    id,
    width: Math.max(60, 24 + Math.max(textWidth(title, 13), ...lines.map((each) => monoWidth(each)))),
    height: 14 + 16 + LINE * lines.length,
    ...(kind === 'input' ? { place: 'first' as const } : kind === 'output' ? { place: 'last' as const } : {}),
  }));
  const laid = await layOut(
    nodes,
    connections.map(({ from, to, signals }) => ({
      from,
      to,
      label: {
        width: 8 + Math.max(...signals.map((each) => monoWidth(each))),
        height: LABEL * signals.length + 4,
      },
    })),
    'DOWN',
  );
  const width = Math.max(480, Math.ceil(laid.width) + 32);
  const left = (width - laid.width) / 2;
  return sheetOf(diagram, width, (top) => ({
    body: [
      ARROW,
      ...laid.edges.map(({ corners }) =>
        element('path', {
          class: 'stroke',
          'marker-end': 'url(#arrow)',
          d: `M${corners.map(({ x, y }) => `${px(left + x)} ${px(top + y)}`).join('L')}`,
        }),
      ),
      ...connections.flatMap(({ signals }, at) => {
        const label = laid.edges[at]?.label;
        if (label === undefined) return [];
        return signals.map((each, row) =>
          text(each, left + label.x + 4, top + label.y + LABEL * (row + 1) - 1, {
            class: 'mono small quiet',
          }),
        );
      }),
      ...blocks.flatMap((block, at) => {
        const place = laid.nodes.get(block.id)!;
        return drawBlock(block, left + place.x, top + place.y, nodes[at]!.width, nodes[at]!.height);
      }),
    ],
    height: laid.height + 10,
  }));
}

const ARROW =
  '<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="ink" d="M0 0.5L8 4L0 7.5z"/></marker></defs>';

function drawBlock(
  { kind, title, lines }: Block,
  x: number,
  y: number,
  width: number,
  height: number,
): string[] {
  const round = kind === 'input' || kind === 'output' ? height / 2 : 4;
  const middle = x + width / 2;
  return [
    element('rect', { class: 'box', x, y, width, height, rx: round }),
    // Registers have the bar that flip-flops have in data sheets.
    ...(kind === 'registers' ? [element('rect', { class: 's1', x, y, width, height: 4 })] : []),
    text(title, middle, y + 20, { 'text-anchor': 'middle', 'font-weight': 600 }),
    ...lines.map((each, at) =>
      text(each, middle, y + 35 + LINE * at, { 'text-anchor': 'middle', class: 'mono small' }),
    ),
  ];
}
