import { axesOf } from '../axes.ts';
import { dashOf, legendAt, markAt } from '../legend.ts';
import type { Lines } from '../plot.ts';
import { type Picture, sheetOf } from '../sheet.ts';
import { SERIES_COUNT } from '../style.ts';
import { element, px } from '../svg.ts';

const WIDTH = 640;
const HEIGHT = 300;

/** Curves with a mark at every value. */
export function drawLines(plot: Lines): Picture {
  const { series } = plot;
  return sheetOf(plot, WIDTH, (top) => {
    const area = { left: 76, right: WIDTH - 24, top, bottom: top + HEIGHT };
    const points = series.flatMap((each) => each.points);
    const { across, up, body } = axesOf(plot, points, area, 8);
    const curve = (at: number, d: string): string =>
      element('path', { class: `line l${at % SERIES_COUNT}`, 'stroke-dasharray': dashOf(at), d });
    const legend = legendAt(
      series.map(({ name }) => name),
      area.left,
      area.bottom + 44,
      area.right,
      (at, left, middle) => curve(at, `M${px(left - 9)} ${px(middle)}h18`) + markAt(at, left, middle),
    );
    return {
      body: [
        ...body,
        ...series.map((each, at) =>
          curve(at, `M${each.points.map((one) => `${px(across(one.x))} ${px(up(one.y))}`).join('L')}`),
        ),
        ...series.flatMap((each, at) => each.points.map((one) => markAt(at, across(one.x), up(one.y), 4.5))),
        ...legend.body,
      ],
      height: HEIGHT + 48 + legend.height,
    };
  });
}
