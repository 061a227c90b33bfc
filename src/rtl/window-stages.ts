import { type MacSpec, windowWidths } from '../unit/index.ts';
import { port, type StageModule } from './stage-module.ts';
import { extended } from './window.ts';
import { alignStage } from './window-align.ts';
import { roundStage } from './window-round.ts';

/** The modules between the products and the next sum, in datapath order. */
export function windowStages(spec: MacSpec): StageModule[] {
  return [alignStage(spec), addStage(spec), roundStage(spec)];
}

function addStage(spec: MacSpec): StageModule {
  const { terms, window, carryBits } = windowWidths(spec);
  const sumBits = window + carryBits + 1;
  return {
    stage: 'add',
    does: `adds ${terms} terms of ${window} places as integers`,
    ports: [
      port('input', 'signs_i', terms, 'of the terms, that of the register highest'),
      port('input', 'aligned_i', terms * window, 'magnitudes'),
      port('output', 'total_o', sumBits, "sum, two's complement"),
    ],
    sections: [
      {
        banner: 'Add',
        template: 'window-add',
        view: {
          terms,
          termsMsb: terms - 1,
          sumBits,
          sumMsb: sumBits - 1,
          alignedMsb: terms * window - 1,
          extended: extended(`all[k*${window} +: ${window}]`, carryBits + 1),
          flipped: `{${sumBits}{signs[k]}}`,
          one: extended('signs[k]', sumBits - 1),
        },
      },
    ],
  };
}
