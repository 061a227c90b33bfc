import { Diagnostic } from '../src/diagnostic.ts';
import {
  type BitGroup,
  codeBits,
  compareResult,
  numberText,
  type Operand,
  parseOperand,
  type ResultComparison,
  valueUnder,
} from '../src/explore/index.ts';
import { classify, decode, type Format, hexOf, widthOf } from '../src/format/index.ts';
import { modelOf } from '../src/model/index.ts';
import { resultFormat, type UnitSpec } from '../src/unit/index.ts';
import { byId, element, table } from './dom.ts';

export type Side = 'a' | 'b';

/** The operand a text means, or why it means none. */
export type Read = Operand | Diagnostic;

export function readOperand(format: Format, text: string): Read {
  try {
    return parseOperand(format, text);
  } catch (error) {
    if (error instanceof Diagnostic) return error;
    throw error;
  }
}

/** Bits that have their place beside the text field; more of them go below it. */
const MOST_BESIDE = 16;

const FIELD_NAMES = { sign: 'sign', exp: 'exponent', man: 'mantissa', below: 'below', plain: '' } as const;

/** Draws the two operands, each with a text field and bits that can be turned, and the result below them. */
export function setUpOperands(typed: (side: Side, text: string) => void): void {
  byId('operands').append(
    ...(['a', 'b'] as const).map((side) =>
      element(
        'div',
        { class: 'operand', id: `operand-${side}` },
        element(
          'label',
          {},
          element('span', { class: 'symbol' }, side),
          element('input', {
            id: side,
            spellcheck: 'false',
            autocomplete: 'off',
            autocapitalize: 'off',
            'aria-label': `Operand ${side}: a number, or a code such as 0x3e or 0b00111110`,
            'aria-describedby': `says-${side}`,
            on: { input: (event) => typed(side, (event.target as HTMLInputElement).value) },
          }),
        ),
        element('div', { class: 'bits', id: `bits-${side}`, role: 'group', 'aria-label': `Bits of ${side}` }),
        element('p', { class: 'note', id: `says-${side}` }),
      ),
    ),
    element(
      'div',
      { class: 'operand result' },
      element(
        'span',
        { class: 'label' },
        element('span', { class: 'symbol' }, 'p'),
        element('output', { id: 'p' }),
      ),
      element('div', { class: 'bits', id: 'bits-p', role: 'img' }),
      element('p', { class: 'note', id: 'says-p' }),
    ),
  );
}

/** Shows one operand; `turned` is called with the code after a bit has been turned. */
export function showOperand(
  spec: UnitSpec,
  side: Side,
  text: string,
  read: Read,
  turned: (side: Side, code: bigint) => void,
): void {
  const input = byId<HTMLInputElement>(side);
  if (input.value !== text) input.value = text;
  input.setAttribute('aria-invalid', String(read instanceof Diagnostic));
  const says = byId(`says-${side}`);
  says.classList.toggle('problem', read instanceof Diagnostic);
  if (read instanceof Diagnostic) {
    says.replaceChildren(element('pre', {}, read.message));
    return;
  }
  const { code, isExact } = read;
  says.textContent = `${isExact ? '' : 'nearest: '}${describeCode(spec, spec.format, code)}`;
  drawBits(
    `bits-${side}`,
    spec.format,
    codeBits(spec.format, code),
    (bit) => turned(side, code ^ (1n << BigInt(bit))),
    side,
  );
}

function describeCode(spec: UnitSpec, format: Format, code: bigint): string {
  const kind = classify(format, code);
  const flushed = kind === 'subnormal' && spec.contract === 'flush' ? ', counts as zero under flush' : '';
  return `${numberText(decode(format, code))}, code ${hexOf(format, code)}${kind === 'normal' ? '' : `, ${kind}`}${flushed}`;
}

/** Bits in their fields, with the names of the fields; buttons where they can be turned. */
function drawBits(
  id: string,
  format: Format,
  groups: readonly BitGroup[],
  turn: ((bit: number) => void) | undefined,
  side: string,
): void {
  const container = byId(id);
  const focused = container.contains(document.activeElement)
    ? (document.activeElement as HTMLElement).dataset.bit
    : undefined;
  let bit = widthOf(format);
  container.classList.toggle('long', bit > MOST_BESIDE);
  container.replaceChildren(
    ...groups.map(({ field, text }) =>
      element(
        'span',
        { class: `field ${field}` },
        element(
          'span',
          { class: 'cells' },
          ...[...text].map((digit) => {
            bit -= 1;
            const at = bit;
            if (turn === undefined) return element('span', { class: 'bit' }, digit);
            return element(
              'button',
              {
                type: 'button',
                class: 'bit',
                'data-bit': at,
                'aria-label': `${side} bit ${at}, ${FIELD_NAMES[field]}: ${digit}`,
                title: `bit ${at}`,
                on: { click: () => turn(at) },
              },
              digit,
            );
          }),
        ),
        element(
          'span',
          { class: 'field-name' },
          field === 'sign' ? 'sign' : `${FIELD_NAMES[field]} ${text.length}`,
        ),
      ),
    ),
  );
  if (focused !== undefined) container.querySelector<HTMLElement>(`[data-bit="${focused}"]`)?.focus();
}

/** Shows the result, beside the real and the correctly rounded one. */
export function showResult(spec: UnitSpec, a: bigint, b: bigint): void {
  const result = resultFormat(spec);
  const code = modelOf(spec)(a, b);
  byId('p').textContent = numberText(valueUnder(result, spec.contract, code));
  drawBits('bits-p', result, codeBits(result, code), undefined, 'p');
  byId('bits-p').setAttribute(
    'aria-label',
    `Bits of p: ${codeBits(result, code)
      .map(({ text }) => text)
      .join(' ')}`,
  );
  byId('says-p').textContent = `code ${hexOf(result, code)}`;
  byId('comparison').replaceChildren(...comparisonOf(spec, compareResult(spec, a, b)));
}

function comparisonOf(
  spec: UnitSpec,
  { real, unit, rounded, relativeError, ulps }: ResultComparison,
): HTMLElement[] {
  const what = spec.product === 'add' ? 'sum' : 'product';
  const away = [
    relativeError === undefined
      ? []
      : relativeError === 0
        ? `the real ${what}`
        : `${percentText(relativeError)} off the real ${what}`,
    ulps === undefined
      ? []
      : ulps === 0
        ? 'the rounded one'
        : `${ulps > 0 ? '+' : ''}${ulps} ulp off the rounded one`,
  ].flat();
  return [
    table(
      `Beside the real ${what}`,
      ['', 'value', 'code'],
      [
        ['this unit', unit.value, unit.code],
        ...(rounded === undefined
          ? []
          : [[`correctly rounded, ${spec.contract}`, rounded.value, rounded.code]]),
        [`real ${what}`, real, ''],
      ],
      [1, 2],
    ),
    element('p', { id: 'away' }, away.length === 0 ? '' : `This unit: ${away.join(', ')}.`),
  ];
}

export function percentText(share: number): string {
  const percent = 100 * share;
  return `${percent > 0 ? '+' : ''}${Math.abs(percent) < 0.01 && percent !== 0 ? percent.toExponential(1) : percent.toFixed(2)}\u00a0%`;
}
