export { anchorsData, anchorsText } from './anchors.ts';
export { comparisonData, comparisonMarkdown, comparisonText } from './comparison.ts';
export { costData, costText, type UnitCost } from './cost.ts';
export { ENERGY_CAVEAT, energyData, energyText } from './energy.ts';
export { energyTableData, energyTableText } from './energy-table.ts';
export {
  type AlongComparison,
  alongCsv,
  alongData,
  alongText,
  type UnitAlong,
} from './error-along.ts';
export { planOfChecked, planOfUnchecked } from './manifest.ts';
export { mutationData, mutationText } from './mutation.ts';
export type { PartCost } from './parts.ts';
export { proofsData, proofsText } from './proofs.ts';
export { type Column, left, markdownTable, percent, right, textTable } from './table.ts';
export { verificationMarkdown } from './verification.ts';
