import type { TemplateFault } from './template-faults.ts';

/** Mistakes in what sums: adders, placing and aligning of products, lanes, and the register. */
export const SUM_FAULTS: readonly TemplateFault[] = [
  {
    name: 'wrong-order',
    title: 'the operand with the larger exponent is not found',
    edits: [{ template: 'add-order', from: 'wire swap = ', to: "wire swap = 1'b0 & " }],
  },
  {
    name: 'misaligned',
    title: 'the smaller operand of a sum is moved one place too far',
    edits: [
      {
        template: 'add-align',
        from: 'distance = exp_l - exp_s;',
        to: "distance = exp_l - exp_s + \\{{(ExpBits-1){1'b0}}, 1'b1};",
      },
    ],
  },
  {
    name: 'no-alignment-sticky',
    title: 'what leaves a sum at its right is forgotten',
    edits: [
      {
        template: 'add-align',
        from: '{row[TermBits-1:1], row[0] | lost}',
        to: "{row[TermBits-1:1], row[0] | (lost & 1'b0)}",
      },
      {
        template: 'window-move',
        from: '{row[{{msb}}:1], row[0] | lost}',
        to: "{row[{{msb}}:1], row[0] | (lost & 1'b0)}",
      },
    ],
  },
  {
    name: 'no-borrow',
    title: 'a difference lacks the one of its complement',
    edits: [
      { template: 'add-sum', from: "{GuardBits{1'b0}}, 1'b1}", to: "{GuardBits{1'b0}}, 1'b0}" },
      { template: 'mac-kulisch', from: "start, 1'b1}", to: "start, 1'b0}" },
    ],
  },
  {
    name: 'wrong-place',
    title: 'a product stands one place too high in the register',
    edits: [
      { template: 'mac-place', from: '<< place;', to: '<< place << 1;' },
      { template: 'dot-lanes', from: '<< place;', to: '<< place << 1;' },
    ],
  },
  {
    name: 'special-counts',
    title: 'a product that is no number is not noticed',
    edits: [
      { template: 'mac-registers', from: '(valid_p & {{special}})', to: "(valid_p & {{special}} & 1'b0)" },
    ],
  },
  {
    name: 'lost-lane',
    title: 'the last lane is left out of the sum',
    edits: [
      { template: 'dot-tree', from: 'k < {{lanes}}', to: 'k < {{lanes}} - 1' },
      { template: 'window-add', from: 'k < {{terms}}', to: 'k < {{terms}} - 1' },
    ],
  },
  {
    name: 'wraps',
    title: 'the register does not stay at its end',
    edits: [{ template: 'mac-kulisch', from: '= overflow', to: "= 1'b0 & overflow" }],
  },
  {
    name: 'not-begun-anew',
    title: 'a sum that clear begins goes on from the one before',
    edits: [
      { template: 'mac-kulisch', from: 'acc & {{kept}}', to: 'acc' },
      { template: 'mac-float', from: 'acc & {{kept}}', to: 'acc' },
      { template: 'integer-register', from: 'acc & {{kept}}', to: 'acc' },
    ],
  },
  {
    name: 'ignored-clear',
    title: 'clear without operands leaves the sum',
    edits: [{ template: 'mac-registers', from: 'else if (clear_p) acc', to: "else if (clear_p & 1'b0) acc" }],
  },
  {
    name: 'never-waits',
    title: 'operands that are not valid are added too',
    edits: [{ template: 'mac-registers', from: 'else if (valid_p) acc', to: "else if (valid_p | 1'b1) acc" }],
  },
];
