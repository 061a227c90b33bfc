import { parseFormat } from '../../format/index.ts';
import { CONTRACTS, FORMS, type Form, type UnitSpec, unitSpec } from '../../unit/index.ts';
import { exactUnits, lmulOf } from '../lab.ts';
import { paperLmulGates, paperProductGates, rightSizedGates } from '../paper-model.ts';
import type { MeasuredPoint } from '../sweep/index.ts';
import type { Measure } from './measure.ts';
import type { Measured } from './verdict.ts';

const aigOf = ({ costs }: MeasuredPoint): number => costs.aigNodes!;

/** Published counts of a product and of L-Mul on the width of its format. */
const PAPER: readonly { readonly name: string; readonly product: number; readonly lmul: number }[] = [
  { name: 'fp16', product: paperProductGates(10), lmul: paperLmulGates(16) },
  { name: 'e4m3', product: paperProductGates(3), lmul: paperLmulGates(8) },
  { name: 'e5m2', product: paperProductGates(2), lmul: paperLmulGates(8) },
];

const gates: Measure = async (lab) => {
  const rows = await Promise.all(
    PAPER.map(async ({ name, product, lmul }) => {
      const ours = await lab.measure(lmulOf(name), 'gates');
      const exact = await lab.least(exactUnits(parseFormat(name)), 'gates', 'aigNodes');
      return { name, product, lmul, ours, exact };
    }),
  );
  const counts: Measured[] = [
    ...rows.map(({ name, product }) => gateCount(`product, ${name}`, product)),
    gateCount('L-Mul, 16 bits', paperLmulGates(16)),
    gateCount('L-Mul, 8 bits', paperLmulGates(8)),
  ];
  return {
    judged: rows.map(({ name, product, lmul, ours, exact }) => ({
      what: `L-Mul over exact, ${name}`,
      value: aigOf(ours) / aigOf(exact),
      unit: 'ratio',
      conditions: `AIG nodes of ${ours.unit} (${aigOf(ours)}) and ${exact.unit} (${aigOf(exact)})`,
      published: lmul / product,
    })),
    beside: [...counts, ...rows.flatMap(({ ours, exact }) => [aigCount(ours), aigCount(exact)])],
  };
};

const gateCount = (what: string, value: number): Measured => ({
  what,
  value,
  unit: 'gates',
  conditions:
    'the closed form, on paper: full adder 11, half adder 5, XOR 4; no normalisation, rounding or specials',
});

const aigCount = (point: MeasuredPoint): Measured => ({
  what: point.unit,
  value: aigOf(point),
  unit: 'AIG nodes',
  conditions: `synthesised, recipe ${point.chosenRecipe}`,
});

const review: Measure = async (lab) => {
  const best = await lab.least(exactUnits(parseFormat('e5m2')), 'gates', 'aigNodes');
  const form = (adders: 3 | 2, words: string): Measured => ({
    what: `product, e5m2, ${words}`,
    value: rightSizedGates(2, 5, adders),
    unit: 'gates',
    conditions: 'the closed form with adders of 5 bits',
  });
  return {
    judged: [form(3, 'three adders'), form(2, 'two adders and half adders for rounding')],
    beside: [gateCount('product, e5m2', paperProductGates(2)), aigCount(best)],
  };
};

const needsMultiplier: Measure = async (lab) => {
  const judged: Measured[] = [];
  const beside: Measured[] = [];
  for (const name of ['e4m3', 'e5m2'])
    for (const contract of ['flush', 'full'] as const) {
      const format = parseFormat(name);
      const [multiply, carryIn] = await Promise.all(
        ['multiply', 'carry-in'].map((architecture) =>
          lab.measure(unitSpec('exact', format, { architecture, contract }), 'gates'),
        ),
      );
      judged.push({
        what: `results the addition misses, ${name}, ${contract}`,
        value: carryIn!.error.notRne!,
        unit: 'share',
        conditions: `${carryIn!.unit}: one addition with a corrected carry; equal to its model on all 65,536 pairs`,
      });
      beside.push({
        what: `multiplier over addition, ${name}, ${contract}`,
        value: aigOf(multiply!) / aigOf(carryIn!),
        unit: 'ratio',
        conditions: `AIG nodes of ${multiply!.unit} and ${carryIn!.unit}`,
      });
    }
  return { judged, beside };
};

const withoutRne: Measure = async (lab, formats) => {
  const judged = await Promise.all(
    formats.map(async (name): Promise<Measured> => {
      const format = parseFormat(name);
      const lmul = await lab.measure(lmulOf(name), 'gates');
      const rne = await lab.least(exactUnits(format), 'gates', 'aigNodes');
      const rtz = await lab.least(exactUnits(format, { rounding: 'rtz' }), 'gates', 'aigNodes');
      const [toRne, toRtz] = [aigOf(lmul) / aigOf(rne), aigOf(lmul) / aigOf(rtz)];
      return {
        what: `move of the ratio, ${name}`,
        value: Math.abs(toRtz / toRne - 1),
        unit: 'share',
        conditions: `AIG nodes: x${toRne.toFixed(2)} of ${rne.unit}, x${toRtz.toFixed(2)} of ${rtz.unit}`,
      };
    }),
  );
  const beside = await Promise.all(
    formats.flatMap((name) =>
      (['rne', 'rtz'] as const).map(async (rounding): Promise<Measured> => {
        const { unit, error } = await lab.least(
          exactUnits(parseFormat(name), { rounding }),
          'gates',
          'aigNodes',
        );
        return {
          what: `MRED, ${unit}`,
          value: error.mred,
          unit: 'share',
          conditions: 'all pairs of mantissas',
        };
      }),
    ),
  );
  return { judged, beside };
};

const table: Measure = async (lab) => ({
  judged: await Promise.all(
    ['e5m1', 'e5m2', 'e4m3', 'e5m3', 'e5m4'].map(async (name): Promise<Measured> => {
      const units = exactUnits(parseFormat(name));
      const isTable = (spec: UnitSpec): boolean => spec.product === 'exact' && spec.architecture === 'table';
      const ours = await lab.least(units.filter(isTable), 'gates', 'aigNodes');
      const other = await lab.least(
        units.filter((spec) => !isTable(spec)),
        'gates',
        'aigNodes',
      );
      return {
        what: `table over best other, ${name}`,
        value: aigOf(ours) / aigOf(other),
        unit: 'ratio',
        conditions: `AIG nodes of ${ours.unit} (${aigOf(ours)}) and ${other.unit} (${aigOf(other)})`,
      };
    }),
  ),
  beside: [],
});

const luts: Measure = async (lab) => {
  const format = parseFormat('e4m3');
  const count = async (spec: UnitSpec): Promise<Measured> => {
    const { unit, costs } = await lab.measure(spec, 'ice40');
    return { what: unit, value: costs.lut4!, unit: 'LUT4', conditions: 'iCE40, before place and route' };
  };
  const error = async (form: Form): Promise<Measured> => {
    const { unit, error } = await lab.measure(unitSpec('lmul', format, { form }), 'ice40');
    return { what: `MRED, ${unit}`, value: error.mred, unit: 'share', conditions: 'all pairs of mantissas' };
  };
  return {
    judged: await Promise.all(CONTRACTS.map((contract) => count(unitSpec('lmul', format, { contract })))),
    beside: await Promise.all([
      ...CONTRACTS.flatMap((contract) =>
        (['carry-in', 'table'] as const).map((architecture) =>
          count(unitSpec('exact', format, { contract, architecture })),
        ),
      ),
      ...FORMS.map(error),
    ]),
  };
};

/** How each claim about gates and lookup tables is measured, by id. */
export const sizeMeasures: Readonly<Record<string, Measure>> = {
  'lmul-gates': gates,
  'review-185': review,
  'fp8-needs-multiplier': needsMultiplier,
  'no-rne-meaningless': withoutRne,
  'table-lookup': table,
  'vub-fpga': luts,
};
