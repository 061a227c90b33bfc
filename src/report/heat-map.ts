import type { HeatMap } from '../measure/index.ts';
import { packageVersion } from '../package-root.ts';
import { describeExtent } from '../verify/index.ts';
import { csvTable } from './csv.ts';

/** A heat map as text: per cent, a row for each mantissa of the first operand. */
export function heatMapText(map: HeatMap): string {
  const cells = map.relativeError.map((row) =>
    row.map((error) => (error === null ? '-' : (100 * error).toFixed(1))),
  );
  const names = mantissaNames(map);
  const width = Math.max(...cells.flat().map((cell) => cell.length), ...names.map((name) => name.length));
  const line = (head: string, texts: readonly string[]): string =>
    [head.padStart(width), ...texts.map((text) => text.padStart(width))].join(' ');
  return [titleOf(map), '', line('', names), ...cells.map((row, at) => line(names[at] as string, row))].join(
    '\n',
  );
}

/** The same as CSV: mantissas in the first line and column, errors as fractions of one. */
export function heatMapCsv(map: HeatMap): string {
  const names = mantissaNames(map);
  return csvTable(
    ['mantissaA/mantissaB', ...names],
    map.relativeError.map((row, at) => [names[at] as string, ...row]),
  );
}

/** The same as data; the schema is schemas/heat-map.json. */
export function heatMapData({ unit, spec, extent, ...map }: HeatMap): object {
  return { unit, spec, extent, checked: describeExtent(extent), ...map, tools: { lmul: packageVersion } };
}

/** The first mantissa of each row. */
function mantissaNames({ size, mantissasPerCell }: HeatMap): string[] {
  return Array.from({ length: size }, (_, at) => String(at * mantissasPerCell));
}

function titleOf({ unit, extent, kind, pairs, seed, mantissasPerCell }: HeatMap): string {
  const how =
    kind === 'exhaustive'
      ? `all ${pairs.toLocaleString('en')} pairs`
      : `${pairs.toLocaleString('en')} pairs, seed ${seed}`;
  const cell =
    mantissasPerCell === 1
      ? ''
      : `; a cell is the mean over ${mantissasPerCell} x ${mantissasPerCell} mantissas`;
  return [
    `${unit}  checked: ${describeExtent(extent)}`,
    `relative error in per cent over the two mantissas, rows: first operand; ${how}${cell}; lmul-rtl ${packageVersion}`,
  ].join('\n');
}
