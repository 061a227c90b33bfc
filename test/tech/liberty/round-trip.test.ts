import { describe, expect, it } from 'vitest';
import {
  arcDelayPs,
  arcEnergyFj,
  arcSlewPs,
  builtInTechnology,
  libertyText,
  readLiberty,
  technologyNames,
} from '../../../src/tech/index.ts';
import { cellOf, flipFlop, inverter, library, nand, read } from './small-library.ts';

describe('our own Liberty text, read by our own reader', () => {
  it.each(technologyNames())('gives the facts of %s back', (name) => {
    const technology = builtInTechnology(name);
    const { technology: back, skipped } = readLiberty(Buffer.from(libertyText(technology)), 'own.lib');
    expect(skipped).toEqual([]);
    const { cells: _, title, node, licence, sources, ...facts } = technology;
    expect(back).toMatchObject({
      ...facts,
      defaultInputSlewPs: expect.closeTo(facts.defaultInputSlewPs, 9),
      defaultOutputLoadFf: expect.closeTo(facts.defaultOutputLoadFf, 2),
    });
    for (const cell of technology.cells) {
      const read = cellOf(back, cell.name);
      const { arcs, inputEnergyFj, ...plain } = cell;
      expect(read).toMatchObject(plain);
      expect(read.inputEnergyFj).toBeCloseTo(inputEnergyFj, 12);
      expect(read.arcs.map(({ input, output }) => [input, output])).toEqual(
        arcs.map(({ input, output }) => [input, output]),
      );
      arcs.forEach((arc, i) => {
        for (const loadFf of [0, 1.7, 25]) {
          for (const edge of ['rise', 'fall'] as const) {
            expect(arcDelayPs(read.arcs[i]!, 33, loadFf, edge)).toBeCloseTo(arcDelayPs(arc, 33, loadFf), 9);
            expect(arcSlewPs(read.arcs[i]!, 33, loadFf, edge)).toBeCloseTo(arcSlewPs(arc, 33, loadFf), 9);
          }
          expect(arcEnergyFj(read.arcs[i]!, 33, loadFf)).toBeCloseTo(arcEnergyFj(arc, 33, loadFf), 12);
        }
      });
    }
  });

  it('gives tables of a library back as they were', () => {
    const ff = 'clocked_on : "CK"; next_state : "!D"; preset : "!RN";';
    const { technology } = read(library(inverter, nand(), flipFlop(ff)));
    const back = readLiberty(Buffer.from(libertyText(technology)), 'own.lib').technology;
    expect(back.cells.map(({ arcs }) => arcs)).toEqual(technology.cells.map(({ arcs }) => arcs));
    expect(back.cells.map(({ flipFlop: facts }) => facts)).toEqual(
      technology.cells.map(({ flipFlop: facts }) => facts),
    );
  });
});
