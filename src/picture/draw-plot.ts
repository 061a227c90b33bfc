import type { Plot } from './plot.ts';
import { drawBrackets, drawStackedBars } from './plots/bars.ts';
import { drawHeatMap } from './plots/heat-map.ts';
import { drawLines } from './plots/lines.ts';
import { drawScatter } from './plots/scatter.ts';
import type { Picture } from './sheet.ts';

/** The picture of a plot. Same data, same bytes. */
export function drawPlot(plot: Plot): Picture {
  switch (plot.kind) {
    case 'heat-map':
      return drawHeatMap(plot);
    case 'scatter':
      return drawScatter(plot);
    case 'lines':
      return drawLines(plot);
    case 'stacked-bars':
      return drawStackedBars(plot);
    case 'brackets':
      return drawBrackets(plot);
  }
}
