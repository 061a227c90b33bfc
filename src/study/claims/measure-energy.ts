import { parseFormat } from '../../format/index.ts';
import { builtInTechnology } from '../../tech/index.ts';
import { unitSpec } from '../../unit/index.ts';
import { measureAnchors } from '../anchors.ts';
import { exactUnits, type Lab, lmulOf, macOf } from '../lab.ts';
import { paperDotSaving, paperElementSaving } from '../paper-model.ts';
import type { MeasuredPoint } from '../sweep/index.ts';
import { energyOf, unitOf } from './points.ts';
import type { Evidence, Measured } from './verdict.ts';

/** Energy, area and whatever else comes from standard cells. */
type Measure = (lab: Lab, formats: readonly string[]) => Promise<Evidence>;

/** What is left out unless it is asked for. */
const withoutFp32 = (formats: readonly string[]): Pick<Evidence, 'missing'> =>
  formats.includes('fp32') ? {} : { missing: 'fp32: lmul claims --fp32' };

/** L-Mul over the exact unit that takes least, in energy or area. */
async function savings(
  lab: Lab,
  formats: readonly string[],
  cost: 'energyFjPerOp' | 'areaUm2',
): Promise<Measured[]> {
  const what = cost === 'areaUm2' ? 'area' : 'energy';
  return Promise.all(
    formats.map(async (name) => {
      const lmul = await lab.measure(lmulOf(name), lab.cells);
      const exact = await lab.least(exactUnits(parseFormat(name)), lab.cells, cost);
      return {
        what: `saving of ${what}, ${name}`,
        value: 1 - lmul.costs[cost]! / exact.costs[cost]!,
        unit: 'share',
        conditions: `${lmul.unit} against ${exact.unit}, ${lab.technology}${cost === 'areaUm2' ? '' : ', gaussian'}`,
      };
    }),
  );
}

const lmul95: Measure = async (lab, formats) => ({
  ...withoutFp32(formats),
  judged: await savings(lab, formats, 'energyFjPerOp'),
  beside: [
    ...(await savings(lab, formats, 'areaUm2')),
    {
      what: 'the estimate behind the figure',
      value: paperElementSaving(),
      unit: 'share',
      conditions: 'on paper: int16 addition for fp16 product, Horowitz 2014, 45 nm',
    },
  ],
});

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
      const [lmul, exact] = await macPair(lab, name, 'fp32');
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
  return { judged, beside: [...areas, paper] };
};

const isSmall = (name: string): boolean => name.startsWith('e');

/** The multiply-accumulate units of a format with L-Mul and with the smallest exact product. */
async function macPair(
  lab: Lab,
  name: string,
  accumulator: string,
): Promise<readonly [lmul: MeasuredPoint, exact: MeasuredPoint]> {
  const best = await lab.least(exactUnits(parseFormat(name)), 'gates', 'aigNodes');
  const exact = macOf(unitOf(best), { accumulator });
  return Promise.all([
    lab.measure(macOf(lmulOf(name), { accumulator }), 'gates'),
    lab.measure(exact, 'gates'),
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
        const [, mac] = await macPair(lab, name, accumulator);
        return {
          what: `share of the product's AIG nodes, MAC ${name} into ${accumulator}`,
          value: best.costs.aigNodes! / mac.costs.aigNodes!,
          unit: 'share',
          conditions: `${best.unit} alone, of ${mac.unit}`,
        };
      }),
    ),
  );
  return { judged, beside };
};

const SAVED: Readonly<Record<string, { readonly area: number; readonly energy: number }>> = {
  e4m3: { area: 0.675, energy: 0.895 },
  bf16: { area: 0.761, energy: 0.966 },
  fp32: { area: 0.889, energy: 0.996 },
};

const ucsd: Measure = async (lab, formats) => {
  const named = formats.filter((name) => name in SAVED);
  const areas = await savings(lab, named, 'areaUm2');
  const energies = await savings(lab, named, 'energyFjPerOp');
  const withFigure = (list: readonly Measured[], kind: 'area' | 'energy'): Measured[] =>
    list.map((measured, at) => ({ ...measured, published: SAVED[named[at]!]![kind] }));
  const judged = [...withFigure(areas, 'area'), ...withFigure(energies, 'energy')];
  return { judged, beside: [], ...withoutFp32(formats) };
};

const fp32Over: Measure = async (lab, formats) => {
  if (!formats.includes('fp32')) return { judged: [], beside: [], ...withoutFp32(formats) };
  const [product, integers] = await Promise.all([
    lab.least(exactUnits(parseFormat('fp32')), lab.cells, 'energyFjPerOp'),
    measureAnchors(builtInTechnology(lab.technology)),
  ]);
  const add = integers.find(({ operation }) => operation === 'int32 add')!;
  return {
    judged: [
      {
        what: 'fp32 product over int32 addition',
        value: energyOf(product) / add.figures.energyFjPerOp,
        unit: 'ratio',
        conditions: `${product.unit}, gaussian; int32 add, uniform; ${lab.technology}`,
      },
    ],
    beside: [],
  };
};

const addOverMultiply: Measure = async (lab, formats) => {
  const judged = await Promise.all(
    formats.map(async (name): Promise<Measured> => {
      const format = parseFormat(name);
      const sum = await lab.measure(unitSpec('add', format), lab.cells);
      const product = await lab.least(exactUnits(format), lab.cells, 'energyFjPerOp');
      return {
        what: `sum over product, ${name}`,
        value: energyOf(sum) / energyOf(product),
        unit: 'ratio',
        conditions: `${sum.unit} over ${product.unit}; ${lab.technology}, gaussian`,
      };
    }),
  );
  const integers = await measureAnchors(builtInTechnology(lab.technology));
  const energy = (operation: string): number =>
    integers.find((anchor) => anchor.operation === operation)!.figures.energyFjPerOp;
  const int8 = {
    what: 'sum over product, int8',
    value: energy('int8 add') / energy('int8 mul'),
    unit: 'ratio',
    conditions: `best architecture of each; ${lab.technology}, uniform`,
  };
  return { judged: [...judged, int8], beside: [] };
};

const glitches: Measure = async (lab, formats) => {
  const judged = await Promise.all(
    formats.flatMap((name) =>
      exactUnits(parseFormat(name))
        .filter((spec) => spec.product === 'exact' && /multiply|array/.test(spec.architecture))
        .map(async (spec): Promise<Measured> => {
          const { unit, energies } = await lab.measure(spec, lab.cells);
          return {
            what: `share of glitches, ${unit}`,
            value: 1 - 1 / energies![0]!.figures.glitchFactor,
            unit: 'share',
            conditions: `inertial delays, gates alone; ${lab.technology}, gaussian`,
          };
        }),
    ),
  );
  return { judged, beside: [] };
};

/** How each claim about energy is measured, by id. */
export const energyMeasures: Readonly<Record<string, Measure>> = {
  'lmul-95': lmul95,
  'lmul-80-dot': lmul80,
  'multiplier-10-20': multiplierShare,
  'ucsd-power': ucsd,
  'fp32-37x': fp32Over,
  'horowitz-add-mul': addOverMultiply,
  glitches,
};
