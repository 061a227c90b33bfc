import { scaleLinear, scaleLog } from 'd3-scale';
import { type Axis, axisText } from './plot.ts';
import { line, text } from './svg.ts';

/** From a value to a place, and where the ticks are. */
export interface Scale {
  (value: number): number;
  readonly ticks: readonly { readonly value: number; readonly label: string }[];
}

/** The scale of an axis that is to show these values, between two places. */
export function scaleOf(axis: Axis, values: readonly number[], from: number, to: number, count = 5): Scale {
  const known = values.filter(Number.isFinite);
  const most = Math.max(...known, axis.scale === 'log' ? 1e-9 : 0);
  const d3 =
    axis.scale === 'log'
      ? scaleLog()
          .domain([Math.min(...known.filter((value) => value > 0), most), most])
          .range([from, to])
          .nice()
      : scaleLinear()
          .domain([Math.min(0, ...known), most === 0 ? 1 : most])
          .range([from, to])
          .nice(count);
  // Plain numbers: `100m` of a per cent is no way to write a tenth.
  const format = axis.scale === 'log' ? d3.tickFormat(count, ',~r') : d3.tickFormat(count);
  // Half a bit is no place on an axis of bits.
  const counts = known.every(Number.isInteger) && most <= 2 * count;
  const ticks = d3
    .ticks(count)
    .filter((value) => !counts || Number.isInteger(value))
    .map((value) => ({ value, label: counts ? String(value) : format(value) }));
  return Object.assign((value: number): number => d3(value), { ticks });
}

export interface Area {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Rules, ticks and label of a horizontal axis below an area. */
export function axisBelow(axis: Axis, scale: Scale, { left, right, top, bottom }: Area): string[] {
  return [
    ...scale.ticks.map(({ value }) => line(scale(value), top, scale(value), bottom, 'rule')),
    ...scale.ticks.map(({ value, label }) =>
      text(label, scale(value), bottom + 16, { 'text-anchor': 'middle' }),
    ),
    line(left, bottom, right, bottom, 'stroke'),
    text(axisText(axis), (left + right) / 2, bottom + 34, { 'text-anchor': 'middle' }),
  ];
}

/** The same for a vertical axis to the left of an area. */
function axisLeft(axis: Axis, scale: Scale, { left, right, top, bottom }: Area): string[] {
  const [x, y] = [left - 50, (top + bottom) / 2];
  return [
    ...scale.ticks.map(({ value }) => line(left, scale(value), right, scale(value), 'rule')),
    ...scale.ticks.map(({ value, label }) =>
      text(label, left - 6, scale(value) + 4, { 'text-anchor': 'end' }),
    ),
    line(left, top, left, bottom, 'stroke'),
    text(axisText(axis), x, y, { 'text-anchor': 'middle', transform: `rotate(-90 ${x} ${y})` }),
  ];
}

/** Both scales of points over an area, and their axes drawn; `count` is about how many ticks go across. */
export function axesOf(
  { x, y }: { readonly x: Axis; readonly y: Axis },
  points: readonly { readonly x: number; readonly y: number }[],
  area: Area,
  count?: number,
): { readonly across: Scale; readonly up: Scale; readonly body: readonly string[] } {
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  const across = scaleOf(x, xs, area.left, area.right, count);
  const up = scaleOf(y, ys, area.bottom, area.top);
  return { across, up, body: [...axisBelow(x, across, area), ...axisLeft(y, up, area)] };
}
