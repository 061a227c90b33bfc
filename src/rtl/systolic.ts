import { widthOf } from '../format/index.ts';
import { packageVersion } from '../package-root.ts';
import {
  accumulatorBits,
  hasInvalidFlag,
  macLatency,
  macName,
  type SystolicSpec,
  systolicName,
  systolicPorts,
  systolicWords,
} from '../unit/index.ts';
import { commandLines, type HeaderView } from './header.ts';
import { emitMacModules, moduleText } from './mac.ts';
import { rangeOf } from './mac-widen.ts';
import { shippedTemplates, type Templates } from './templates.ts';

/** The modules of a systolic array by name, itself first, its delay lines, and those of its element. */
export function emitSystolicModules(
  spec: SystolicSpec,
  templates: Templates = shippedTemplates(),
): Readonly<Record<string, string>> {
  const name = systolicName(spec);
  return {
    [name]: emitArray(spec, templates),
    [`${name}_delay`]: emitDelay(spec, templates),
    ...emitMacModules(spec.element, templates),
  };
}

function emitArray(spec: SystolicSpec, templates: Templates): string {
  const { rows, cols, element } = spec;
  const bits = element.lanes * widthOf(element.product.format);
  const accBits = accumulatorBits(element);
  const view = {
    name: systolicName(spec),
    element: macName(element),
    rows,
    cols,
    lastRow: rows - 1,
    lastCol: cols - 1,
    bits,
    packetBits: bits + 2,
    rowBits: cols * bits,
    accBits,
    rowAccBits: cols * accBits,
    controlMsb: rows * cols - 1,
    unusedMsb: rows * cols - 2,
    flowMsb: rows * cols * bits - 1,
    accsMsb: rows * cols * accBits - 1,
    invalid: hasInvalidFlag(element),
  };
  return moduleText(templates, {
    header: arrayHeaderView(spec, templates.digest),
    name: view.name,
    ports: systolicPorts(spec).map(({ name, direction, width }) => ({
      name,
      direction,
      range: rangeOf(width),
      comment: COMMENTS[name] ?? '',
    })),
    sections: [
      { banner: 'Skew: operands wait at the edges', template: 'systolic-skew', view },
      { banner: `Elements: ${rows} x ${cols}`, template: 'systolic-elements', view },
      { banner: 'Read', template: 'systolic-read', view },
    ],
  });
}

const COMMENTS: Readonly<Record<string, string>> = {
  clk_i: 'clock, rising edge',
  rst_ni: 'reset, active low',
  valid_i: 'operands are valid',
  clear_i: 'they are the first of a product',
  a_i: 'a column of A, row 0 lowest',
  b_i: 'a row of B, column 0 lowest',
  row_i: 'row of C to read',
  valid_o: 'the last element has added',
  c_o: 'sums of that row, column 0 lowest',
  invalid_o: 'which of them are no numbers',
};

function arrayHeaderView(spec: SystolicSpec, templateDigest: string): HeaderView {
  const { rows, cols, element } = spec;
  const { lanes, product } = element;
  const perStep = lanes === 1 ? '' : `, ${lanes} of the inner dimension, lane 0 lowest`;
  const settled = cols - 1 + macLatency(element);
  const rowsOfText: readonly (readonly [string, readonly string[]])[] = [
    ['Computes', [`C = A * B, ${rows} x ${cols} elements that each keep one sum (output-stationary)`]],
    ['Operands', [`${product.format.name}: a column of A and a row of B a clock${perStep}`]],
    ['Element', [macName(element)]],
    [
      'Control',
      [
        'valid_i with each pair of column and row, clear_i with the first of a product',
        'A moves right with its controls, B moves down; both are skewed here',
      ],
    ],
    [
      'Latency',
      [
        `row 0 may be read ${settled} cycle${settled === 1 ? '' : 's'} after its last operands went in, each next row one later`,
        `${cols - 1} cycle${cols === 2 ? '' : 's'} without operands between products, and ${rows} between their beginnings`,
      ],
    ],
    ['Made by', commandLines(`lmul ${systolicWords(spec)} --verilog DIR`)],
    ['Version', [`lmul-rtl ${packageVersion}, templates ${templateDigest}`]],
  ];
  const facts = rowsOfText.flatMap(([label, lines]) =>
    lines.map((text, i) => ({ label: (i === 0 ? label : '').padEnd(11), text })),
  );
  return { name: systolicName(spec), title: 'systolic array', rule: '='.repeat(97), facts };
}

function emitDelay(spec: SystolicSpec, templates: Templates): string {
  const name = systolicName(spec);
  const facts = [
    ['Computes', 'q = d, some cycles later'],
    ['Part of', name],
    ['Version', `lmul-rtl ${packageVersion}, templates ${templates.digest}`],
  ].map(([label = '', text = '']) => ({ label: label.padEnd(11), text }));
  const header = {
    name: `${name}_delay`,
    title: 'delay line of a systolic array',
    rule: '='.repeat(97),
    facts,
  };
  return templates.render('systolic-delay', { header, name });
}
