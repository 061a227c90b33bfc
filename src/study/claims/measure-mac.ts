import { Diagnostic } from '../../diagnostic.ts';
import { parseFormat } from '../../format/index.ts';
import { builtInTechnology } from '../../tech/index.ts';
import {
  type FloatSpec,
  INTEGER_ARCHITECTURES,
  integerName,
  intMacSpec,
  ternaryMacSpec,
  type UnitRequest,
  unitSpec,
} from '../../unit/index.ts';
import { measureAnchors, publishedAnchors } from '../anchors.ts';
import { exactUnits, type Lab, macOf } from '../lab.ts';
import type { Measure } from './measure.ts';
import { energyOf, unitOf } from './points.ts';
import type { Measured } from './verdict.ts';

/** What a MAC on e4m3 was published to take beyond one on INT8 with 16 bits, by the accumulator of the former. */
const MORE_GATES = [
  { accumulator: 'fp16', published: 0.53 },
  { accumulator: 'fp32', published: 1.83 },
] as const;

const COUNTS = [
  { key: 'nand2Equivalents', name: 'NAND2 equivalents', of: 'registers included' },
  { key: 'aigNodes', name: 'AIG nodes', of: 'logic alone' },
] as const;

const moreGates: Measure = async (lab) => {
  const [judged, beside]: [Measured[], Measured[]] = [[], []];
  for (const { accumulator, published } of MORE_GATES) {
    const float = await lab.least(exactMacs(accumulator), 'gates', 'nand2Equivalents');
    for (const register of ['int16', 'int32']) {
      const integer = await leastInt8(lab, register);
      for (const { key, name, of } of COUNTS) {
        const [own, other] = [float.costs[key]!, integer.gates[key]];
        const isJudged = register === 'int16' && key === 'nand2Equivalents';
        (isJudged ? judged : beside).push({
          what: `${name} of e4m3 into ${accumulator} beyond int8 into ${register}`,
          value: own / other - 1,
          unit: 'share',
          conditions: `${own} of ${float.unit}, ${other} of ${integer.unit}; ${of}`,
          ...(isJudged && { published }),
        });
      }
    }
  }
  return { judged, beside };
};

/**
 * The MACs of an exact product on e4m3, rounded to it or not, as far as the accumulator takes them: with the architectures
 * that make strong baselines, as in `lmul mac-table`.
 */
function exactMacs(accumulator: string): FloatSpec[] {
  return EXACT.flatMap((request) => {
    try {
      return [macOf(unitSpec('exact', parseFormat('e4m3'), request), { accumulator })];
    } catch (error) {
      if (error instanceof Diagnostic) return [];
      throw error;
    }
  });
}

const EXACT: readonly UnitRequest[] = [
  { architecture: 'carry-in' },
  { architecture: 'array' },
  { architecture: 'array', output: 'wide' },
];

/** The smaller of the MACs on INT8. */
async function leastInt8(lab: Lab, accumulator: string) {
  const units = await Promise.all(
    INTEGER_ARCHITECTURES.map((architecture) => lab.checked(intMacSpec(8, { architecture, accumulator }))),
  );
  return units
    .map(({ spec, costs }) => ({ unit: integerName(spec), gates: costs.gates }))
    .reduce((best, each) => (each.gates.nand2Equivalents < best.gates.nand2Equivalents ? each : best));
}

const ternaryWeights: Measure = async (lab) => {
  const fp16 = parseFormat('fp16');
  const [product, sum, integers] = await Promise.all([
    lab.least(exactUnits(fp16), lab.cells, 'energyFjPerOp'),
    lab.measure(unitSpec('add', fp16), lab.cells),
    measureAnchors(builtInTechnology(lab.technology)),
  ]);
  const add = integers.find(({ operation }) => operation === 'int8 add')!;
  const mac = await lab.measure(macOf(unitOf(product), { accumulator: 'fp16' }), lab.cells);
  const ternary = await lab.integerEnergy(ternaryMacSpec(8));
  return {
    judged: [
      {
        what: 'fp16 product and sum over int8 addition',
        value: (energyOf(product) + energyOf(sum)) / add.figures.energyFjPerOp,
        unit: 'ratio',
        conditions: `the model of the claim: ${product.unit} and ${sum.unit}, gaussian; int8 add, uniform; ${lab.technology}; without registers`,
      },
      {
        what: 'fp16 MAC over ternary MAC',
        value: energyOf(mac) / ternary.energies[0]!.figures.energyFjPerOp,
        unit: 'ratio',
        conditions: `${mac.unit} over ${ternary.unit}, gaussian; ${lab.technology}; a clock each, registers included`,
      },
    ],
    beside: [onPaper()],
  };
};

/** Where 71.4 comes from: Jouppi et al. 2021, 7 nm. */
function onPaper(): Measured {
  const { title, energyPj } = publishedAnchors().find(({ name }) => name === 'tpuv4i')!;
  return {
    what: 'the estimate behind the figure',
    value: (energyPj['fp16 mul']! + energyPj['fp16 add']!) / energyPj['int8 add']!,
    unit: 'ratio',
    conditions: `on paper: fp16 product and sum for int8 addition, ${title}`,
  };
}

/** How each claim about multiply-accumulate units is measured, by id. */
export const macMeasures: Readonly<Record<string, Measure>> = {
  'qualcomm-fp8-int8': moreGates,
  'bitnet-71x': ternaryWeights,
};
