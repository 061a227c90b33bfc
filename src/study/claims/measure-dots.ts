import { parseFormat } from '../../format/index.ts';
import {
  type AnySpec,
  type IntegerSpec,
  intMacSpec,
  macSpec,
  nameOf,
  ternaryMacSpec,
  type UnitRequest,
  unitSpec,
} from '../../unit/index.ts';
import { checkedStages } from '../../verify/index.ts';
import { lmulOf, macOf } from '../lab.ts';
import type { Measure } from './measure.ts';
import { energyOf } from './points.ts';
import type { Measured } from './verdict.ts';

const LANES = 32;

/** What a fused dot product on fp8 was published to take beyond one on INT8, and its parts of it. */
const FUSED = { beyond: 0.126, multipliers: 0.16, alignment: 0.54 } as const;

/** Products as they are added where nothing is rounded before, and as our tables have them. */
const PRODUCTS: readonly UnitRequest[] = [
  { architecture: 'array', output: 'wide' },
  { architecture: 'carry-in' },
];

const fused: Measure = async (lab) => {
  const integer = await lab.checked(intMacSpec(8, { lanes: LANES, architecture: 'array' }));
  const gatesOf = (unit: { readonly costs: typeof integer.costs }): number =>
    unit.costs.gates.nand2Equivalents;
  const figures = PRODUCTS.map(async (request): Promise<Measured[]> => {
    const product = unitSpec('exact', parseFormat('e4m3'), request);
    const spec = macSpec(product, { accumulator: 'fp32', lanes: LANES, window: 24 });
    const [whole, alone] = await Promise.all([lab.checked(spec), lab.checked(product)]);
    const align = (await checkedStages(whole)).find(({ name }) => name.includes('align'))!;
    const share = (what: string, gates: number, published: number): Measured => ({
      what: `share of ${what}, ${nameOf(product)}`,
      value: gates / gatesOf(whole),
      unit: 'share',
      conditions: `NAND2 equivalents of ${nameOf(spec)}, the part synthesised alone`,
      published,
    });
    return [
      {
        what: `gates beyond INT8, ${nameOf(product)}`,
        value: gatesOf(whole) / gatesOf(integer) - 1,
        unit: 'share',
        conditions: `NAND2 equivalents, ${gatesOf(whole)} of ${nameOf(spec)}, ${gatesOf(integer)} of ${nameOf(integer.spec)}`,
        published: FUSED.beyond,
      },
      share('the multipliers', LANES * gatesOf(alone), FUSED.multipliers),
      share('alignment', gatesOf(align), FUSED.alignment),
    ];
  });
  return { judged: (await Promise.all(figures)).flat(), beside: [] };
};

/** What a ternary accumulation takes beside the others: LUTs, and energy by product. */
const ternaryBeside: Measure = async (lab) => {
  const e4m3 = parseFormat('e4m3');
  const integers: readonly IntegerSpec[] = [ternaryMacSpec(8), intMacSpec(8), ternaryMacSpec(e4m3)];
  const floats = [unitSpec('exact', e4m3, { architecture: 'carry-in' }), lmulOf('e4m3')].map((product) =>
    macOf(product, { accumulator: 'kulisch' }),
  );
  const luts = async (spec: AnySpec): Promise<Measured> => {
    const { costs } = await lab.checked(spec);
    return {
      what: nameOf(spec),
      value: costs.ice40.lut4,
      unit: 'LUT4',
      conditions: 'iCE40, before place and route',
    };
  };
  const energy = (what: string, value: number): Measured => ({
    what: `energy of a product, ${what}`,
    value,
    unit: 'fJ',
    conditions: `${lab.technology}, gaussian; a clock, registers included`,
  });
  return {
    judged: [],
    beside: [
      ...(await Promise.all([...integers, ...floats].map(luts))),
      ...(await Promise.all([
        ...integers.map(async (spec) => {
          const { unit, energies } = await lab.integerEnergy(spec);
          return energy(unit, energies[0]!.figures.energyFjPerOp);
        }),
        ...floats.map(async (spec) => {
          const point = await lab.measure(spec, lab.cells);
          return energy(point.unit, energyOf(point));
        }),
      ])),
    ],
  };
};

/** How each claim about dot products, and what is in them, is measured, by id. */
export const dotMeasures: Readonly<Record<string, Measure>> = {
  'formatscope-fused': fused,
  'matmul-free-fpga': ternaryBeside,
};
