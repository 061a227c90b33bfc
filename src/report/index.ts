export { comparisonData, comparisonMarkdown, comparisonText } from './comparison.ts';
export { costData, costText, type UnitCost } from './cost.ts';
export { planOfChecked, planOfUnchecked } from './manifest.ts';
export type { PartCost } from './parts.ts';
export { type Column, left, markdownTable, percent, right, textTable } from './table.ts';
