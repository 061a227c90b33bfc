import { scaleLinear } from 'd3-scale';
import { axisText, type HeatMap } from '../plot.ts';
import { type Picture, sheetOf } from '../sheet.ts';
import { HEAT_STEPS } from '../style.ts';
import { element, px, text } from '../svg.ts';

const WIDTH = 480;
const SIDE = 340;
const LEFT = 84;
/** Values are written into cells of maps of up to this many columns. */
const WRITTEN = 8;
/** Labels on an axis, at most. */
const LABELS = 9;

/** A heat map: rows from below, so that both axes grow as on paper. */
export function drawHeatMap(map: HeatMap): Picture {
  const { columns, rows, values, x, y } = map;
  const limit = map.limit ?? limitOf([map]);
  const size = SIDE / Math.max(columns.length, rows.length, 1);
  const [width, height] = [size * columns.length, size * rows.length];
  return sheetOf(map, WIDTH, (top) => {
    const bottom = top + height;
    const centre = (column: number): number => LEFT + (column + 0.5) * size;
    const middle = (row: number): number => bottom - (row + 0.5) * size;
    const labels = [
      ...picked(columns).map(([at, label]) =>
        text(label, centre(at), bottom + 15, { 'text-anchor': 'middle', class: 'small' }),
      ),
      ...picked(rows).map(([at, label]) =>
        text(label, LEFT - 6, middle(at) + 4, { 'text-anchor': 'end', class: 'small' }),
      ),
    ];
    const [labelX, labelY] = [LEFT - 62, (top + bottom) / 2];
    return {
      body: [
        cells(values, limit, LEFT, bottom, size),
        ...(columns.length <= WRITTEN ? writtenValues(values, limit, centre, middle) : []),
        ...labels,
        text(axisText(x), LEFT + width / 2, bottom + 34, { 'text-anchor': 'middle' }),
        text(axisText(y), labelX, labelY, {
          'text-anchor': 'middle',
          transform: `rotate(-90 ${labelX} ${px(labelY)})`,
        }),
        ...colourScale(axisText(map.value), limit, bottom + 50),
      ],
      height: height + 100,
    };
  });
}

/** The same end of the colour scale for several maps: the largest value of any, rounded up to a round number. */
export function limitOf(maps: readonly HeatMap[]): number {
  let most = 0;
  for (const { values } of maps)
    for (const row of values) for (const value of row) most = Math.max(most, Math.abs(value));
  return most === 0
    ? 1
    : (scaleLinear()
        .domain([0, Number(most.toPrecision(12))])
        .nice(8)
        .domain()[1] as number);
}

function stepOf(value: number, limit: number): number {
  const step = Math.floor(((value / limit + 1) / 2) * HEAT_STEPS);
  return Math.min(HEAT_STEPS - 1, Math.max(0, step));
}

/** One path for each colour, of runs of cells: a map of 16,384 cells is then some ten thousand bytes. */
function cells(
  values: readonly (readonly number[])[],
  limit: number,
  left: number,
  bottom: number,
  size: number,
): string {
  const paths = Array.from({ length: HEAT_STEPS }, () => '');
  for (const [row, line] of values.entries()) {
    const steps = line.map((value) => stepOf(value, limit));
    for (let from = 0; from < steps.length; ) {
      const step = steps[from]!;
      let to = from + 1;
      while (steps[to] === step) to += 1;
      paths[step] += `M${from} ${row}h${to - from}v1h${from - to}z`;
      from = to;
    }
  }
  return element(
    'g',
    {
      transform: `translate(${left} ${px(bottom)}) scale(${px(size)} ${px(-size)})`,
      'shape-rendering': 'crispEdges',
    },
    ...paths.flatMap((d, step) => (d === '' ? [] : [element('path', { class: `h${step}`, d })])),
  );
}

function writtenValues(
  values: readonly (readonly number[])[],
  limit: number,
  centre: (column: number) => number,
  middle: (row: number) => number,
): string[] {
  return values.flatMap((line, row) =>
    line.map((value, column) => {
      const strong = Math.abs(stepOf(value, limit) - (HEAT_STEPS - 1) / 2) > 3;
      return text(signed(value), centre(column), middle(row) + 4, {
        class: `small ${strong ? 'on-strong' : 'on-pale'}`,
        'text-anchor': 'middle',
      });
    }),
  );
}

const signed = (value: number): string =>
  Math.abs(value) < 0.05 ? '0' : `${value > 0 ? '+' : '−'}${Math.abs(value).toFixed(1)}`;

/** Every so many of the labels, the first among them. */
function picked(labels: readonly string[]): (readonly [number, string])[] {
  const every = Math.ceil(labels.length / LABELS);
  return labels.flatMap((label, at) => (at % every === 0 ? [[at, label] as const] : []));
}

function colourScale(label: string, limit: number, top: number): string[] {
  const step = SIDE / HEAT_STEPS;
  const boxes = Array.from({ length: HEAT_STEPS }, (_, at) =>
    element('rect', { class: `h${at}`, x: LEFT + at * step, y: top, width: step, height: 10 }),
  );
  const ends = [-limit, 0, limit].map((value, at) =>
    text(value === 0 ? '0' : `${value > 0 ? '+' : '−'}${px(limit)}`, LEFT + (at * SIDE) / 2, top + 23, {
      'text-anchor': 'middle',
      class: 'small',
    }),
  );
  return [...boxes, ...ends, text(label, LEFT + SIDE / 2, top + 40, { 'text-anchor': 'middle' })];
}
