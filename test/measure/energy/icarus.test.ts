import { expect, it } from 'vitest';
import { parseFormat } from '../../../src/format/index.ts';
import {
  type EnergyModel,
  energyModel,
  operandStream,
  stimulusSpec,
  vcdText,
} from '../../../src/measure/index.ts';
import { builtInTechnology } from '../../../src/tech/index.ts';
import { describeWithSimulators } from '../../rtl/external-tools.ts';
import { randomNumbers } from '../../sim/support.ts';
import { conditionsOf } from './glitching.ts';
import { eventsOf, icarusVcd, randomMapped } from './icarus.ts';

const PAIRS = 12;
const PERIOD = 4_000_000;

/** A random netlist whose delays are all different, so that no two events of a gate meet by chance. */
function randomModel(name: string, seed: number, flipFlops: number): EnergyModel {
  const technology = builtInTechnology(name);
  const netlist = randomMapped(technology, seed, 120, flipFlops);
  const random = randomNumbers(seed + 50);
  const ticks = (): number => 1 + random(40_000);
  const model = energyModel(netlist, technology, conditionsOf(netlist, {}), 1);
  const cells = netlist.cells.map(({ outputs, type }) => outputs.map(type === '$_NOT_' ? () => 0 : ticks));
  return { ...model, delays: { cells, flipFlops: netlist.flipFlops.map(ticks) } };
}

describeWithSimulators('the inertial engine, its VCD and the structural Verilog', () => {
  it.each([
    ['sky130', 1, 0],
    ['sky130', 2, 12],
    ['asap7', 3, 12],
    ['ihp-sg13g2', 4, 0],
  ] as const)(
    'agree with Icarus on every event: %s, seed %i, %i flip-flops',
    async (name, seed, flipFlops) => {
      const model = randomModel(name, seed, flipFlops);
      const stream = operandStream(
        stimulusSpec('uniform', parseFormat('e4m3'), { seed }),
        parseFormat('e4m3'),
      );
      const own = eventsOf(vcdText(model, stream, { pairs: PAIRS, periodPs: PERIOD }), PERIOD);
      const theirs = eventsOf(await icarusVcd(model, stream, PAIRS, PERIOD), PERIOD);
      expect(own.length).toBeGreaterThan(500);
      expect(own).toEqual(theirs);
    },
  );
});
