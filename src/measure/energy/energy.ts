import type { ToggleModel } from '../../../sim/index.ts';
import type { OperandStream } from '../operands/index.ts';
import { type RunOptions, runToggles, type ToggleRun } from './run.ts';
import type { EnergyModel, Term } from './weights.ts';

/** Energy of an operation in fJ, in its terms; their sum is the total. */
export type EnergyTerms = Readonly<Record<Term, number>>;

/** The energy of one operation under one stimulus. Pre-layout: no wires, no clock tree. */
export interface EnergyFigures {
  readonly energyFjPerOp: number;
  /** Half the 95 % confidence interval. */
  readonly halfWidthFjPerOp: number;
  readonly termsFjPerOp: EnergyTerms;
  readonly pairs: number;
  readonly periodPs: number;
  readonly gridPs: number;
  /** The same total without delays, a lower bound, and with unit delays. */
  readonly zeroFjPerOp: number;
  readonly unitFjPerOp: number;
  /** Switching and internal energy of the gates, inertial over zero. */
  readonly glitchFactor: number;
}

export interface EnergyMeasurement {
  readonly figures: EnergyFigures;
  /** The inertial run behind them. */
  readonly run: ToggleRun;
}

/** What an operation takes at one operation a `periodPs`, by the three toggle engines; `inertial` is the figure. */
export async function measureEnergy(
  model: EnergyModel,
  stream: OperandStream,
  options: RunOptions & { readonly periodPs: number },
): Promise<EnergyMeasurement> {
  const { periodPs } = options;
  const run = await runToggles(model, stream, 'inertial', options);
  const other = async (name: ToggleModel): Promise<EnergyTerms> =>
    termsOf(model, await runToggles(model, stream, name, { ...options, pairs: run.pairs }), periodPs);
  const [terms, zero, unit] = [termsOf(model, run, periodPs), await other('zero'), await other('unit')];
  const gates = ({ switching, internal }: EnergyTerms): number => switching + internal;
  return {
    run,
    figures: {
      energyFjPerOp: totalOf(terms),
      halfWidthFjPerOp: run.halfWidthFjPerOp,
      termsFjPerOp: terms,
      pairs: run.pairs,
      periodPs,
      gridPs: model.gridPs,
      zeroFjPerOp: totalOf(zero),
      unitFjPerOp: totalOf(unit),
      glitchFactor: gates(zero) === 0 ? 1 : gates(terms) / gates(zero),
    },
  };
}

/** Toggles times weights, the clock, and leakage for a period: nW x ps is 1e-6 fJ. */
export function termsOf(model: EnergyModel, { togglesPerOp }: ToggleRun, periodPs: number): EnergyTerms {
  const { switching, internal, registers, input } = model.weights;
  const sum = (weights: Float64Array): number =>
    weights.reduce((total, fj, net) => total + fj * togglesPerOp[net]!, 0);
  return {
    switching: sum(switching),
    internal: sum(internal),
    registers: sum(registers),
    input: sum(input),
    clock: model.clockFjPerCycle,
    leakage: model.leakageNw * periodPs * 1e-6,
  };
}

export function totalOf(terms: EnergyTerms): number {
  return Object.values(terms).reduce((sum, fj) => sum + fj, 0);
}
