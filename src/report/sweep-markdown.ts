import { shortStimulus } from '../measure/index.ts';
import { groupBy } from '../study/group-by.ts';
import {
  COST_KINDS,
  type FrontMarks,
  isMeasured,
  type MeasuredPoint,
  type PointOutcome,
  type Study,
  type SweepResults,
  technologyOf,
} from '../study/index.ts';
import { builtInTechnology } from '../tech/index.ts';
import { DELAY_NOTE } from './cost.ts';
import { crossingsMarkdown } from './crossings.ts';
import { ENERGY_CAVEAT, figure } from './energy.ts';
import { shortExtent } from './extent.ts';
import { type Column, left, markdownLine, markdownTable, percent, right } from './table.ts';

/** Which points lie on which front, by their place in the plan. */
export type Fronts = ReadonlyMap<number, FrontMarks>;

/** Results as a page: a table a target, then what failed and what made no sense. */
export function sweepMarkdown(results: SweepResults, fronts: Fronts): string {
  const { study, points, refused, lmul, tools } = results;
  const measured = points.filter(isMeasured);
  const failed = points.filter((point) => !isMeasured(point));
  const list = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : [`## ${title}`, lines.map((line) => `- ${markdownLine(line)}`).join('\n')];
  return [
    `# ${markdownLine(study.title ?? study.name)}`,
    ...crossingsMarkdown(results),
    ...[...groupBy(measured, ({ target }) => target)].flatMap(([target, rows]) => [
      `## ${target}`,
      markdownTable(pointColumns(rows, fronts), rows),
    ]),
    ...operandErrorsMarkdown(measured),
    ...list(
      'Without figures',
      failed.map((point) => `${point.unit}, ${point.target}: ${firstLine(point)}`),
    ),
    ...list(
      'Combinations that are no unit',
      refused.map(({ unit, reason }) => `${unit}: ${reason}`),
    ),
    notesOfSweep(measured, study)
      .map((line) => `- ${markdownLine(line)}`)
      .join('\n'),
    `lmul-rtl ${lmul}, Yosys ${tools.yosys}, nextpnr ${tools.nextpnr ?? 'absent'}`,
  ].join('\n\n');
}

/** What every figure of the page stands on. */
export function notesOfSweep(
  measured: readonly MeasuredPoint[],
  { name, check, precision }: Study,
): string[] {
  const stimuli = [...new Set(measured.flatMap((point) => point.operandErrors.map((each) => each.stimulus)))];
  const hasEnergies = measured.some(({ energies = [] }) => energies.length > 0);
  const technologies = [...new Set(measured.flatMap(({ target }) => technologyOf(target) ?? []))].map(
    builtInTechnology,
  );
  return [
    `results of \`lmul sweep\` on the study ${name}; no figure of a unit that has not passed its check in the very netlist that is measured`,
    `formats wider than 10 bits: directed and ${check.count.toLocaleString('en')} random pairs (seed ${check.seed})${check.prove ? ', and SAT proofs' : ''}`,
    'errors: of the product (of a unit that accumulates: of its products) against the real one, over all pairs of mantissas in one binade; sampled beyond 2^20 pairs',
    DELAY_NOTE,
    'front of MRED and: no unit of the same format, contract, level and target is better in both',
    ...technologies.map(
      ({ name: short, title, corner, supplyVolts }) =>
        `cells:${short}: ${title}, ${corner}, ${supplyVolts} V; ${ENERGY_CAVEAT}`,
    ),
    ...(stimuli.length === 0
      ? []
      : [
          `stimuli: ${stimuli.join(' / ')}; errors under them are against the product of the operands as the unit gets them`,
        ]),
    ...(hasEnergies
      ? [
          `fJ/op: by operation, inertial delays, measured until the 95 % interval is within ${percent(precision, 1)}; operands of the first stimulus`,
        ]
      : []),
  ];
}

/** Errors under the stimuli of a study, once for each unit: they do not depend on the target. */
function operandErrorsMarkdown(measured: readonly MeasuredPoint[]): string[] {
  const units = [...groupBy(measured, ({ unit }) => unit).values()].map(([point]) => point!);
  const rows = units.flatMap(({ unit, operandErrors, stimuli }) =>
    operandErrors.map(({ error }, at) => ({ unit, operands: shortStimulus(stimuli[at]!), error })),
  );
  if (rows.length === 0) return [];
  const columns: Column<(typeof rows)[number]>[] = [
    left('unit', ({ unit }) => unit),
    left('operands', ({ operands }) => operands),
    left('pairs', ({ error: { kind, pairs } }) => `${pairs.toLocaleString('en')} ${kind}`),
    right('bias', ({ error }) => percent(error.bias)),
    right('MRED', ({ error }) => percent(error.mred)),
    right('RMS', ({ error }) => percent(error.rms)),
  ];
  return ['## Errors under the stimuli', markdownTable(columns, rows)];
}

function firstLine(point: PointOutcome): string {
  return isMeasured(point) ? '' : (point.reason.split('\n')[0] ?? '');
}

/** Cost columns of a target: those its points have. */
const COSTS = {
  aigNodes: 'AIG',
  nand2Equivalents: 'NAND2',
  depthGates: 'depth',
  lut4: 'LUT4',
  depthLut4: 'depth LUT4',
  fmaxMHz: 'Fmax MHz',
  areaUm2: 'um2',
  delayPs: 'ps',
  energyFjPerOp: 'fJ/op',
} as const;

/** What is shown of each point: the costs that some of them have, and the fronts it is on. */
export function pointColumns(rows: readonly MeasuredPoint[], fronts: Fronts): Column<MeasuredPoint>[] {
  const names = (Object.keys(COSTS) as (keyof typeof COSTS)[]).filter((name) =>
    rows.some(({ costs }) => costs[name] !== undefined),
  );
  return [
    left('unit', ({ unit }) => unit),
    left('checked', ({ extent }) => shortExtent(extent)),
    right('bias', ({ error }) => percent(error.bias)),
    right('MRED', ({ error }) => percent(error.mred)),
    right('RMS', ({ error }) => percent(error.rms)),
    ...names.map((name) =>
      right<MeasuredPoint>(COSTS[name], ({ costs }) => {
        const value = costs[name];
        return value === undefined ? '-' : Number.isInteger(value) ? `${value}` : figure(value);
      }),
    ),
    left('front of MRED and', ({ index }) =>
      COST_KINDS.filter((kind) => fronts.get(index)?.[kind]).join(' '),
    ),
    left('recipe', ({ chosenRecipe }) => chosenRecipe),
  ];
}
