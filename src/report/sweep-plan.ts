import type { Point, Refused, Study } from '../study/index.ts';
import { left, right, textTable } from './table.ts';

/** What a sweep would do: every point, then what makes no sense, then how much is known already. */
export function sweepPlanText({
  study,
  points,
  refused,
  known,
}: {
  readonly study: Study;
  readonly points: readonly Point[];
  readonly refused: readonly Refused[];
  readonly known: number;
}): string {
  const table = textTable<Point>(
    [
      right('point', ({ index }) => `${index}`),
      left('unit', ({ unit }) => unit),
      left('level', ({ level }) => level),
      left('target', ({ target }) => target),
      left('recipe', ({ recipe }) => recipe ?? '-'),
      left('stimuli', ({ stimuli = [] }) => stimuli.map(({ name }) => name).join(' ') || '-'),
    ],
    points,
  );
  return [
    `${study.title ?? study.name}: ${points.length} points`,
    table,
    ...(refused.length === 0
      ? []
      : [
          [
            'combinations that are no unit',
            ...refused.map(({ unit, reason }) => `  ${unit}: ${reason}`),
          ].join('\n'),
        ]),
    `${known} of ${points.length} are known from earlier runs, ${points.length - known} are to be measured`,
  ].join('\n\n');
}
