import { type Area, axisBelow, type Scale, scaleOf } from '../axes.ts';
import { legendAt } from '../legend.ts';
import type { Axis, Brackets, StackedBars } from '../plot.ts';
import { type Picture, type PictureHead, sheetOf } from '../sheet.ts';
import { SERIES_COUNT } from '../style.ts';
import { element, line, px, text } from '../svg.ts';
import { significant } from '../table.ts';

const WIDTH = 640;
const ROW = 42;

interface Row {
  readonly name: string;
  /** What is written at the right end of the row's name. */
  readonly figure: string;
}

/** Rows of one value each: name and figure above, the drawing of the row below it, the axis at the foot. */
function drawRows(
  head: PictureHead,
  value: Axis,
  values: readonly number[],
  rows: readonly Row[],
  draw: (row: number, y: number, scale: Scale) => readonly string[],
  legend: (area: Area) => { readonly body: readonly string[]; readonly height: number },
): Picture {
  return sheetOf(head, WIDTH, (top) => {
    const height = ROW * rows.length;
    const area = { left: 24, right: WIDTH - 32, top, bottom: top + height };
    const scale = scaleOf(value, values, area.left, area.right, 8);
    const signs = legend({ ...area, top: area.bottom + 44 });
    return {
      body: [
        ...axisBelow(value, scale, area),
        ...rows.flatMap(({ name, figure }, row) => [
          text(name, area.left, top + row * ROW + 13, { class: 'mono small' }),
          text(figure, area.right, top + row * ROW + 13, { 'text-anchor': 'end', class: 'small' }),
          ...draw(row, top + row * ROW + 20, scale),
        ]),
        ...signs.body,
      ],
      height: height + 48 + signs.height,
    };
  });
}

/** Sums as bars of their parts. Where a part is less than nothing, the bar is longer than its sum, which is marked. */
export function drawStackedBars(plot: StackedBars): Picture {
  const { bars, parts, value } = plot;
  const sums = bars.map(({ values }) => values.reduce((sum, each) => sum + Math.max(0, each), 0));
  const wholes = bars.map(({ values }) => values.reduce((sum, each) => sum + each, 0));
  const box = (part: number, x: number, y: number, width: number, height: number): string =>
    element('rect', { class: `mark s${part % SERIES_COUNT}`, x, y, width, height });
  return drawRows(
    plot,
    value,
    sums,
    bars.map(({ name }, at) => {
      const alone =
        wholes[at]! < sums[at]! ? ` in all (upright line); parts alone ${significant(sums[at]!)}` : '';
      return { name, figure: `${significant(wholes[at]!)}${unitOf(value)}${alone}` };
    }),
    (row, y, scale) => {
      let from = 0;
      const boxes = bars[row]!.values.flatMap((each, part) => {
        if (each <= 0) return [];
        const left = scale(from);
        from += each;
        return [box(part, left, y, scale(from) - left, ROW - 26)];
      });
      if (wholes[row]! >= sums[row]!) return boxes;
      const end = scale(wholes[row]!);
      return [...boxes, line(end, y - 4, end, y + ROW - 22, 'stroke')];
    },
    ({ left, right, top }) => legendAt(parts, left, top, right, (at, x, y) => box(at, x - 7, y - 6, 14, 11)),
  );
}

/** Figures with the bracket of their lower and upper estimate. */
export function drawBrackets(plot: Brackets): Picture {
  const { rows, words, value } = plot;
  const shapes = (low: number, middle: number, high: number, y: number): string[] => [
    line(low, y, high, y, 'stroke'),
    ...[low, high].map((x) => line(x, y - 6, x, y + 6, 'stroke')),
    element('path', { class: 'mark s0', d: `M${px(middle)} ${px(y - 7)}l7 7l-7 7l-7 -7z` }),
  ];
  return drawRows(
    plot,
    value,
    rows.map(({ high, middle }) => Math.max(high, middle)),
    rows.map(({ name, middle, low }) => ({
      name,
      figure: `${significant(middle)}${unitOf(value)}, ${(middle / low).toFixed(2)} of the lower end`,
    })),
    (row, y, scale) => {
      const { low, middle, high } = rows[row]!;
      return shapes(scale(low), scale(middle), scale(high), y + 8);
    },
    ({ left, top }) => ({
      body: [
        ...shapes(left + 4, left + 40, left + 80, top + 8),
        text(
          `lower end: ${words.low}; diamond: ${words.middle}; upper end: ${words.high}`,
          left + 96,
          top + 12,
          { class: 'small' },
        ),
      ],
      height: 22,
    }),
  );
}

const unitOf = ({ unit }: Axis): string => (unit === undefined ? '' : ` ${unit}`);
