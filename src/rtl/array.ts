import { type CarrySave, type Column, daddaStages, heightOf, type Row, rowAt, type Stage } from './dadda.ts';
import type { Names } from './section.ts';

/**
 * View of the significand product as an array: partial products, a Dadda tree, and the two addends that are left. The
 * hidden ones make no partial products: 1.a * 1.b = 1 + a + b + a * b.
 */
export function arrayView(manBits: number, names: Names): object {
  const columns = dotColumns(manBits);
  const stages = daddaStages(columns);
  const last = stages.at(-1)?.columns ?? columns;
  const [manA, manB] = [names('man_a'), names('man_b')];
  return {
    oneA: { range: `[${2 * manBits}:${manBits}]`, value: `{1'b1, ${manB}}` },
    oneB: { range: `[${2 * manBits - 1}:${manBits}]`, value: manA },
    partials: Array.from({ length: manBits }, (_, j) => ({
      range: `[${manBits - 1 + j}:${j}]`,
      name: `pp_${j}`,
      value: `${manA} & {ManBits{${manB}[${j}]}}`,
    })),
    stages: stages.map((stage, i) => stageView(stage, heightOf(stages[i - 1]?.columns ?? columns))),
    addends: [0, 1].map((at) => addendView(`addend_${at}`, rowAt(last, at), 2 * manBits + 1)),
  };
}

/**
 * Dots of 1.a * 1.b by column. The rhombus of partial products is folded along its middle column into a triangle, so
 * that each row of it is the high end of one partial product beside the low end of another.
 */
function dotColumns(manBits: number): Column[] {
  return Array.from({ length: 2 * manBits + 1 }, (_, c) => {
    const ones = c < manBits ? [] : c < 2 * manBits ? ['one_a', 'one_b'] : ['one_a'];
    const partials = Array.from({ length: manBits }, (_, j) => j).filter((j) => c >= j && c < j + manBits);
    if (c >= manBits) partials.reverse();
    return [...ones, ...partials.map((j) => `pp_${j}`)];
  });
}

export function stageView({ height, adders }: Stage, from: number): object {
  return { from, height, adders: adders.map(adderView) };
}

function adderView({ sum, carry, x, y, z }: CarrySave): object {
  const at = sum.replace('sum', '');
  const [nameX, nameY, nameZ] = [`x${at}`, `y${at}`, `z${at}`];
  const half = z === undefined || z.lsb > x.lsb;
  const operands = [
    { name: nameX, row: x },
    { name: nameY, row: y },
    ...(z === undefined
      ? []
      : [{ name: nameZ, row: { ...z, msb: x.msb, lsb: x.lsb }, zeros: z.lsb - x.lsb }]),
  ].map(({ name, row, ...rest }) => wireView(name, row, 'zeros' in rest ? rest.zeros : 0));
  return {
    columns: x.msb === x.lsb ? `Column ${x.msb}` : `Columns ${x.msb} to ${x.lsb}`,
    half: z === undefined ? 'half adders' : half ? `full adders, a half adder in ${x.lsb}` : 'full adders',
    operands,
    sum: {
      range: `[${x.msb}:${x.lsb}]`,
      name: sum,
      value: z === undefined ? `${nameX} ^ ${nameY}` : `${nameX} ^ ${nameY} ^ ${nameZ}`,
    },
    carry: {
      range: `[${x.msb + 1}:${x.lsb + 1}]`,
      name: carry,
      value:
        z === undefined
          ? `${nameX} & ${nameY}`
          : `(${nameX} & ${nameY}) | ((${nameX} ^ ${nameY}) & ${nameZ})`,
    },
  };
}

/** An addend of the last addition, with zeros in the columns it does not reach. */
export function addendView(name: string, row: Row, msb: number): object {
  const wide = { slices: row.slices, msb, lsb: 0 };
  return wireView(name, wide, row.lsb, msb - row.msb);
}

function wireView(name: string, { msb, lsb, slices }: Row, zerosBelow: number, zerosAbove = 0): object {
  const zeros = (bits: number): string[] => (bits > 0 ? [`${bits}'b${'0'.repeat(bits)}`] : []);
  const parts = slices.map((slice) =>
    slice.msb === slice.lsb ? `${slice.wire}[${slice.msb}]` : `${slice.wire}[${slice.msb}:${slice.lsb}]`,
  );
  const all = [...zeros(zerosAbove), ...parts, ...zeros(zerosBelow)];
  return { range: `[${msb}:${lsb}]`, name, value: all.length === 1 ? all[0] : inLines(all) };
}

/** A concatenation, over several lines where it would leave the page. */
function inLines(parts: readonly string[]): string {
  const oneLine = `{${parts.join(', ')}}`;
  if (oneLine.length <= ONE_LINE) return oneLine;
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + part.length + 2 <= COLUMNS)
      lines[lines.length - 1] = `${last}, ${part}`;
    else lines.push(part);
  }
  return `{\n    ${lines.join(',\n    ')}\n  }`;
}

/** Columns beside `  wire [46:0] carry13_0 = `, and on a line of its own. */
const ONE_LINE = 70;
const COLUMNS = 90;
