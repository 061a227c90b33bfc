export { comparisonData, comparisonMarkdown, comparisonText } from './comparison.ts';
export { costData, costText, type UnitCost } from './cost.ts';
export { planOfChecked, planOfUnchecked } from './manifest.ts';
export { type Column, markdownTable, percent, textTable } from './table.ts';
