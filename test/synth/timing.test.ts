import { describe, expect, it } from 'vitest';
import { netLoads, timingOf } from '../../src/synth/index.ts';
import { circuit, placed, technology } from './hand-made.ts';

/** a - INV - NAND - INV - y, with b at the other input of the NAND. */
const threeGates = circuit({
  u1: placed('INV', { A: 2, Y: 5 }),
  u2: placed('NAND', { A: 5, B: 3, Y: 6 }),
  u3: placed('INV', { A: 6, Y: 4 }),
});

describe('the timing of three gates', () => {
  it('loads each net with the pins it drives, the wire, and the load of an output', () => {
    expect([...netLoads(threeGates, technology)].sort()).toEqual([
      [2, 1],
      [3, 2],
      [4, 4],
      [5, 1.5],
      [6, 1],
    ]);
    const wired = netLoads(threeGates, technology, { wireFf: 1, wireFfPerPin: 0.5, outputLoadFf: 7 });
    expect([wired.get(2), wired.get(5), wired.get(4)]).toEqual([2.5, 3, 8.5]);
  });

  it('is the sum worked out by hand', () => {
    // The port's inverter adds 2 * 1 ps at a. INV: 10 + 2 * 1.5 = 13. NAND: 15 + 3 * 1 = 18. INV: 10 + 2 * 4 = 18.
    const { delayPs, endpoint, path } = timingOf(threeGates, technology);
    expect(delayPs).toBe(2 + 13 + 18 + 18);
    expect(endpoint).toEqual({ kind: 'output', port: 'y', bit: 0 });
    expect(
      path.map((step) => [step.cell, step.type, step.input, step.delayPs, step.arrivalPs, step.loadFf]),
    ).toEqual([
      ['u1', 'INV', 'A', 13, 15, 1.5],
      ['u2', 'NAND', 'A', 18, 33, 1],
      ['u3', 'INV', 'A', 18, 51, 4],
    ]);
  });

  it('grows with wires', () => {
    // 2 * 2.5 at a; 10 + 2 * 3 = 16; 15 + 3 * 2.5 = 22.5; 10 + 2 * 5.5 = 21.
    const { delayPs } = timingOf(threeGates, technology, { wireFf: 1, wireFfPerPin: 0.5 });
    expect(delayPs).toBe(5 + 16 + 22.5 + 21);
  });

  it('takes the other input when that one comes later', () => {
    const late = circuit({
      u1: placed('INV', { A: 3, Y: 5 }),
      u2: placed('NAND', { A: 2, B: 5, Y: 4 }),
    });
    // 2 * 1 at b; INV into a pin of 2 fF: 14; NAND into 4 fF: 27.
    const { delayPs, path } = timingOf(late, technology);
    expect(delayPs).toBe(2 + 14 + 27);
    expect(path.map(({ input }) => input)).toEqual(['A', 'B']);
  });

  it('ends at the setup of a register and begins at its clock', () => {
    const first = circuit({
      u1: placed('INV', { A: 2, Y: 5 }),
      f: placed('DFF', { CK: 9, D: 5, Q: 6 }),
      u2: placed('INV', { A: 6, Y: 4 }),
    });
    // From the register: 50 + 1 * 1, then 10 + 2 * 4. Into it: 2 + 12 + 30 of setup, which is less.
    const { delayPs, path } = timingOf(first, technology);
    expect(delayPs).toBe(51 + 18);
    expect(path.map(({ cell }) => cell)).toEqual(['f', 'u2']);
    const second = circuit({ ...first.cells, u2: placed('NAND', { A: 3, B: 3, Y: 4 }) });
    expect(timingOf(second, technology)).toMatchObject({
      delayPs: 2 + 12 + 30,
      endpoint: { kind: 'register', cell: 'f', type: 'DFF', setupPs: 30 },
      path: [{ cell: 'u1' }],
    });
  });

  it('keeps rising and falling edges apart', () => {
    const chain = (type: string, count: number) =>
      circuit(
        Object.fromEntries(
          Array.from({ length: count }, (_, i) => [
            `u${i}`,
            placed(type, { A: i === 0 ? 2 : 10 + i, Y: i === count - 1 ? 4 : 11 + i }),
          ]),
        ),
      );
    // Behind the port's inverter, 2 ps. Inverting stages alternate; the others fall, and fall again.
    expect(timingOf(chain('UNEVEN', 1), technology).delayPs).toBe(2 + 20);
    expect(timingOf(chain('UNEVEN', 4), technology).delayPs).toBe(2 + 60);
    expect(timingOf(chain('UNEVENBUF', 4), technology).delayPs).toBe(2 + 80);
  });

  it('refuses a loop and a cell of another library', () => {
    const loop = circuit({ u1: placed('NAND', { A: 2, B: 4, Y: 4 }) });
    expect(() => timingOf(loop, technology)).toThrow('the netlist has a combinational loop');
    const foreign = circuit({ u1: placed('XOR', { A: 2, B: 3, Y: 4 }) });
    expect(() => timingOf(foreign, technology)).toThrow('cell u1 has type XOR, none of hand');
  });
});
