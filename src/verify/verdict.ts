import { decode, type Format, hexOf, toNumber } from '../format/index.ts';
import { commandWords, resultFormat, shortName, type UnitSpec } from '../unit/index.ts';

/** The hardware levels every unit is checked at: elaborated RTL, generic gates, iCE40 cells. */
export type BaseLevel = 'rtl' | 'gates' | 'ice40';
export const LEVELS: readonly BaseLevel[] = ['rtl', 'gates', 'ice40'];

/** With those of the standard-cell technologies a check was asked for, by name. */
export type Level = BaseLevel | `cells:${string}`;
export type MappedLevel = Exclude<Level, 'rtl'>;

/** How far a passed check reached. */
export type Extent =
  | { readonly kind: 'exhaustive'; readonly pairs: number }
  | {
      readonly kind: 'sampled';
      readonly directed: number;
      readonly random: number;
      readonly seed: number;
      /** Outcome of the SAT proof that each netlist equals the RTL. */
      readonly proof: Readonly<Record<MappedLevel, 'proved' | 'unknown'>>;
    }
  | {
      /** A unit with state: operand pairs onto zero, then random streams side by side. */
      readonly kind: 'streams';
      readonly pairs: number;
      readonly everyPair: boolean;
      readonly streams: number;
      readonly cycles: number;
      readonly seed: number;
      /** Outcome of the SAT proof that each netlist makes the same step as the RTL, from any state. */
      readonly proof: Readonly<Record<MappedLevel, 'proved' | 'unknown'>>;
    };

/** One operand pair on which hardware and model differ. */
export interface Counterexample {
  readonly level: Level;
  /** Clock cycle after reset, for a pipelined unit. */
  readonly cycle?: number;
  readonly a: bigint;
  readonly b: bigint;
  /** The port that differs. */
  readonly port: 'p_o' | 'valid_o';
  readonly expected: bigint;
  readonly got: bigint;
}

export type Verdict =
  | { readonly kind: 'passed'; readonly extent: Extent }
  | { readonly kind: 'failed'; readonly counterexample: Counterexample };

/** The extent in a few words, as it stands beside every figure. */
export function describeExtent(extent: Extent): string {
  if (extent.kind === 'exhaustive') return `all ${extent.pairs.toLocaleString('en')} pairs`;
  if (extent.kind === 'streams') {
    const { pairs, everyPair, streams, cycles, seed } = extent;
    const onto = `${everyPair ? 'all ' : ''}${pairs.toLocaleString('en')} pairs onto zero`;
    return `${onto} + ${streams.toLocaleString('en')} streams, ${cycles.toLocaleString('en')} cycles in all (seed ${seed}); ${proofText(extent.proof)}`;
  }
  return `${extent.directed.toLocaleString('en')} directed + ${extent.random.toLocaleString('en')} random (seed ${extent.seed}); ${proofText(extent.proof)}`;
}

function proofText(proof: Readonly<Record<string, 'proved' | 'unknown'>>): string {
  const proved = Object.entries(proof).flatMap(([level, how]) => (how === 'proved' ? [level] : []));
  return proved.length === 0 ? 'not proved' : `proved = RTL: ${proved.join(', ')}`;
}

/** A counterexample for people: operands, both results in hex and decoded, and the command that replays the pair. */
export function describeCounterexample(
  spec: UnitSpec,
  found: Counterexample,
  shownAs: { readonly name: string; readonly command: string } = {
    name: shortName(spec),
    command: `lmul cosim ${commandWords(spec)}`,
  },
): string {
  const { format } = spec;
  const result = resultFormat(spec);
  const shown = (of: Format, code: bigint): string =>
    `${hexOf(of, code)}  ${String(toNumber(decode(of, code)))}`;
  const output = (code: bigint): string => (found.port === 'p_o' ? shown(result, code) : code.toString());
  return [
    `${shownAs.name}: the ${levelName(found.level)} differs from the model at ${found.port}${found.cycle === undefined ? '' : `, cycle ${found.cycle}`}`,
    `  a         ${shown(format, found.a)}`,
    `  b         ${shown(format, found.b)}`,
    `  expected  ${output(found.expected)}`,
    `  got       ${output(found.got)}`,
    `  replay    ${shownAs.command} --pair ${hexOf(format, found.a)},${hexOf(format, found.b)}`,
  ].join('\n');
}

export function levelName(level: Level): string {
  switch (level) {
    case 'rtl':
      return 'elaborated RTL';
    case 'gates':
      return 'gate netlist';
    case 'ice40':
      return 'iCE40 netlist';
    default:
      return `${level.slice('cells:'.length)} netlist`;
  }
}
