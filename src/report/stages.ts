import { type KeptFigure, type MeasuredStages, STAGE_TOLERANCE } from '../study/index.ts';

type Rows = [string, string][];

/** Energy by stage, how far the sum is from the flat figure, and what a free multiplier would save. */
export function stageEnergyRows({ energyFj }: MeasuredStages): Rows {
  return figureRows('energy', energyFj);
}

/** The same of sizes, which no stimulus changes. */
export function stageSizeRows({ areaUm2, nand2Equivalents }: MeasuredStages): Rows {
  return [...figureRows('area', areaUm2), ...figureRows('NAND2', nand2Equivalents)];
}

function figureRows(name: string, figure: KeptFigure): Rows {
  return [
    [`${name} by`, `${stagesText(figure)}; ${freeText(figure)}`],
    ['', `stages kept apart: ${deviationText(figure)}`],
  ];
}

function stagesText({ byStage, total }: KeptFigure): string {
  const stages = Object.entries(byStage);
  const rest = total - stages.reduce((sum, [, each]) => sum + each, 0);
  const shares = [
    ...stages,
    // Input pins and leakage of all stages together.
    ...(rest > 0.0005 * total ? [['inputs', rest] as const] : []),
  ];
  return `stage: ${shares.map(([stage, each]) => `${stage} ${percent(each / total)}`).join(', ')}`;
}

function freeText({ freeMultiplierSaves, freeProductSaves, byStage }: KeptFigure): string {
  const product = freeProductSaves === undefined ? '' : `, a free product unit ${percent(freeProductSaves)}`;
  return byStage.multiply === undefined
    ? 'there is no multiplier'
    : `a free multiplier would save ${percent(freeMultiplierSaves)}${product}`;
}

function deviationText({ deviation, withinTolerance }: KeptFigure): string {
  const percentOff = `${deviation < 0 ? '-' : '+'}${percent(Math.abs(deviation))}`;
  const tolerance = percent(STAGE_TOLERANCE);
  return withinTolerance
    ? `their sum is ${percentOff} of the flat figure, within ${tolerance}`
    : `their sum is ${percentOff} of the flat figure, BEYOND ${tolerance}: shares are of another circuit`;
}

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;
