import { parseFormat } from '../../format/index.ts';
import { builtInTechnology } from '../../tech/index.ts';
import { unitSpec } from '../../unit/index.ts';
import { measureAnchors } from '../anchors.ts';
import { exactUnits, type Lab, lmulOf } from '../lab.ts';
import { paperElementSaving } from '../paper-model.ts';
import type { Measure } from './measure.ts';
import { energyOf } from './points.ts';
import type { Evidence, Measured } from './verdict.ts';

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
  'ucsd-power': ucsd,
  'fp32-37x': fp32Over,
  'horowitz-add-mul': addOverMultiply,
  glitches,
};
