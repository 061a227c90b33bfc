import { describe, expect, it } from 'vitest';
import {
  compactVectors,
  counterPort,
  describeFault,
  type Fault,
  functionFaults,
  gradeFaults,
  interpret,
  type Netlist,
  readNetlist,
  stuckFaults,
  tabulateDetections,
  type VectorBlocks,
  withFault,
} from '../../../sim/index.ts';
import { between, gate } from '../small-netlist.ts';
import { design, randomNetlist, randomNumbers, recipes, synthesize } from '../support.ts';

/** All values of the inputs, together `bits` of them, in the order of their ports. */
function allVectors(netlist: Netlist, words = 4): VectorBlocks {
  const inputs = netlist.ports.filter(({ direction }) => direction === 'input');
  const bits = inputs.reduce((sum, { width }) => sum + width, 0);
  const count = 2 ** bits;
  const blocks = Array.from({ length: Math.ceil(count / (32 * words)) }, (_, index) => {
    let first = 0;
    return Object.fromEntries(
      inputs.map(({ name, width }) => {
        first += width;
        return [name, counterPort(first - width, width, 32 * words * index, words)];
      }),
    );
  });
  return { count, words, blocks };
}

/** The first vector under which a mutant's outputs differ, by the interpreter, one vector after the other. */
function firstByInterpreter(netlist: Netlist, fault: Fault, vectors: VectorBlocks): number {
  const [sound, mutant] = [interpret(netlist), interpret(withFault(netlist, fault))];
  const outputs = netlist.ports.filter(({ direction }) => direction === 'output');
  let index = 0;
  for (const inputs of vectors.blocks)
    for (let lane = 0; lane < 32 * vectors.words && index < vectors.count; lane += 1, index += 1) {
      for (const simulator of [sound, mutant]) {
        for (const [port, bits] of Object.entries(inputs)) {
          const width = bits.length / vectors.words;
          let value = 0n;
          for (let bit = width - 1; bit >= 0; bit -= 1)
            value = 2n * value + BigInt((bits[bit * vectors.words + (lane >> 5)]! >>> (lane & 31)) & 1);
          simulator.set(port, value);
        }
        simulator.settle();
      }
      if (outputs.some(({ name }) => sound.get(name) !== mutant.get(name))) return index;
    }
  return -1;
}

/** ISCAS-85 c17 (Brglez, Fujiwara 1985): six NAND gates, known to need four vectors for all single stuck-at faults. */
function c17(): Netlist {
  const bit = { N1: 2, N2: 3, N3: 4, N6: 5, N7: 6, N10: 7, N11: 8, N16: 9, N19: 10, N22: 11, N23: 12 };
  const nand = (A: number, B: number, Y: number) => gate('$_NAND_', { A: [A], B: [B], Y: [Y] });
  return readNetlist(
    design({
      ports: {
        i: { direction: 'input', bits: [bit.N1, bit.N2, bit.N3, bit.N6, bit.N7] },
        o: { direction: 'output', bits: [bit.N22, bit.N23] },
      },
      cells: {
        g10: nand(bit.N1, bit.N3, bit.N10),
        g11: nand(bit.N3, bit.N6, bit.N11),
        g16: nand(bit.N2, bit.N11, bit.N16),
        g19: nand(bit.N11, bit.N7, bit.N19),
        g22: nand(bit.N10, bit.N16, bit.N22),
        g23: nand(bit.N16, bit.N19, bit.N23),
      },
    }),
  );
}

describe('faults of a netlist', () => {
  it('are two on every net that is read, and a neighbouring function of every gate', () => {
    const netlist = readNetlist(between({ g: gate('$_AND_', { A: [2], B: [3], Y: [4] }) }));
    const faults = [...stuckFaults(netlist), ...functionFaults(netlist)];
    expect(faults.map((fault) => describeFault(netlist, fault))).toEqual([
      'a stuck-at 0',
      'a stuck-at 1',
      'b stuck-at 0',
      'b stuck-at 1',
      'y stuck-at 0',
      'y stuck-at 1',
      'y: $_OR_ in place of $_AND_',
      'y: $_NAND_ in place of $_AND_',
    ]);
    // a & b by (a, b) = 00, 10, 01, 11, bit 0 first: a and gate is read off its truth table.
    expect([...gradeFaults(netlist, faults, allVectors(netlist, 1))]).toEqual([3, 2, 3, 1, 3, 0, 1, 0]);
  });

  it('are all testable in c17, by the four to six vectors a minimal set has', () => {
    const netlist = c17();
    const faults = stuckFaults(netlist);
    expect(faults).toHaveLength(22);
    const table = tabulateDetections(netlist, faults, allVectors(netlist, 1));
    const chosen = compactVectors(table);
    expect(chosen.length).toBeGreaterThanOrEqual(4);
    expect(chosen.length).toBeLessThanOrEqual(6);
    for (const row of table.rows) expect(chosen.some((vector) => (row[0]! >>> vector) & 1)).toBe(true);
  });

  it('that cannot be seen are seen by no vector', () => {
    // y = a & (a | b) is a: what b does is lost.
    const netlist = readNetlist(
      between({
        g1: gate('$_OR_', { A: [2], B: [3], Y: [5] }),
        g2: gate('$_AND_', { A: [2], B: [5], Y: [4] }),
      }),
    );
    const faults = stuckFaults(netlist);
    const first = gradeFaults(netlist, faults, allVectors(netlist, 1));
    const unseen = faults.filter((_, index) => first[index] === -1);
    expect(unseen.map((fault) => describeFault(netlist, fault))).toEqual([
      'b stuck-at 0',
      'b stuck-at 1',
      'net5 stuck-at 1',
    ]);
  });
});

describe('the fault simulator', () => {
  it.each([1, 2, 3, 4])('agrees with the interpreter on every mutant of random netlist %i', (seed) => {
    const whole = randomNetlist(seed, 250, 0);
    const random = randomNumbers(seed);
    const words = 2;
    const block = () => ({
      clk: Int32Array.from({ length: words }, () => random(2 ** 32)),
      a: Int32Array.from({ length: 16 * words }, () => random(2 ** 32)),
    });
    const vectors = { count: 100, words, blocks: [block(), block()] };
    const faults = [...stuckFaults(whole), ...functionFaults(whole)];
    const first = gradeFaults(whole, faults, vectors);
    expect([...first]).toEqual(faults.map((fault) => firstByInterpreter(whole, fault, vectors)));
    expect(first.some((vector) => vector >= 32)).toBe(true);
    const { rows } = tabulateDetections(whole, faults, vectors);
    expect(rows.map((row) => row.every((word) => word === 0))).toEqual([...first].map((each) => each < 0));
  });

  it.each(['gates', 'ice40', 'lut'] as const)('agrees on every mutant of an adder in %s', async (recipe) => {
    const verilog = 'module top(input [2:0] a, b, input c, output [3:0] y); assign y = a + b + c; endmodule';
    const netlist = await synthesize(verilog, recipes[recipe]);
    const faults = [...stuckFaults(netlist), ...functionFaults(netlist)];
    const vectors = allVectors(netlist, 1);
    const first = gradeFaults(netlist, faults, vectors);
    expect([...first]).toEqual(faults.map((fault) => firstByInterpreter(netlist, fault, vectors)));
    expect(first.filter((vector) => vector >= 0).length).toBeGreaterThan(faults.length / 2);
  });

  it('refuses flip-flops', () => {
    const netlist = randomNetlist(1, 20, 3);
    expect(() => gradeFaults(netlist, [], { count: 0, words: 1, blocks: [] })).toThrow(
      'top has flip-flops, and faults are spread in combinational logic only',
    );
  });
});
