import { bench, describe } from 'vitest';
import { compile, interpret, readNetlist } from '../../sim/index.ts';
import { modelOf } from '../../src/model/index.ts';
import { emitVerilog } from '../../src/rtl/index.ts';
import { synthesize } from '../../src/synth/index.ts';
import { closeTools } from '../../src/tools/index.ts';
import { parseShortName } from '../../src/unit/index.ts';
import { BLOCK_LANES, BLOCK_WORDS, exhaustiveStimulus } from '../../src/verify/stimulus.ts';

/**
 * What it takes to know every product of an exact e4m3 multiplier, synthesised to gates. Within a group everybody
 * computes the same pairs, so the ratios of its table hold; between the groups only the rates per pair compare.
 * Operands stand ready in the layout each one takes. Nothing is asserted here: that all three agree is what the
 * tests show.
 */
const name = 'exact_e4m3_multiply_rne_flush';
const spec = parseShortName(name);
const { netlist: json } = await synthesize({ top: name, text: emitVerilog(spec) }, { target: 'gates' });
await closeTools();

const netlist = readNetlist(json);
const compiled = compile(netlist, { words: BLOCK_WORDS });
const interpreted = interpret(netlist);
const model = modelOf(spec);
const { blocks, count, operandsAt } = exhaustiveStimulus(spec);
const pairs = Array.from({ length: count }, (_, i) => operandsAt(i));
/** Operand a from 64 to 95, with every b: normal numbers in the middle of the range. */
const slice = { block: 2, pairs: pairs.slice(2 * BLOCK_LANES, 3 * BLOCK_LANES) };
const results = compiled.getBits('p_o');

function runCompiled(index: number): void {
  const block = blocks[index]!;
  compiled.setBits('a_i', block.a);
  compiled.setBits('b_i', block.b);
  compiled.settle();
  compiled.getBits('p_o', results);
}

describe(`all ${count.toLocaleString('en')} pairs of ${name}, ${netlist.cells.length} gates`, () => {
  bench('compiled engine', () => {
    for (let index = 0; index < blocks.length; index += 1) runCompiled(index);
  });

  bench('software model', () => {
    for (const { a, b } of pairs) model(a, b);
  });
});

describe(`a slice of ${slice.pairs.length.toLocaleString('en')} of these pairs`, () => {
  bench('compiled engine', () => runCompiled(slice.block));

  bench('software model', () => {
    for (const { a, b } of slice.pairs) model(a, b);
  });

  bench('interpreter', () => {
    for (const { a, b } of slice.pairs) {
      interpreted.set('a_i', a);
      interpreted.set('b_i', b);
      interpreted.settle();
      interpreted.get('p_o');
    }
  });
});
