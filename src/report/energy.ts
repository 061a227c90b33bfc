import { describeStimulus, type EnergyFigures, TERMS } from '../measure/index.ts';
import { packageVersion } from '../package-root.ts';
import type { MeasuredStimulus, UnitEnergy } from '../study/index.ts';
import { type IntegerSpec, isInteger, takesNumbers } from '../unit/index.ts';
import { describeExtent } from '../verify/index.ts';
import { stageEnergyRows, stageSizeRows } from './stages.ts';

/** What every energy figure is, and is not. */
export const ENERGY_CAVEAT = 'pre-layout: cells and pins, no wires, no clock tree';

/** The energy of a unit as data: one figure for each stimulus, with everything it depends on. */
export function energyData(measured: UnitEnergy): object {
  const { technology, energies, ...unit } = measured;
  const { name, title, corner, supplyVolts, temperatureC } = technology;
  return {
    ...unit,
    technology: { name, title, corner, supplyVolts, temperatureC },
    preLayout: true,
    clockTree: false,
    ...(energies[0] === undefined ? {} : headline(measured, energies[0])),
    energies: energies.map(({ stimulus, figures, stages }) => ({
      stimulus,
      ...figures,
      ...perProduct(measured, figures),
      ...(stages === undefined ? {} : { stages }),
    })),
  };
}

function headline(unit: UnitEnergy, { figures }: MeasuredStimulus): object {
  return { energyFjPerOp: figures.energyFjPerOp, ...perProduct(unit, figures) };
}

/** Of a unit that accumulates an operation is a clock, and may be several products. */
function perProduct({ accumulation }: UnitEnergy, { energyFjPerOp }: EnergyFigures): object {
  return accumulation === undefined ? {} : { energyFjPerProduct: energyFjPerOp / accumulation.productsPerOp };
}

/** The same as text. */
export function energyText(unit: UnitEnergy): string {
  const { technology, energies, spread, tools } = unit;
  const { title, corner, supplyVolts, temperatureC } = technology;
  const caveat =
    unit.wireFfPerPin === 0
      ? ENERGY_CAVEAT
      : `pre-layout: energy with ${unit.wireFfPerPin} fF of wire a pin, area and delay without; no clock tree`;
  const rows: [string, string][] = [
    ['technology', `${title}, ${corner}, ${supplyVolts} V, ${temperatureC} C; ${caveat}`],
    ['recipe', `${unit.recipe}: the smallest of ${spread.recipes}; Yosys ${tools.yosys}`],
    ['area', `${figure(unit.areaUm2)} um2${spreadText(spread.areaUm2)}`],
    ['delay', `${figure(unit.delayPs)} ps${spreadText(spread.delayPs)}`],
    ...(energies[0]?.stages === undefined ? [] : stageSizeRows(energies[0].stages)),
    ...accumulationRows(unit),
    ...integerRows(unit),
    ...energies.flatMap((each, index) =>
      stimulusRows(unit, each, index === 0 ? spread.energyFjPerOp : undefined),
    ),
  ];
  return [
    `${unit.unit}  checked: ${describeExtent(unit.extent)}`,
    ...rows.map(([label, text]) => `  ${label.padEnd(14)}${text}`),
    `  lmul-rtl ${packageVersion}`,
  ].join('\n');
}

/** How numbers become the operands of a unit on integers. */
export function operandsText(spec: IntegerSpec): string {
  const activations = takesNumbers(spec)
    ? `activations rounded to ${spec.activation.name}`
    : 'numbers rounded to the nearest integer, within plus and minus the largest';
  return `${activations}; ternary weights to -1, 0 or 1`;
}

function integerRows({ spec }: UnitEnergy): [string, string][] {
  return isInteger(spec) ? [['operands', operandsText(spec)]] : [];
}

type Spread = UnitEnergy['spread']['areaUm2'];

function spreadText(spread: Spread | undefined): string {
  if (spread === undefined) return '';
  return `  (recipes: best ${figure(spread.best)}, median ${figure(spread.median)}, worst ${figure(spread.worst)})`;
}

function accumulationRows({ accumulation }: UnitEnergy): [string, string][] {
  if (accumulation === undefined) return [];
  const { productsPerOp, opsPerSum } = accumulation;
  const products = productsPerOp === 1 ? 'a product' : `${productsPerOp} products`;
  return [
    [
      'operation',
      `a clock with ${products}; one of every ${opsPerSum.toLocaleString('en')} begins a new sum`,
    ],
  ];
}

function stimulusRows(
  { accumulation }: UnitEnergy,
  { stimulus, figures, stages }: MeasuredStimulus,
  spread: Spread | undefined,
): [string, string][] {
  const { energyFjPerOp, halfWidthFjPerOp, pairs, termsFjPerOp, zeroFjPerOp, unitFjPerOp } = figures;
  const terms = TERMS.filter((term) => termsFjPerOp[term] !== 0);
  const lanes = accumulation?.productsPerOp ?? 1;
  const productRow: [string, string][] =
    lanes === 1 ? [] : [['  each product', `${figure(energyFjPerOp / lanes)} fJ, all else shared`]];
  const rows: [string, string][] = [
    ['stimulus', describeStimulus(stimulus)],
    [
      'energy',
      `${figure(energyFjPerOp)} +- ${halfWidthFjPerOp.toPrecision(2)} fJ/op (95 %, ${pairs.toLocaleString('en')} operations)${spreadText(spread)}`,
    ],
    ...productRow,
    ['  of which', terms.map((term) => `${term} ${figure(termsFjPerOp[term])}`).join(', ')],
    [
      '  bracket',
      `without delays ${figure(zeroFjPerOp)}, unit delays ${figure(unitFjPerOp)}; glitch factor ${figures.glitchFactor.toFixed(2)} on a ${figures.gridPs} ps grid; period ${figure(figures.periodPs)} ps`,
    ],
  ];
  return stages === undefined
    ? rows
    : [...rows, ...stageEnergyRows(stages).map(([label, text]): [string, string] => [`  ${label}`, text])];
}

/** The widest 95 % interval of some figures, to either side: `1.0 %`. */
export function intervalText(measured: readonly MeasuredStimulus[]): string {
  const widest = measured.reduce(
    (most, { figures }) => Math.max(most, figures.halfWidthFjPerOp / figures.energyFjPerOp),
    0,
  );
  return `95 % interval within ${(100 * widest).toFixed(1)} %`;
}

/** Four significant digits, without an exponent. */
export function figure(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return `${value}`;
  const places = Math.max(0, 3 - Math.floor(Math.log10(Math.abs(value))));
  return value.toFixed(Math.min(places, 6));
}

/** The same, a whole number without its point. */
export const plainFigure = (value: number): string => figure(value).replace(/\.0+$/, '');
