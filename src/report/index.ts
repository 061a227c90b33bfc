export { adviceAnswer, adviceData, adviceText, widthText } from './advice.ts';
export { anchorsData, anchorsText } from './anchors.ts';
export { claimsData, claimsMarkdown, claimsText, explainedText, reportedClaim } from './claims.ts';
export { comparisonData, comparisonMarkdown, comparisonText } from './comparison.ts';
export { costData, costRows, costText, type UnitCost } from './cost.ts';
export { type ReportedClaim, type ReportInput, reportDocument } from './document/build.ts';
export type { DocumentSection, Part, ReportDocument } from './document/document.ts';
export { documentHtml } from './document/html.ts';
export { documentMarkdown } from './document/markdown.ts';
export { readDocument } from './document/read.ts';
export { sweepDocument } from './document/sweep.ts';
export { ENERGY_CAVEAT, energyData, energyText } from './energy.ts';
export { energyTableData, energyTableText } from './energy-table.ts';
export {
  type AlongComparison,
  alongCsv,
  alongData,
  alongText,
  type UnitAlong,
} from './error-along.ts';
export { errorsCsv, errorsData, errorsText } from './errors.ts';
export * from './figures/index.ts';
export { heatMapCsv, heatMapData, heatMapText } from './heat-map.ts';
export { macTableData, macTableText } from './mac-table.ts';
export { planOfChecked, planOfUnchecked } from './manifest.ts';
export { mutationData, mutationText } from './mutation.ts';
export type { PartCost } from './parts.ts';
export { TABLE_FILES, type TableFile, tableBytes, tableData } from './product-table.ts';
export { proofsData, proofsText } from './proofs.ts';
export { readSweep } from './read-sweep.ts';
export { jsonSchema, SCHEMAS } from './schemas/index.ts';
export { blockDiagram } from './schematic/blocks.ts';
export { gateDiagram } from './schematic/gates.ts';
export { planOfSweep, sweepData } from './sweep.ts';
export { sweepPlanText } from './sweep-plan.ts';
export { type SystolicReport, systolicData, systolicText } from './systolic.ts';
export { type Column, left, markdownTable, percent, right, textTable } from './table.ts';
export { timingDiagram } from './timing.ts';
export { type TrialHead, trialCsv, trialData, trialText } from './trial.ts';
export { verificationMarkdown } from './verification/page.ts';
