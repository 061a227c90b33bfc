import { readSource, type VerilogSource } from './source.ts';

/**
 * The beginning every script shares, elaboration and all recipes alike: Verilog to flat word-level cells, with each
 * multiplier already expanded into its array of partial products and full adders.
 *
 * Why here: Yosys orders the rows of a multiplier by internal identifiers. Expanded at different points of two scripts,
 * the same `*` becomes two differently arranged arrays, and no SAT sweeping proves those equal beyond some 12 bits.
 * Expanded by the same commands in a fresh process they agree wire by wire, and 24 x 24 bits take seconds. It costs
 * nothing: gate and LUT counts are those of plain `synth` and `synth_ice40`. Word-level `wreduce` has to come first,
 * else zero-extended operands would give rows of zeros. `-norom` keeps case tables logic rather than memory.
 */
export function frontScript(source: VerilogSource): string[] {
  return [
    ...readSource(source),
    'proc -norom',
    'flatten',
    'opt_expr',
    'opt_clean',
    'opt -full',
    'wreduce',
    'peepopt',
    'opt_clean',
    'techmap t:$mul',
    'techmap t:$macc t:$macc_v2',
    'opt_clean',
  ];
}

/**
 * Registers become plain D flip-flops on the rising edge, or ones with an active-low asynchronous reset; enables and
 * synchronous resets become gates in front of them, so that they are counted.
 */
export const legalizeFlipFlops = 'dfflegalize -cell $_DFF_P_ 01 -cell $_DFF_PN0_ 01 -cell $_DFF_PN1_ 01';
