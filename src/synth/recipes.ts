import { rippleFile } from './ripple.ts';

/** One way from word-level cells to two-input gates. */
export interface Recipe {
  readonly name: string;
  /** What it is good at. */
  readonly purpose: string;
  /** The options of Yosys's `synth`. */
  readonly synth: string;
  /** The commands of ABC. */
  readonly abc: readonly string[];
}

/** The gates a recipe may use; `abc` adds inverters by itself. */
export const gateSet = 'AND,NAND,OR,NOR,XOR,XNOR,ANDNOT,ORNOT';

const ripple = `-extra-map ${rippleFile}`;
export const clean: readonly string[] = ['strash', 'ifraig', 'scorr'];
/** Area-oriented mapping over structural choices; about 20 % fewer gates than the default `map`. */
const mapArea = ['dch -f', '&get -n', '&nf -R 20 -F 10', '&put'];
/** Resubstitution with growing cuts between rewriting and refactoring: the `compress2rs` of ABC's authors. */
export const resubRound: readonly string[] = [
  ...['balance', 'resub -K 6', 'rewrite', 'resub -K 6 -N 2', 'refactor', 'resub -K 8', 'balance'],
  ...['resub -K 8 -N 2', 'rewrite', 'resub -K 10', 'rewrite -z', 'resub -K 10 -N 2', 'balance'],
  ...['resub -K 12', 'refactor -z', 'resub -K 12 -N 2', 'rewrite -z', 'balance'],
];

/**
 * Every design is synthesised by all of them and the one with the fewest AIG nodes is kept, so that no architecture
 * loses to another by the choice of a script. Booth encoding is left out: it never won, from 4x4 to 11x11 bits.
 */
export const recipes: readonly Recipe[] = [
  {
    name: 'ripple-resub',
    purpose: 'multipliers and float units: fewest nodes in most trials',
    synth: ripple,
    abc: [...clean, ...resubRound, ...resubRound, ...mapArea],
  },
  {
    name: 'ripple-dc2',
    purpose: 'the same with less restructuring',
    synth: ripple,
    abc: [...clean, 'dc2', 'resub -K 8 -N 2', 'dc2', 'resub -K 12 -N 2', 'dc2', ...mapArea],
  },
  {
    name: 'ripple-cuts',
    purpose: 'constant tables and decoders: rebuilds six-input cuts',
    synth: ripple,
    abc: [...clean, 'dc2', 'dch', 'if -g -K 6', 'strash', 'dc2', 'dc2', ...mapArea],
  },
  {
    name: 'prefix-dc2',
    purpose: 'adders as prefix trees: fewer levels for a few more nodes',
    synth: '-noalumacc',
    abc: [...clean, 'dc2', 'resub -K 8 -N 2', 'dc2', 'resub -K 12 -N 2', 'dc2', ...mapArea],
  },
];
