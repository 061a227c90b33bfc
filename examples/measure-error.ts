/** How wrong L-Mul is at e4m3: over mantissas as in published tables, and under gaussian operands, exactly. */
import { closeTools, cosim, defineUnit, heatMap, measureError } from 'lmul-rtl';

const result = await cosim(defineUnit('lmul', 'e4m3'));
if (result.kind === 'failed') throw new Error('the unit is not what its specification says');
const { unit } = result;

const percent = (share: number): string => `${(100 * share).toFixed(4)} %`;
const { quantised: mantissas } = measureError(unit, 'mantissas');
console.log('all pairs of mantissas:', percent(mantissas.all.bias), percent(mantissas.all.mred));

// Every pair of codes, weighted by what a gaussian gives it: nothing is sampled.
const { quantised } = measureError(unit, 'gaussian');
console.log(quantised.method.kind, percent(quantised.all.mred));

// The relative error over the two mantissas, as a matrix: 1.0 x 1.0 is an eighth too large.
console.log(heatMap(unit).relativeError[0]?.[0]);

await closeTools();

// prints:
// all pairs of mantissas: 4.9299 % 5.2412 %
// weighted 7.0520 %
// 0.125
