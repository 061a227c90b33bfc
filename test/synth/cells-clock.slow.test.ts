import { afterAll, describe, expect, it } from 'vitest';
import { sharedClockPs, synthesize } from '../../src/synth/index.ts';
import { builtInTechnology } from '../../src/tech/index.ts';
import { closeTools } from '../../src/tools/index.ts';
import { multiplier } from './circuits.ts';

afterAll(closeTools);

const sky130 = builtInTechnology('sky130');

describe('standard cells', () => {
  it('meet a clock with the smallest netlist that does, or say that none does', async () => {
    const source = multiplier(4);
    const free = (await synthesize(source, { target: 'cells', technology: sky130 })).cost;
    const clockPs = sharedClockPs([free]);
    expect(clockPs).toBe(Math.ceil(1.03 * free.spread.delayPs.best));
    const { cost } = await synthesize(source, { target: 'cells', technology: sky130, clockPs });
    expect(cost.clock).toEqual({ periodPs: clockPs, meets: true });
    const meeting = cost.recipes.filter(({ delayPs }) => delayPs <= clockPs);
    expect(cost.areaUm2).toBe(Math.min(...meeting.map(({ areaUm2 }) => areaUm2)));
    const hopeless = (await synthesize(source, { target: 'cells', technology: sky130, clockPs: 100 })).cost;
    expect(hopeless.clock).toEqual({ periodPs: 100, meets: false });
    expect(hopeless.delayPs).toBe(hopeless.spread.delayPs.best);
  });
});
