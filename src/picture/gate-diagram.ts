import { layOut } from './graph.ts';
import { type Picture, type PictureHead, sheetOf } from './sheet.ts';
import { element, monoWidth, px, text } from './svg.ts';

export type GateShape = 'and' | 'or' | 'xor' | 'buffer' | 'mux' | 'box';

/** A gate, or a pin of the unit. */
export interface Gate {
  readonly id: string;
  readonly kind: 'input' | 'gate' | 'output';
  readonly shape: GateShape;
  /** A circle at the output. */
  readonly inverted: boolean;
  /** Circles at inputs. */
  readonly invertedInputs: readonly number[];
  /** Of a pin, and of a shape that does not say it all. */
  readonly label: string;
  readonly inputs: number;
}

export interface GateDiagram extends PictureHead {
  readonly gates: readonly Gate[];
  readonly wires: readonly { readonly from: string; readonly to: string; readonly input: number }[];
}

const WIDTH = 34;
const HEIGHT = 26;

/** The netlist from left to right, in the distinctive shapes of IEEE 91. */
export async function drawGateDiagram(diagram: GateDiagram): Promise<Picture> {
  const { gates, wires } = diagram;
  const sizes = gates.map(({ kind, label, inputs }) =>
    kind === 'gate'
      ? { width: WIDTH + 8, height: Math.max(HEIGHT, 12 * inputs) }
      : { width: 14 + monoWidth(label), height: 18 },
  );
  const laid = await layOut(
    gates.map(({ id, kind, inputs }, at) => ({
      id,
      ...sizes[at]!,
      inputs,
      ...(kind === 'input'
        ? { place: 'first' as const }
        : kind === 'output'
          ? { place: 'last' as const }
          : {}),
    })),
    wires,
    'RIGHT',
  );
  const width = Math.max(480, Math.ceil(laid.width) + 32);
  const left = (width - laid.width) / 2;
  const branches = branchPoints(wires, laid.edges);
  return sheetOf(diagram, width, (top) => ({
    body: [
      ...laid.edges.map(({ corners }) =>
        element('path', {
          class: 'stroke',
          'stroke-width': 0.9,
          d: `M${corners.map(({ x, y }) => `${px(left + x)} ${px(top + y)}`).join('L')}`,
        }),
      ),
      ...branches.map(({ x, y }) => element('circle', { class: 'ink', cx: left + x, cy: top + y, r: 2 })),
      ...gates.flatMap((gate, at) => {
        const { x, y } = laid.nodes.get(gate.id)!;
        const { width, height } = sizes[at]!;
        return gate.kind === 'gate'
          ? drawGate(gate, left + x, top + y, height)
          : [
              element('rect', { class: 'box', x: left + x, y: top + y, width, height, rx: 9 }),
              text(gate.label, left + x + width / 2, top + y + 13, {
                'text-anchor': 'middle',
                class: 'mono small',
              }),
            ];
      }),
    ],
    height: laid.height + 8,
  }));
}

/** Corners where wires of one source part: a dot, so that a crossing is not taken for one. */
function branchPoints(
  wires: GateDiagram['wires'],
  edges: readonly { readonly corners: readonly { readonly x: number; readonly y: number }[] }[],
): { readonly x: number; readonly y: number }[] {
  const dots = new Map<string, { x: number; y: number }>();
  for (const [at, { from }] of wires.entries())
    for (const { x, y } of edges[at]!.corners.slice(1, -1))
      for (const [other, wire] of wires.entries())
        if (other !== at && wire.from === from && liesWithin(edges[other]!.corners, x, y))
          dots.set(`${x} ${y}`, { x, y });
  return [...dots.values()];
}

/** Whether a point is on a line of corners and none of them. */
function liesWithin(
  corners: readonly { readonly x: number; readonly y: number }[],
  x: number,
  y: number,
): boolean {
  return corners.slice(1).some((to, at) => {
    const from = corners[at]!;
    const between = (value: number, a: number, b: number): boolean =>
      value > Math.min(a, b) && value < Math.max(a, b);
    return from.x === to.x
      ? x === from.x && between(y, from.y, to.y)
      : y === from.y && between(x, from.x, to.x);
  });
}

function drawGate(
  { shape, inverted, invertedInputs, label, inputs }: Gate,
  x: number,
  y: number,
  height: number,
): string[] {
  const end = x + WIDTH;
  const middle = y + height / 2;
  const bottom = y + height;
  const path = (d: string): string => element('path', { class: 'box', d });
  const at = (input: number): number => y + (height * (input + 1)) / (inputs + 1);
  const [l, t, b, m, e, h] = [x, y, bottom, middle, end, height / 2].map(px) as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const shapes: Readonly<Record<GateShape, string[]>> = {
    and: [path(`M${l} ${t}h${WIDTH / 2}a${WIDTH / 2} ${h} 0 0 1 0 ${px(height)}H${l}z`)],
    or: [
      path(
        `M${l} ${t}q${WIDTH * 0.7} 0 ${WIDTH} ${h}q${-WIDTH * 0.3} ${h} ${-WIDTH} ${h}q8 ${-h} 0 ${px(-height)}z`,
      ),
    ],
    xor: [
      path(
        `M${l} ${t}q${WIDTH * 0.7} 0 ${WIDTH} ${h}q${-WIDTH * 0.3} ${h} ${-WIDTH} ${h}q8 ${-h} 0 ${px(-height)}z`,
      ),
      element('path', { class: 'stroke', d: `M${px(x - 4)} ${t}q8 ${h} 0 ${px(height)}` }),
    ],
    buffer: [path(`M${l} ${t}L${e} ${m}L${l} ${b}z`)],
    mux: [path(`M${l} ${t}L${e} ${px(y + 6)}V${px(bottom - 6)}L${l} ${b}z`)],
    box: [path(`M${l} ${t}H${e}V${b}H${l}z`)],
  };
  return [
    ...shapes[shape],
    inverted
      ? element('circle', { class: 'box', cx: end + 4, cy: middle, r: 4 })
      : element('path', { class: 'stroke', 'stroke-width': 0.9, d: `M${e} ${m}h8` }),
    ...invertedInputs.map((input) => element('circle', { class: 'box', cx: x - 3, cy: at(input), r: 3 })),
    ...(label === ''
      ? []
      : [text(label, x + WIDTH / 2, middle + 4, { 'text-anchor': 'middle', class: 'small' })]),
  ];
}
