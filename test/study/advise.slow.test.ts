import { afterAll, describe, expect, it } from 'vitest';
import { parseFormat } from '../../src/format/index.ts';
import { adviceData, widthText } from '../../src/report/index.ts';
import { advise, Lab, type Question } from '../../src/study/index.ts';
import { closeTools } from '../../src/tools/index.ts';
import { nameOf } from '../../src/unit/index.ts';
import { expectValid } from '../cli/schemas.ts';
import { question } from './question.ts';

describe('advice on real units', () => {
  afterAll(closeTools);
  const real: Question = { ...question, format: parseFormat('e3m2'), widths: [1, 2] };

  /** A lab that keeps count of what it is asked for. */
  function counting(): Pick<Lab, 'measure'> & { readonly asked: Set<string> } {
    const [own, asked] = [new Lab({}), new Set<string>()];
    return {
      asked,
      measure: (spec, target) => {
        asked.add(`${nameOf(spec)} ${target}`);
        return own.measure(spec, target);
      },
    };
  }

  it('is told on the way, and is that of all units at every width', async () => {
    const [lab, formats, told] = [counting(), [] as string[], [] as number[]];
    const advice = await advise(real, lab, {
      onFormat: (known) => formats.push(known.format.name),
      onWidth: ({ manBits }) => told.push(manBits),
    });
    expect(formats).toEqual(['e3m2']);
    expect(told.toSorted()).toEqual([1, 2]);
    expectValid('advise', JSON.stringify(adviceData(advice)));
    for (const { manBits, ratio, unit } of advice.widths) {
      // Without infinities and NaN, as the format asked for is.
      const { name: _, ...fields } = real.format;
      const alone = await advise({ ...real, format: parseFormat({ ...fields, manBits }), widths: [] }, lab);
      expect([unit, ratio]).toEqual(
        alone.best === undefined ? [undefined, 1] : [alone.best.product.unit, alone.ratio],
      );
    }
  });

  it('builds nothing at widths where the models know that nothing is within the budget', async () => {
    const lab = counting();
    const { widths } = await advise({ ...real, budget: 0.001 }, lab);
    expect(widths.map(({ unit, better }) => [unit, better])).toEqual(Array(2).fill([undefined, false]));
    expect([...lab.asked].filter((key) => !key.includes('_e3m2_'))).toEqual([]);
    expect(widthText(widths[0]!)).toBe('1 mantissa bit: no approximate unit is within the budget');
  });
});
