import { parseFormat } from '../../format/index.ts';
import { type AccumulatorRequest, unitSpec } from '../../unit/index.ts';
import { exactUnits, type Lab, lmulOf, macOf } from '../lab.ts';
import { HOROWITZ_64_BITS_PJ, paperDotSaving, paperMultiplierShare } from '../paper-model.ts';
import type { MeasuredPoint } from '../sweep/index.ts';
import type { Measure } from './measure.ts';
import { energyOf, unitOf } from './points.ts';
import type { Measured } from './verdict.ts';

/** Energies of a product in both kinds and of the sum it goes into. */
async function composed(lab: Lab, name: string, accumulator: string) {
  const [lmul, exact, sum] = await Promise.all([
    lab.measure(lmulOf(name), lab.cells),
    lab.least(exactUnits(parseFormat(name)), lab.cells, 'energyFjPerOp'),
    lab.measure(unitSpec('add', parseFormat(accumulator)), lab.cells),
  ]);
  return { lmul, exact, sum };
}

/** Accumulators a format is used with. */
const accumulatorsOf = (name: string): readonly string[] =>
  name === 'bf16' || name === 'fp32' ? ['fp32'] : ['fp16', 'fp32'];

const pairsOf = (formats: readonly string[]): (readonly [string, string])[] =>
  formats.flatMap((name) => accumulatorsOf(name).map((accumulator) => [name, accumulator] as const));

const lmul80: Measure = async (lab, formats) => {
  const judged = await Promise.all(
    pairsOf(formats).map(async ([name, accumulator]): Promise<Measured> => {
      const { lmul, exact, sum } = await composed(lab, name, accumulator);
      return {
        what: `saving of energy, ${name} into ${accumulator}`,
        value: 1 - (energyOf(lmul) + energyOf(sum)) / (energyOf(exact) + energyOf(sum)),
        unit: 'share',
        conditions: `${lmul.unit} against ${exact.unit}, each with ${sum.unit}; ${lab.technology}, gaussian; without registers`,
      };
    }),
  );
  const areas = await Promise.all(
    formats.filter(isSmall).map(async (name): Promise<Measured> => {
      const [lmul, exact] = await macPair(lab, name, { accumulator: 'fp32' }, 'gates');
      return {
        what: `saving of AIG nodes, MAC ${name} into fp32`,
        value: 1 - lmul.costs.aigNodes! / exact.costs.aigNodes!,
        unit: 'share',
        conditions: `${lmul.unit} against ${exact.unit}`,
      };
    }),
  );
  const paper = {
    what: 'the estimate behind the figure',
    value: paperDotSaving(),
    unit: 'share',
    conditions: 'on paper: int32 addition for fp32 product, each with an fp32 sum, Horowitz 2014',
  };
  return { judged: [...(await wholeSavings(lab)), ...judged], beside: [...areas, paper] };
};

/** Units that take dot products, registers, alignment and clock included; 32 lanes as in `lmul mac-table`. */
const WHOLE: readonly AccumulatorRequest[] = [
  { accumulator: 'fp32' },
  { accumulator: 'kulisch' },
  { accumulator: 'kulisch', lanes: 32 },
  { accumulator: 'fp32', lanes: 32, window: 24 },
];

/** L-Mul on e4m3 in such units, over the smallest exact product in them. */
async function wholeSavings(lab: Lab): Promise<Measured[]> {
  return Promise.all(
    WHOLE.map(async (request): Promise<Measured> => {
      const [lmul, exact] = await macPair(lab, 'e4m3', request, lab.cells);
      return {
        what: `saving of energy, e4m3, ${request.lanes ?? 1} a clock into ${request.accumulator}`,
        value: 1 - energyOf(lmul) / energyOf(exact),
        unit: 'share',
        conditions: `${lmul.unit} against ${exact.unit}, ${lab.technology}, gaussian; a clock, registers included`,
      };
    }),
  );
}

const isSmall = (name: string): boolean => name.startsWith('e');

/** Units that accumulate, with L-Mul and with the smallest exact product. */
async function macPair(
  lab: Lab,
  name: string,
  request: AccumulatorRequest,
  target: string,
): Promise<readonly [lmul: MeasuredPoint, exact: MeasuredPoint]> {
  const best = await lab.least(exactUnits(parseFormat(name)), 'gates', 'aigNodes');
  return Promise.all([
    lab.measure(macOf(lmulOf(name), request), target),
    lab.measure(macOf(unitOf(best), request), target),
  ]);
}

const multiplierShare: Measure = async (lab, formats) => {
  const judged = await Promise.all(
    pairsOf(formats).map(async ([name, accumulator]): Promise<Measured> => {
      const { exact, sum } = await composed(lab, name, accumulator);
      return {
        what: `share of the product, ${name} into ${accumulator}`,
        value: energyOf(exact) / (energyOf(exact) + energyOf(sum)),
        unit: 'share',
        conditions: `energy of ${exact.unit} and ${sum.unit}; ${lab.technology}, gaussian; arithmetic alone`,
      };
    }),
  );
  const beside = await Promise.all(
    formats.filter(isSmall).flatMap((name) =>
      ['fp32', 'kulisch'].map(async (accumulator): Promise<Measured> => {
        const best = await lab.least(exactUnits(parseFormat(name)), 'gates', 'aigNodes');
        const [, mac] = await macPair(lab, name, { accumulator }, 'gates');
        return {
          what: `share of the product's AIG nodes, MAC ${name} into ${accumulator}`,
          value: best.costs.aigNodes! / mac.costs.aigNodes!,
          unit: 'share',
          conditions: `${best.unit} alone, of ${mac.unit}`,
        };
      }),
    ),
  );
  const onPaper = Object.entries(HOROWITZ_64_BITS_PJ).map(
    ([memory, pj]): Measured => ({
      what: `share of the product, operands from ${memory}`,
      value: paperMultiplierShare(pj),
      unit: 'share',
      conditions: 'on paper: fp16 product, fp16 sum and two operands of 16 bits, Horowitz 2014, 45 nm',
    }),
  );
  return { judged, beside: [...beside, ...onPaper] };
};

/** How each claim about products and the sums they go into is measured, by id. */
export const composedMeasures: Readonly<Record<string, Measure>> = {
  'lmul-80-dot': lmul80,
  'multiplier-10-20': multiplierShare,
};
