import { decode, parseFormat, toNumber } from '../../format/index.ts';
import { codeOf } from '../../measure/index.ts';
import { modelOf } from '../../model/index.ts';
import { resultFormat, unitSpec } from '../../unit/index.ts';
import { exactUnits, lmulOf } from '../lab.ts';
import { mitchellMean, paperExactError, paperLmulError } from '../paper-model.ts';
import type { MeasuredPoint } from '../sweep/index.ts';
import type { Measure } from './measure.ts';
import { OPERAND_KINDS, quantisedError } from './quantised-error.ts';
import type { Measured } from './verdict.ts';

const FORMS = ['adder', 'equation'] as const;
const WIDTHS = Array.from({ length: 10 }, (_, at) => at + 1);
const PAIRS = 'all pairs of mantissas';

/** L-Mul on one format against exact on another, each against the product before quantisation. */
const precision =
  (ours: string, theirs: string): Measure =>
  async (lab) => {
    const exact = await lab.checked(exactUnits(parseFormat(theirs))[0]!);
    const judged: Measured[] = [];
    const beside: Measured[] = [];
    for (const form of FORMS) {
      const unit = await lab.checked(lmulOf(ours, { form }));
      for (const kind of OPERAND_KINDS) {
        const [mine, other] = [quantisedError(unit, kind), quantisedError(exact, kind)];
        const conditions = `${kind} operands, quantised to ${ours} and ${theirs}; form ${form} against exact rne`;
        judged.push({
          what: `RMS, ${form}, ${kind}`,
          value: mine.rms / other.rms,
          unit: 'ratio',
          conditions,
        });
        beside.push(
          { what: `MRED, ${form}, ${kind}`, value: mine.mred / other.mred, unit: 'ratio', conditions },
          { what: `SQNR, ${form}, ${kind}`, value: mine.sqnrDb - other.sqnrDb, unit: 'dB', conditions },
        );
      }
    }
    const [k, j] = [parseFormat(ours).manBits, parseFormat(theirs).manBits];
    const conditions = 'on paper: operands truncated, signed means (reconstructed)';
    beside.push(
      { what: `expected error of L-Mul, k = ${k}`, value: paperLmulError(k), unit: 'share', conditions },
      { what: `expected error of exact, k = ${j}`, value: paperExactError(j), unit: 'share', conditions },
    );
    return { judged, beside };
  };

const offset: Measure = async (lab) => {
  const rows = await Promise.all(
    FORMS.flatMap((form) =>
      WIDTHS.map(async (manBits) => {
        const [paper, none] = await Promise.all(
          ['paper', 'none'].map((each) =>
            lab.measure(lmulOf(`e5m${manBits}`, { form, offset: each }), 'gates'),
          ),
        );
        return { form, manBits, paper: paper!.error, none: none!.error };
      }),
    ),
  );
  return {
    judged: rows.map(({ form, manBits, paper, none }) => ({
      what: `MRED with over without, M = ${manBits}, ${form}`,
      value: paper.mred / none.mred,
      unit: 'ratio',
      conditions: `${PAIRS}; MRED ${share(paper.mred)} against ${share(none.mred)}`,
    })),
    beside: rows.map(({ form, manBits, paper, none }) => ({
      what: `RMS with over without, M = ${manBits}, ${form}`,
      value: paper.rms / none.rms,
      unit: 'ratio',
      conditions: `bias ${share(paper.bias)} against ${share(none.bias)}`,
    })),
  };
};

const share = (value: number): string => `${(100 * value).toFixed(2)} %`;

const mitchell: Measure = async (lab) => {
  const points = await Promise.all(
    WIDTHS.map((manBits) => lab.measure(lmulOf(`e5m${manBits}`, { offset: 'none' }), 'gates')),
  );
  const figure = (point: MeasuredPoint, key: 'bias' | 'min' | 'max'): Measured => ({
    what: `${key === 'bias' ? 'mean' : key === 'min' ? 'least' : 'most'}, ${point.unit}`,
    value: point.error[key],
    unit: 'share',
    conditions: PAIRS,
  });
  return {
    judged: points.map((point) => figure(point, 'bias')),
    beside: [
      ...points.flatMap((point) => [figure(point, 'min'), figure(point, 'max')]),
      { what: 'mean, continuous mantissas', value: mitchellMean(), unit: 'share', conditions: 'closed form' },
    ],
  };
};

const mbm: Measure = async (lab) => {
  const judged: Measured[] = [];
  const beside: Measured[] = [];
  for (const offset of ['5/64', '1/12', '1/16', '1/18']) {
    const { unit, error } = await lab.measure(lmulOf('bf16', { offset }), 'gates');
    const base = { unit: 'share', conditions: `${unit}, ${PAIRS}` };
    const peak = Math.max(Math.abs(error.min), Math.abs(error.max));
    judged.push(
      { ...base, what: `MRED, offset ${offset}`, value: error.mred, published: 0.026 },
      { ...base, what: `largest error, offset ${offset}`, value: peak, published: 0.078 },
    );
    beside.push({ ...base, what: `bias, offset ${offset}`, value: error.bias });
  }
  return { judged, beside };
};

const signedMantissa: Measure = async (lab, formats) => {
  const judged: Measured[] = [];
  const beside: Measured[] = [];
  for (const name of formats.filter((each) => each !== 'fp32')) {
    const ours = await lab.measure(unitSpec('signed-mantissa', parseFormat(name)), 'gates');
    for (const offset of ['paper', 'none']) {
      const other = await lab.measure(lmulOf(name, { offset }), 'gates');
      const conditions = `${ours.unit} over ${other.unit}`;
      judged.push({
        what: `RMS over ${offset === 'none' ? 'Mitchell' : 'L-Mul'}, ${name}`,
        value: ours.error.rms / other.error.rms,
        unit: 'ratio',
        conditions: `${conditions}, ${PAIRS}`,
      });
      beside.push({
        what: `AIG nodes over ${offset === 'none' ? 'Mitchell' : 'L-Mul'}, ${name}`,
        value: ours.costs.aigNodes! / other.costs.aigNodes!,
        unit: 'ratio',
        conditions,
      });
    }
  }
  return { judged, beside };
};

const onePair: Measure = async (lab) => {
  const judged: Measured[] = [];
  const beside: Measured[] = [];
  for (const name of ['e5m3', 'e5m4', 'e5m5', 'e5m6']) {
    const format = parseFormat(name);
    const results: number[] = [];
    for (const form of FORMS) {
      const spec = lmulOf(name, { form, output: 'wide' });
      await lab.measure(spec, 'gates');
      const product = modelOf(spec)(codeOf(format, 1.75), codeOf(format, 2.5));
      const value = toNumber(decode(resultFormat(spec), product));
      results.push(value);
      beside.push({ what: `1.75 x 2.5, ${form}, ${name}`, value, unit: '', conditions: 'unrounded result' });
    }
    const [adder, equation] = results as [number, number];
    judged.push({
      what: `adder less equation, ${name}`,
      value: adder - equation,
      unit: '',
      conditions: `${adder} and ${equation}`,
      published: 0.125,
    });
  }
  return { judged, beside };
};

/** How each claim about errors is measured, by id. */
export const errorMeasures: Readonly<Record<string, Measure>> = {
  'lmul-m4-e4m3': precision('e4m4', 'e4m3'),
  'lmul-m3-e5m2': precision('e5m3', 'e5m2'),
  'lmul-offset': offset,
  'signed-mantissa': signedMantissa,
  '1.75x2.5': onePair,
  mitchell,
  mbm,
};
