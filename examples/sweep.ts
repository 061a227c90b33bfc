/** Several units of several formats in one study: error beside cost, every point checked first. */
import { closeTools, isMeasured, parseStudy, planOf, sweep } from 'lmul-rtl';

const file = {
  name: 'small',
  formats: ['e2m1', 'e2m2'],
  units: [
    { product: 'lmul', offset: ['paper', 'none'] },
    { product: 'exact', architecture: ['carry-in'] },
  ],
};
const study = parseStudy(JSON.stringify(file), 'small.json');
const outcomes = await sweep(study, planOf(study));

const measured = outcomes.filter(isMeasured);
console.log(`${measured.length} of ${outcomes.length} points measured`);
console.log(
  'every one checked on all pairs:',
  measured.every(({ extent }) => extent.kind === 'exhaustive'),
);
console.log(
  'mean relative error:',
  measured.map(({ error }) => `${(100 * error.mred).toFixed(2)} %`).join(', '),
);

await closeTools();

// prints:
// 6 of 6 points measured
// every one checked on all pairs: true
// mean relative error: 37.50 %, 2.78 %, 2.78 %, 14.67 %, 3.57 %, 3.57 %
