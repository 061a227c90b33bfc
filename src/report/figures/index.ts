export { needsCells, PLOT_COSTS, type PlotCost } from './conditions.ts';
export { breakdownPlot, paretoPlot, widthPlot } from './cost.ts';
export { glitchPlot, stagesPlot } from './energy.ts';
export { type DotErrors, dotErrorPlot, dotErrorsOf, errorHeatMap } from './error.ts';
