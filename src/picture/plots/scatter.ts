import { axesOf, type Scale } from '../axes.ts';
import { legendAt, markAt } from '../legend.ts';
import type { Point, Scatter } from '../plot.ts';
import { type Picture, sheetOf } from '../sheet.ts';
import { element, px, text, textWidth } from '../svg.ts';

const WIDTH = 640;
const HEIGHT = 320;

/** Points with their front: the staircase of those that no other beats in both costs. */
export function drawScatter(plot: Scatter): Picture {
  const { points } = plot;
  return sheetOf(plot, WIDTH, (top) => {
    const area = { left: 76, right: WIDTH - 24, top, bottom: top + HEIGHT };
    const { across, up, body } = axesOf(plot, points, area);
    const groups = [...new Set(points.map(({ group }) => group))];
    const numbers = points.map((point) => String(points.indexOf(point) + 1));
    const legend = groups.length === 0 ? [] : legendRows(points, groups, area.bottom + 46);
    return {
      body: [
        ...body,
        frontPath(frontOf(points), across, up, area.right),
        ...points.map((point) => markAt(groups.indexOf(point.group), across(point.x), up(point.y), 5.5)),
        ...placedNumbers(points, numbers, across, up),
        ...legend,
      ],
      height: HEIGHT + 50 + 18 * points.length,
    };
  });
}

/** The points that no other point beats or equals in both, from the least x on; of equal points the first. */
export function frontOf(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  const front: Point[] = [];
  for (const point of sorted) {
    const last = front.at(-1);
    if (last === undefined || point.y < last.y) front.push(point);
  }
  return front;
}

function frontPath(front: readonly Point[], across: Scale, up: Scale, right: number): string {
  const [first, ...more] = front;
  if (first === undefined) return '';
  const steps = more.map((point) => `H${px(across(point.x))}V${px(up(point.y))}`).join('');
  return element('path', {
    class: 'stroke',
    'stroke-dasharray': '4 3',
    d: `M${px(across(first.x))} ${px(up(first.y))}${steps}H${px(right)}`,
  });
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly label: string;
}

/** A number beside each mark; marks that lie on each other share one label, and no label covers a mark or another. */
function placedNumbers(
  points: readonly Point[],
  numbers: readonly string[],
  across: Scale,
  up: Scale,
): string[] {
  const marks: Place[] = [];
  for (const [at, point] of points.entries()) {
    const here = { x: across(point.x), y: up(point.y), label: numbers[at]! };
    const same = marks.findIndex(({ x, y }) => Math.hypot(x - here.x, y - here.y) < 7);
    if (same < 0) marks.push(here);
    else marks[same] = { ...marks[same]!, label: `${marks[same]!.label}, ${here.label}` };
  }
  const taken: { readonly x: number; readonly y: number; readonly width: number }[] = [];
  const isFree = (x: number, y: number, width: number): boolean =>
    taken.every((box) => x > box.x + box.width || x + width < box.x || Math.abs(y - box.y) > 13) &&
    marks.every((mark) => mark.x < x - 6 || mark.x > x + width + 6 || Math.abs(mark.y - y + 4) > 10);
  return marks.map(({ x, y, label }) => {
    const width = textWidth(label, 11);
    const places = [
      [x + 7, y - 6],
      [x - 7 - width, y - 6],
      [x + 9, y + 4],
      [x - 9 - width, y + 4],
      [x - width / 2, y - 10],
      [x - width / 2, y + 18],
      [x + 9, y + 16],
    ] as const;
    const [left, base] = places.find(([px, py]) => isFree(px, py, width)) ?? places[0];
    taken.push({ x: left, y: base, width });
    return text(label, left, base, { class: 'small' });
  });
}

/** A row for each point: its mark, its number, its name. */
function legendRows(points: readonly Point[], groups: readonly string[], top: number): string[] {
  return points.flatMap(
    ({ name, group }, at) =>
      legendAt([`${at + 1}  ${name}`], 76, top + 18 * at, WIDTH, (_, x, y) =>
        markAt(groups.indexOf(group), x, y),
      ).body,
  );
}
