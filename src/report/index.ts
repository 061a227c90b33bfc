export { comparisonData, comparisonMarkdown, comparisonText } from './comparison.ts';
export { costData, costText, type UnitCost } from './cost.ts';
export { planOfChecked, planOfUnchecked } from './manifest.ts';
export { mutationData, mutationText } from './mutation.ts';
export { proofsData, proofsText } from './proofs.ts';
export { type Column, left, markdownTable, percent, right, textTable } from './table.ts';
export { verificationMarkdown } from './verification.ts';
