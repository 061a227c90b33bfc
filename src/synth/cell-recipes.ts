import { clean, type Recipe, resubRound } from './recipes.ts';
import { rippleFile } from './ripple.ts';

const adders = [
  { name: 'ripple', synth: `-extra-map ${rippleFile}` },
  { name: 'prefix', synth: '-noalumacc' },
] as const;

const mixed = ['dc2', 'resub -K 8 -N 2', 'dc2', 'resub -K 12 -N 2', 'dc2'];
const synthetic = ['&get -n', '&syn3', '&syn3', '&syn4', '&put'];

const scripts: readonly {
  readonly name: string;
  readonly purpose: string;
  readonly abc: readonly string[];
}[] = [
  { name: 'dc2', purpose: 'light restructuring', abc: ['dc2', 'dc2'] },
  { name: 'mixed', purpose: 'smallest in most trials', abc: mixed },
  { name: 'resub', purpose: 'multipliers', abc: [...resubRound, ...resubRound] },
  {
    name: 'cuts',
    purpose: 'decoders and constant tables',
    abc: ['dc2', 'dch', 'if -g -K 6', 'strash', 'dc2', 'dc2'],
  },
  { name: 'syn', purpose: 'few levels', abc: synthetic },
  { name: 'syn-resub', purpose: 'few levels at little area', abc: [...synthetic, ...resubRound] },
  {
    name: 'resub-syn',
    purpose: 'the same, the other way round',
    abc: [...resubRound, '&get -n', '&syn3', '&syn4', '&put', ...resubRound],
  },
];

/** Area mapping over structural choices: 15 to 30 % less area than ABC's default `map`. */
const map = ['dch -f', 'amap -m'];

/**
 * What every design is mapped with, so that none wins by its script: both kinds of adder, each with seven ABC scripts.
 * Booth encoding is left out, see `recipes`.
 */
export const cellRecipes: readonly Recipe[] = adders.flatMap((adder) =>
  scripts.map(({ name, purpose, abc }) => ({
    name: `${adder.name}-${name}`,
    purpose,
    synth: adder.synth,
    abc: [...clean, ...abc, ...map, 'topo'],
  })),
);

/** How far a delay target is moved: one per cent changes a netlist as much as renaming its wires does. */
const perturbations = [1, 0.99, 0.98];

/**
 * The same beside copies that size buffers and gates for a clock, and for one 1 and 2 % faster: what gets tried when a
 * clock is given.
 */
export function cellRecipesFor(clockPs: number | undefined): readonly Recipe[] {
  if (clockPs === undefined) return cellRecipes;
  const sized = cellRecipes
    .filter(({ name }) => /^[a-z]+-(resub|syn|syn-resub)$/.test(name))
    .flatMap((recipe) =>
      perturbations.map((factor): Recipe => {
        const targetPs = Math.round(clockPs * factor);
        const size = ['buffer -c', 'topo', `upsize -D ${targetPs}`, `dnsize -D ${targetPs}`];
        return { ...recipe, name: `${recipe.name}@${targetPs}`, abc: [...recipe.abc, ...size] };
      }),
    );
  return [...cellRecipes, ...sized];
}
