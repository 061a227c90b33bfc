import { type Step, type StepRow, stepsOf } from '../src/explore/index.ts';
import type { UnitSpec } from '../src/unit/index.ts';
import { byId, element } from './dom.ts';

/** Shows how the unit comes from its operands to its result. */
export function showSteps(spec: UnitSpec, a: bigint, b: bigint): void {
  byId('steps').replaceChildren(...stepsOf(spec, a, b).map(stepItem));
}

function stepItem({ title, says, rows }: Step): HTMLElement {
  const isFields = title === 'Fields';
  return element(
    'li',
    {},
    element('h3', {}, title),
    element('p', {}, says),
    ...(rows.length === 0
      ? []
      : [
          element(
            'div',
            { class: 'scroll' },
            element(
              'table',
              { class: isFields ? 'step fields' : 'step' },
              element('tbody', {}, ...rows.map(stepRow)),
            ),
          ),
        ]),
  );
}

function stepRow({ label, bits, value, isResult }: StepRow): HTMLElement {
  return element(
    'tr',
    isResult === true ? { class: 'result' } : {},
    element('th', { scope: 'row' }, label),
    element(
      'td',
      { class: 'digits' },
      ...bits.map(({ field, text }) => element('span', { class: field }, text)),
    ),
    element('td', {}, value),
  );
}
