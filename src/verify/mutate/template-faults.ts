import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../package-root.ts';
import { loadTemplates, type Templates } from '../../rtl/index.ts';

interface Edit {
  readonly template: string;
  readonly from: string;
  readonly to: string;
}

/** A mistake one can make in the templates; it is in a unit when any of the edited places is. */
export interface TemplateFault {
  readonly name: string;
  /** What is wrong, one clause. */
  readonly title: string;
  readonly edits: readonly Edit[];
}

const ONE = "\\{{(ProdExpBits-1){1'b0}}, 1'b1}";

export const TEMPLATE_FAULTS: readonly TemplateFault[] = [
  {
    name: 'offset-off-by-one',
    title: 'the offset of L-Mul is one unit in the last place too large',
    edits: [
      { template: 'lmul-adder', from: '{{sum}}', to: "{{sum}} + \\{{({{bits}}-1){1'b0}}, 1'b1}" },
      { template: 'lmul-equation', from: '{{sum}}', to: "{{sum}} + \\{{(ManBits+1){1'b0}}, 1'b1}" },
    ],
  },
  {
    name: 'no-zero-test',
    title: 'operand a is never taken for a zero',
    edits: [
      { template: 'decode', from: 'wire zero_a = ~(|exp_a);', to: "wire zero_a = 1'b0;" },
      { template: 'decode-full', from: 'wire zero_a = ~(hidden_a | (|frac_a));', to: "wire zero_a = 1'b0;" },
    ],
  },
  {
    name: 'wrong-bias',
    title: 'the bias of the product is off by one',
    edits: [
      { template: 'lmul-adder', from: '- Bias[ProdExpBits-1:0]', to: `- Bias[ProdExpBits-1:0] + ${ONE}` },
      { template: 'exponent', from: '{{bias}}', to: `{{bias}} - ${ONE}` },
      { template: 'exact-carry-in', from: '- Bias[ProdExpBits-1:0]', to: `- Bias[ProdExpBits-1:0] - ${ONE}` },
    ],
  },
  {
    name: 'exponent-too-narrow',
    title: 'the exponent of operand a is one bit too narrow',
    edits: [
      {
        template: 'decode',
        from: 'exp_a = {{a}}[MagBits-1:ManBits];',
        to: "exp_a = {1'b0, {{a}}[MagBits-2:ManBits]};",
      },
      {
        template: 'decode-full',
        from: 'field_a = {{a}}[MagBits-1:ManBits];',
        to: "field_a = {1'b0, {{a}}[MagBits-2:ManBits]};",
      },
    ],
  },
  {
    name: 'dropped-carry',
    title: 'the carry of the significands does not reach the exponent',
    edits: [{ template: 'exponent', from: "\\{{(ProdExpBits-1){1'b0}}, carry}", to: "{ProdExpBits{1'b0}}" }],
  },
  {
    name: 'not-normalised',
    title: 'a product from two up is not halved',
    edits: [
      {
        template: 'normalise-product',
        from: 'carry ? product[2*ManBits:0] :',
        to: "carry ? {product[2*ManBits-1:0], 1'b0} :",
      },
    ],
  },
  {
    name: 'wrong-delta',
    title: 'the correction of the carry-in product is inverted',
    edits: [{ template: 'exact-carry-in', from: 'delta = {{delta}};', to: 'delta = ~({{delta}});' }],
  },
  {
    name: 'one-logarithm',
    title: 'the logarithm of operand a is added to itself',
    edits: [{ template: 'lns', from: '    {{log_b}}', to: '    {{log_a}}' }],
  },
  {
    name: 'guard-for-sticky',
    title: 'guard and sticky of a truncated product change places',
    edits: [
      {
        template: 'exact-carry-in',
        from: 'Guard[index], Sticky[index]',
        to: 'Sticky[index], Guard[index]',
      },
    ],
  },
  {
    name: 'no-sticky',
    title: 'rounding does not look at the sticky bits',
    edits: [
      { template: 'round', from: 'wire sticky = {{sticky}};', to: "wire sticky = 1'b0;" },
      {
        template: 'denormalise',
        from: 'wire sticky = lost | (|work[WorkBits-{{resMan}}-2:0]);',
        to: "wire sticky = 1'b0;",
      },
    ],
  },
  {
    name: 'ties-upward',
    title: 'ties are rounded away from zero in place of to even',
    edits: [
      { template: 'round', from: 'wire odd = {{raw}}[FracBits-{{resMan}}];', to: "wire odd = 1'b1;" },
      { template: 'denormalise', from: 'wire odd = work[WorkBits-{{resMan}}];', to: "wire odd = 1'b1;" },
    ],
  },
  {
    name: 'no-rounding',
    title: 'the result is cut off, not rounded',
    edits: [
      { template: 'round', from: '{{increment}}', to: '' },
      { template: 'denormalise', from: '{{increment}}', to: '' },
    ],
  },
  {
    name: 'lost-bits',
    title: 'what a subnormal result shifts out is forgotten',
    edits: [{ template: 'denormalise', from: 'subnormal & (|(significand', to: "1'b0 & (|(significand" }],
  },
  {
    name: 'subnormal-distance',
    title: 'a subnormal result is shifted one place too little',
    edits: [
      { template: 'denormalise', from: "{1'b0}}, 1'b1} - exponent_p", to: "{1'b0}}, 1'b0} - exponent_p" },
    ],
  },
  {
    name: 'subnormal-exponent',
    title: 'normalising a subnormal operand does not lower its exponent',
    edits: [
      {
        template: 'decode-full',
        from: "- \\{{(ProdExpBits-ShiftBits){1'b0}}, shift_a}",
        to: "- \\{{(ProdExpBits-ShiftBits){1'b0}}, shift_a & {ShiftBits{1'b0}}}",
      },
    ],
  },
  {
    name: 'wrong-sign',
    title: 'the sign of the product is an or',
    edits: ['decode', 'decode-full'].map((template) => ({
      template,
      from: 'wire sign = {{a}}[MagBits] ^ {{b}}[MagBits];',
      to: 'wire sign = {{a}}[MagBits] | {{b}}[MagBits];',
    })),
  },
  {
    name: 'missed-nan',
    title: 'a NaN in operand a is not noticed',
    edits: [
      { template: 'specials', from: 'nan_a = &{{a}}[MagBits-1:0];', to: "nan_a = 1'b0;" },
      { template: 'specials', from: 'nan_a = top_a & (|{{fraction}}_a);', to: "nan_a = 1'b0;" },
      { template: 'specials', from: 'nan_a = {{a}}[MagBits] & ~(|{{a}}[MagBits-1:0]);', to: "nan_a = 1'b0;" },
    ],
  },
  {
    name: 'inf-times-zero',
    title: 'infinity times zero is no NaN',
    edits: [{ template: 'specials', from: '| (is_inf & is_zero)', to: '' }],
  },
  {
    name: 'lost-valid',
    title: 'the valid bit is lost in the registers',
    edits: [
      {
        template: 'registers',
        from: 'else valid_s{{stage}} <= {{validFrom}};',
        to: "else valid_s{{stage}} <= {{validFrom}} & 1'b0;",
      },
    ],
  },
  {
    name: 'wrong-reset',
    title: 'reset leaves a valid result behind',
    edits: [
      {
        template: 'registers',
        from: "if (!rst_ni) valid_s{{stage}} <= 1'b0;",
        to: "if (!rst_ni) valid_s{{stage}} <= 1'b1;",
      },
    ],
  },
];

const made = new Map<string, Templates>();

/**
 * The shipped templates with this fault in them, made once.
 * @throws Error when a text to edit is not there any more: the fault has to follow its template.
 */
export function faultyTemplates(fault: TemplateFault): Templates {
  const known = made.get(fault.name) ?? edited(fault);
  made.set(fault.name, known);
  return known;
}

function edited({ name, edits }: TemplateFault): Templates {
  const texts: Record<string, string> = {};
  for (const { template, from, to } of edits) {
    const text =
      texts[template] ?? readFileSync(join(packageRoot, 'rtl-templates', `${template}.v.hbs`), 'utf8');
    if (!text.includes(from)) throw new Error(`fault ${name}: ${template}.v.hbs has no ${from} to edit`);
    texts[template] = text.replaceAll(from, to);
  }
  return loadTemplates(texts);
}
