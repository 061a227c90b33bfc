import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { arcDelayPs, arcEnergyFj, arcSlewPs, readLiberty } from '../../../src/tech/index.ts';
import { cellOf, flipFlop, inverter, library, nand, read } from './small-library.ts';

const { technology, skipped } = read(library(inverter, nand()));
const inv = cellOf(technology, 'INV');

describe('a Liberty file', () => {
  it('gives the corner, and slew and load of an inverter driving four', () => {
    expect(skipped).toEqual([]);
    expect(technology).toMatchObject({
      name: 'small',
      supplyVolts: 1.8,
      slewLowerPct: 30,
      slewUpperPct: 70,
      sources: ['small.lib'],
      defaultOutputLoadFf: 4,
    });
    // Its transition tables are constants: 15 ps rising, 25 ps falling.
    expect(technology.defaultInputSlewPs).toBeCloseTo(20, 9);
  });

  it('is taken into µm², fF, nW and ps', () => {
    expect(inv).toMatchObject({ areaUm2: 2, leakageNw: 1.5, inputs: [{ name: 'A', capFf: 1 }] });
    expect(inv.outputs).toEqual([{ name: 'Y', function: '!A' }]);
    const arc = inv.arcs[0]!;
    // Rows are loads: 1 fF and 3 fF; columns slews: 10 ps and 20 ps.
    expect(arcDelayPs(arc, 10, 1, 'rise')).toBeCloseTo(10, 9);
    expect(arcDelayPs(arc, 20, 1, 'rise')).toBeCloseTo(20, 9);
    expect(arcDelayPs(arc, 10, 3, 'rise')).toBeCloseTo(30, 9);
    expect(arcDelayPs(arc, 15, 2, 'fall')).toBeCloseTo(26, 9);
    expect(arcSlewPs(arc, 10, 1, 'fall')).toBeCloseTo(25, 9);
  });

  it('gives internal energy in fJ, the mean of both edges', () => {
    // Rise at 20 ps: 6 fJ, between 4 at 10 ps and 8 at 30 ps. Fall: -2 fJ.
    expect(arcEnergyFj(inv.arcs[0]!, 20, 1)).toBeCloseTo(2, 9);
  });

  it('states an arc for each of several related pins', () => {
    const arcs = cellOf(technology, 'NAND').arcs;
    expect(arcs.map(({ input, output }) => `${input}${output}`)).toEqual(['AY', 'BY']);
    expect(arcs[0]).toMatchObject({ kind: 'table', sense: 'negative' });
  });

  it('may be packed', () => {
    const packed = readLiberty(gzipSync(library(inverter, nand())), 'x.lib.gz');
    expect(packed.technology.cells).toEqual(technology.cells);
  });

  it('tells a flip-flop: pins, edge, resets, setup, energy of a clock edge', () => {
    const ff = 'clocked_on : "CK"; next_state : "D"; clear : "RN\'";';
    const cell = cellOf(read(library(inverter, flipFlop(ff))).technology, 'DFF');
    expect(cell.outputs).toEqual([{ name: 'Q', function: 'IQ' }]);
    expect(cell.flipFlop).toMatchObject({
      clock: 'CK',
      edge: 'rising',
      data: 'D',
      clear: { pin: 'RN', active: 0 },
      clockEnergyFj: 2,
    });
    // At 20 ps on both: rise 100 + 0.02 * 400 + 0.02 * 200 = 112 ps, fall 200 ps.
    expect(cell.flipFlop!.setupPs).toBeCloseTo((112 + 200) / 2, 6);
  });

  it('turns a flip-flop that keeps its data inverted, resets and outputs with it', () => {
    const ff = 'clocked_on : "!CK"; next_state : "!D"; preset : "!RN";';
    const cell = cellOf(read(library(inverter, flipFlop(ff))).technology, 'DFF');
    expect(cell.outputs).toEqual([{ name: 'Q', function: '!IQ' }]);
    expect(cell.flipFlop).toMatchObject({ edge: 'falling', clear: { pin: 'RN', active: 0 } });
    expect(cell.flipFlop).not.toHaveProperty('preset');
  });
});

describe('a cell that is not understood is left out and named:', () => {
  const dff = 'clocked_on : "CK"; next_state : "D"; clear : "!RN";';
  it.each([
    [
      'no function',
      inverter.replace('function : "A\'";', '').replace('INV', 'X'),
      'output Y has no function',
    ],
    ['function', nand('', 'function : "A $ B";'), 'cannot read the function of Y: A $ B'],
    ['foreign pin', nand('', 'function : "A & C";'), 'the function of Y uses C, which is no input'],
    ['area', nand().replace('area : 3;', ''), 'has no area'],
    ['finite area', nand().replace('area : 3;', 'area : 1e999;'), 'has no area'],
    [
      'plain name',
      nand().replace('NAND', '"NAND; $$finish"'),
      '"NAND; $finish" is no plain Verilog identifier',
    ],
    ['capacitance', nand().replace('capacitance : 0.002;', ''), 'pin A has no capacitance'],
    ['tristate', nand('', 'three_state : "A";'), 'output Y is tristate'],
    ['latch', nand('latch (IQ, IQN) { enable : "A"; }'), 'has a latch'],
    ['mark', nand('dont_use : true;'), 'marked dont_use in the library'],
    ['template', nand().replaceAll('(turned)', '(lost)'), 'table template lost is not declared'],
    ['size', nand().replace('"0.030, 0.040"', '"0.030"'), 'a cell_rise table has 3 values for 2 by 2'],
    [
      'scan',
      flipFlop(dff.replace('"D"', '"(D SE\') + (SI SE)"')),
      "next_state is (D SE') + (SI SE), not one pin",
    ],
    ['enable', flipFlop('clocked_on : "CK"; next_state : "D";'), 'its ff has a further input RN'],
    ['state', flipFlop(dff, 'function : "IQ & D";'), 'output Q is IQ & D, not the state'],
  ])('%s', (_, text, reason) => {
    const { technology: rest, skipped: left } = read(library(inverter, text));
    expect(rest.cells.map(({ name }) => name)).toEqual(['INV']);
    expect(left.map((each) => each.reason)).toEqual([reason]);
  });
});
