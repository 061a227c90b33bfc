import { describeStimulus } from '../../measure/index.ts';
import type { Brackets, StackedBars } from '../../picture/index.ts';
import type { UnitEnergy } from '../../study/index.ts';
import { intervalText } from '../energy.ts';
import { checkedNote, technologyNote, versionsNote } from './conditions.ts';

/** What the glitches of a unit cost: its energy between that without delays and that with unit delays. */
export function glitchPlot(units: readonly UnitEnergy[]): Brackets {
  return {
    kind: 'brackets',
    title: 'Energy by operation, and the bracket of its glitches',
    subtitle: 'without delays nothing glitches, with the same delay for every gate too much does',
    value: { label: 'energy by operation', unit: 'fJ' },
    words: { low: 'no delays', middle: 'delays of the cells', high: 'unit delays' },
    rows: units.flatMap(({ unit, energies: [first] }) =>
      first === undefined
        ? []
        : {
            name: unit,
            low: first.figures.zeroFjPerOp,
            middle: first.figures.energyFjPerOp,
            high: first.figures.unitFjPerOp,
          },
    ),
    notes: energyNotes(units),
  };
}

/** Energy by stage of the datapath. */
export function stagesPlot(units: readonly UnitEnergy[]): StackedBars {
  const staged = units.flatMap(({ unit, energies: [first] }) =>
    first?.stages === undefined ? [] : { unit, stages: first.stages.stagesFjPerOp },
  );
  const parts = STAGES.filter((stage) => staged.some(({ stages }) => (stages[stage] ?? 0) > 0));
  return {
    kind: 'stacked-bars',
    title: 'Energy of the gates by stage of the datapath',
    subtitle: 'measured on a netlist with the ends of stages kept in synthesis, which is a little larger',
    value: { label: 'energy by operation', unit: 'fJ' },
    parts,
    bars: staged.map(({ unit, stages }) => ({
      name: unit,
      values: parts.map((stage) => stages[stage] ?? 0),
    })),
    notes: energyNotes(units),
  };
}

const STAGES = ['decode', 'multiply', 'add', 'normalise', 'round', 'select'] as const;

/** Operands and confidence of energies. */
export function stimulusNote(units: readonly UnitEnergy[]): string {
  const firsts = units.flatMap(({ energies }) => energies.slice(0, 1));
  const stimuli = new Set(firsts.map(({ stimulus }) => describeStimulus(stimulus)));
  return `energy: ${intervalText(firsts)}; operands ${[...stimuli].join('; ')}`;
}

function energyNotes(units: readonly UnitEnergy[]): string[] {
  const [first] = units;
  return [
    ...(first === undefined
      ? []
      : [`${technologyNote(first.technology)}; the smallest netlist of ${first.spread.recipes} recipes`]),
    stimulusNote(units),
    checkedNote(units.map(({ extent }) => extent)),
    versionsNote(),
  ];
}
