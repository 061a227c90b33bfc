import { addendView, stageView } from '../array.ts';
import { type Column, daddaStages, heightOf, rowAt } from '../dadda.ts';

/**
 * View of a product of signed integers as an array: partial products, a Dadda tree, and the two addends that are left.
 * With the highest bits weighing -2^(n-1), the partial products of one of them are negative. Inverted they are too large
 * by known powers of two, which together are ones in the columns n and 2n-1 (Baugh and Wooley, 1973). `more` are columns
 * of further ones.
 */
export function integerArrayView(bits: number, more: readonly number[] = []): object {
  const ones = [...more, bits, 2 * bits - 1];
  const columns = dotColumns(bits, ones);
  const stages = daddaStages(columns);
  const last = stages.at(-1)?.columns ?? columns;
  const sign = (1n << BigInt(bits - 1)).toString(16);
  const below = ((1n << BigInt(bits - 1)) - 1n).toString(16);
  return {
    partials: Array.from({ length: bits }, (_, j) => ({
      range: `[${bits - 1 + j}:${j}]`,
      name: `pp_${j}`,
      value: `(a_i & {${bits}{b_i[${j}]}}) ^ ${bits}'h${j < bits - 1 ? sign : below}`,
    })),
    ones: ones.map((at) => ({ range: `[${at}:${at}]`, name: `one_${at}` })),
    stages: stages.map((stage, i) => stageView(stage, heightOf(stages[i - 1]?.columns ?? columns))),
    addends: [0, 1].map((at) => addendView(`addend_${at}`, rowAt(last, at), 2 * bits - 1)),
    range: `[${2 * bits - 1}:0]`,
  };
}

/** Dots of the product by column, folded into a triangle as those of significands are. */
function dotColumns(bits: number, ones: readonly number[]): Column[] {
  return Array.from({ length: 2 * bits }, (_, c) => {
    const partials = Array.from({ length: bits }, (_, j) => j).filter((j) => c >= j && c < j + bits);
    if (c >= bits) partials.reverse();
    const own = ones.includes(c) ? [`one_${c}`] : [];
    return [...own, ...partials.map((j) => `pp_${j}`)];
  });
}
