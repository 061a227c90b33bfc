import { createRequire } from 'node:module';
import type { ElkExtendedEdge, ElkNode, ELK as Layouter } from 'elkjs/lib/elk-api.js';

// Loaded when a graph is drawn, and not before: it is a megabyte and a half.
const require = createRequire(import.meta.url);

/** A box of a graph, with ports where the place of an edge at it matters. */
export interface GraphNode {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** In order, from the left or from above, and then one output. Default: edges begin and end wherever they like. */
  readonly inputs?: number;
  /** Whether it stands in the first or the last layer. */
  readonly place?: 'first' | 'last';
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** Which of the inputs of `to`, if it has any. */
  readonly input?: number;
  readonly label?: { readonly width: number; readonly height: number };
}

export interface LaidOut {
  readonly width: number;
  readonly height: number;
  readonly nodes: ReadonlyMap<string, { readonly x: number; readonly y: number }>;
  /** In the order of the edges: the corners of each, and where its label stands. */
  readonly edges: readonly {
    readonly corners: readonly { readonly x: number; readonly y: number }[];
    readonly label?: { readonly x: number; readonly y: number };
  }[];
}

/** Layers with orthogonal edges, by the Eclipse Layout Kernel. Same graph, same places. */
export async function layOut(
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
  direction: 'DOWN' | 'RIGHT',
): Promise<LaidOut> {
  const elk = new (require('elkjs/lib/elk.bundled.js') as new () => Layouter)();
  const side = direction === 'DOWN' ? 'NORTH' : 'WEST';
  const graph: ElkNode = {
    id: 'graph',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': direction,
      'elk.edgeRouting': 'ORTHOGONAL',
      'elk.randomSeed': '1',
      'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
      'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
      'elk.spacing.nodeNode': '18',
      'elk.spacing.edgeEdge': '9',
      'elk.spacing.edgeNode': '12',
      'elk.layered.spacing.nodeNodeBetweenLayers': '26',
      'elk.layered.spacing.edgeNodeBetweenLayers': '12',
      'elk.layered.spacing.edgeEdgeBetweenLayers': '9',
      'elk.padding': '[top=0,left=0,bottom=0,right=0]',
    },
    children: nodes.map(({ id, width, height, inputs, place }) => ({
      id,
      width,
      height,
      ...(inputs === undefined ? {} : { ports: portsOf(id, inputs, side) }),
      layoutOptions: {
        ...(inputs === undefined ? {} : { 'elk.portConstraints': 'FIXED_ORDER' }),
        ...(place === undefined
          ? {}
          : { 'elk.layered.layering.layerConstraint': place === 'first' ? 'FIRST' : 'LAST' }),
      },
    })),
    edges: edges.map(({ from, to, input, label }, at) => ({
      id: `e${at}`,
      sources: [input === undefined ? from : `${from}/out`],
      targets: [input === undefined ? to : `${to}/${input}`],
      ...(label === undefined ? {} : { labels: [{ text: ' ', ...label }] }),
    })),
  };
  const done = await elk.layout(graph);
  const routed = (done.edges ?? []) as ElkExtendedEdge[];
  return {
    width: done.width ?? 0,
    height: done.height ?? 0,
    nodes: new Map((done.children ?? []).map(({ id, x = 0, y = 0 }) => [id, { x, y }])),
    edges: routed.map(({ sections: [section] = [], labels: [label] = [] }) => ({
      corners:
        section === undefined ? [] : [section.startPoint, ...(section.bendPoints ?? []), section.endPoint],
      ...(label === undefined ? {} : { label: { x: label.x ?? 0, y: label.y ?? 0 } }),
    })),
  };
}

/** ELK numbers fixed ports clockwise: on the west side from below. */
function portsOf(id: string, inputs: number, side: 'NORTH' | 'WEST') {
  const port = (name: string, at: string, index: number) => ({
    id: `${id}/${name}`,
    width: 0,
    height: 0,
    layoutOptions: { 'elk.port.side': at, 'elk.port.index': String(index) },
  });
  const entries = Array.from({ length: inputs }, (_, at) =>
    port(String(at), side, side === 'WEST' ? inputs - 1 - at : at),
  );
  return [...entries, port('out', side === 'WEST' ? 'EAST' : 'SOUTH', inputs)];
}
