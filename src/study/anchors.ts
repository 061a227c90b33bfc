import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type EnergyFigures, energyOfMapped, integerStream } from '../measure/index.ts';
import { packageRoot } from '../package-root.ts';
import { synthesize, type ToolLimits } from '../synth/index.ts';
import type { Technology } from '../tech/index.ts';
import { anchorCircuits, checkCircuit } from './anchor-circuits.ts';

/** Energies somebody published, in pJ by operation. */
export interface AnchorSource {
  readonly name: string;
  readonly title: string;
  readonly nodeNm: number;
  readonly supplyVolts?: number;
  readonly energyPj: Readonly<Record<string, number>>;
}

const schema = z.object({
  sources: z.array(
    z.strictObject({
      name: z.string(),
      title: z.string(),
      nodeNm: z.number().positive(),
      supplyVolts: z.number().positive().exactOptional(),
      energyPj: z.record(z.string(), z.number().positive()),
    }),
  ),
});

/** The published figures of data/anchors.json. */
export function publishedAnchors(): AnchorSource[] {
  return schema.parse(JSON.parse(readFileSync(join(packageRoot, 'data', 'anchors.json'), 'utf8'))).sources;
}

/** A circuit measured by the flow that units are measured by: smallest netlist, inertial delays, uniform operands. */
export interface MeasuredAnchor {
  readonly operation: string;
  readonly architecture: string;
  readonly recipe: string;
  /** Operand pairs on which the mapped netlist was held against integer arithmetic. */
  readonly checkedPairs: number;
  readonly areaUm2: number;
  readonly delayPs: number;
  readonly figures: EnergyFigures;
}

/** Measures the integer circuits; of each operation the architecture that takes the least energy is kept. */
export async function measureAnchors(
  technology: Technology,
  options: ToolLimits & { readonly onProgress?: (text: string) => void } = {},
): Promise<MeasuredAnchor[]> {
  const { onProgress = () => {}, ...limits } = options;
  const measured = await Promise.all(
    anchorCircuits().map(async (circuit): Promise<MeasuredAnchor> => {
      const { source, operation, architecture, width } = circuit;
      onProgress(`${source.top}: ${technology.name}`);
      const { netlist, cost } = await synthesize(source, { target: 'cells', technology, ...limits });
      const checkedPairs = checkCircuit(circuit, netlist, technology);
      const { recipe, areaUm2, delayPs } = cost;
      const figures = await energyOfMapped(netlist, technology, integerStream(width), { periodPs: delayPs });
      return { operation, architecture, recipe, checkedPairs, areaUm2, delayPs, figures };
    }),
  );
  const energyOf = ({ figures }: MeasuredAnchor): number => figures.energyFjPerOp;
  return [...new Set(measured.map(({ operation }) => operation))].map((operation) =>
    measured
      .filter((each) => each.operation === operation)
      .reduce((best, each) => (energyOf(each) < energyOf(best) ? each : best)),
  );
}

/** A ratio of two operations, measured and published; `interpolated` where no source has the very operations. */
export interface AnchorRatio {
  readonly ratio: string;
  readonly measured: number;
  readonly published: Readonly<Record<string, number>>;
  readonly interpolated: boolean;
}

const RATIOS: readonly (readonly [string, string])[] = [
  ['int32 add', 'int8 add'],
  ['int8 mul', 'int8 add'],
  ['int8 mul', 'int32 add'],
  ['int16 mul', 'int8 mul'],
];

/**
 * Ratios within a source, which do not depend on node and voltage as the figures themselves do. A 16-bit multiplier has
 * no anchor: between 8 and 32 bits the energy is taken to go by a power of the width.
 */
export function anchorRatios(measured: readonly MeasuredAnchor[]): AnchorRatio[] {
  const own = new Map(measured.map(({ operation, figures }) => [operation, figures.energyFjPerOp]));
  return RATIOS.map(([over, under]): AnchorRatio => {
    const published = publishedAnchors().flatMap(({ name, energyPj }) => {
      const [above, below] = [energyOf(energyPj, over), energyOf(energyPj, under)];
      return above === undefined || below === undefined ? [] : [[name, above / below] as const];
    });
    return {
      ratio: `${over} / ${under}`,
      measured: own.get(over)! / own.get(under)!,
      published: Object.fromEntries(published),
      interpolated: over === 'int16 mul',
    };
  });
}

function energyOf(energyPj: Readonly<Record<string, number>>, operation: string): number | undefined {
  if (operation !== 'int16 mul') return energyPj[operation];
  const [small, large] = [energyPj['int8 mul'], energyPj['int32 mul']];
  return small === undefined || large === undefined ? undefined : Math.sqrt(small * large);
}

/** A measured energy over a published one, as it is and scaled to the node and voltage: feature size times V². */
export interface AnchorAbsolute {
  readonly operation: string;
  readonly measuredPj: number;
  readonly published: readonly {
    readonly source: string;
    readonly pj: number;
    readonly ratio: number;
    readonly scaledRatio?: number;
  }[];
}

export function anchorAbsolutes(
  measured: readonly MeasuredAnchor[],
  { supplyVolts, node }: Technology,
): AnchorAbsolute[] {
  // A node goes by its length, in the words of its maker: "130 nm".
  const nodeNm = Number(/(\d+) nm/.exec(node)?.[1] ?? Number.NaN);
  return measured.map(({ operation, figures }): AnchorAbsolute => {
    const measuredPj = figures.energyFjPerOp / 1000;
    const published = publishedAnchors().flatMap((source) => {
      const pj = source.energyPj[operation];
      if (pj === undefined) return [];
      const volts = source.supplyVolts;
      const scale =
        volts === undefined || Number.isNaN(nodeNm)
          ? undefined
          : (nodeNm / source.nodeNm) * (supplyVolts / volts) ** 2;
      const ratio = measuredPj / pj;
      return [{ source: source.name, pj, ratio, ...(scale !== undefined && { scaledRatio: ratio / scale }) }];
    });
    return { operation, measuredPj, published };
  });
}
