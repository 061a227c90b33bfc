import type { ToolLimits } from './elaborate.ts';
import type { Recipe } from './recipes.ts';

/**
 * How much is tried on a design: `full`, every recipe; `light`, for designs of ten thousand gates and more, one recipe
 * and no sharing of operators: to find which of 32 shifters are never needed together, by SAT, takes Yosys minutes a
 * run, where all else takes half a minute. Designs that are compared get the same.
 */
export type Effort = 'full' | 'light';

export interface EffortOptions extends ToolLimits {
  /** Default full. */
  readonly effort?: Effort;
}

/** What is smallest in most trials: of cells, and of gates, which have no recipe of that name. */
const LIGHT: readonly string[] = ['ripple-mixed', 'ripple-dc2'];

/** The recipes of an effort; the name of one says that nothing is shared. */
export function recipesOf(recipes: readonly Recipe[], effort: Effort = 'full'): readonly Recipe[] {
  if (effort === 'full') return recipes;
  const light = LIGHT.flatMap((wanted) => recipes.find(({ name }) => name === wanted) ?? [])[0]!;
  return [{ ...light, name: `${light.name}-noshare`, synth: `-noshare ${light.synth}` }];
}

/** Logic, flip-flops and carries of an iCE40, all of `synth_ice40` but its `share` where effort is light. */
export function ice40Commands(family: string, top: string, effort: Effort = 'full'): string[] {
  const all = `synth_ice40 -device ${family} -abc9 -top ${top}`;
  if (effort === 'full') return [all];
  return [`${all} -run begin:coarse`, ...COARSE, `${all} -run map_ram:`];
}

/** The section `coarse` of Yosys 0.55, see `help synth_ice40`, without `share`. */
const COARSE: readonly string[] = [
  ...[
    'opt_expr',
    'opt_clean',
    'check',
    'opt -nodffe -nosdff',
    'fsm',
    'opt',
    'wreduce',
    'peepopt',
    'opt_clean',
  ],
  'techmap -map +/cmp2lut.v -D LUT_WIDTH=4',
  ...['opt_expr', 'opt_clean', 'memory_dff', 'alumacc', 'opt', 'memory -nomap', 'opt_clean'],
];
