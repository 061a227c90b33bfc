export { drawPlot } from './draw-plot.ts';
export type { Axis, Brackets, HeatMap, Lines, Plot, Point, Scatter, StackedBars } from './plot.ts';
export { limitOf } from './plots/heat-map.ts';
export { frontOf } from './plots/scatter.ts';
export { type Picture, svgFile, svgInPage } from './sheet.ts';
export { pictureStyle } from './style.ts';
export { escapeXml } from './svg.ts';
export { type DataTable, significant, tableOf } from './table.ts';
