import { describe, expect, test } from 'vitest';
import type { SimulationErrorCode } from '../../sim/errors.ts';
import { between, errorOf, gate } from './small-netlist.ts';
import { design } from './support.ts';

const and = gate('$_AND_', { A: [2], B: [3], Y: [4] });

const refusals: [title: string, json: unknown, code: SimulationErrorCode, message: string][] = [
  [
    'an unknown generic cell, with the way out',
    between({ sum: gate('$add', { A: [2], B: [3], Y: [4] }) }),
    'unknown-cell',
    'cell sum has the unknown type $add\n' +
      '  map the design to gates first: synth -flatten; abc -g AND,OR,XOR,MUX or synth_ice40, then write_json',
  ],
  [
    'an unknown library cell',
    between({ u1: gate('SB_RAM40_4K', {}) }),
    'unknown-cell',
    'cell u1 has the unknown type SB_RAM40_4K\n' +
      '  only generic gates, iCE40 logic cells and the cells given in options.cells can be simulated',
  ],
  [
    'a latch, by name',
    between({ hold: gate('$_DLATCH_P_', { D: [2], E: [3], Q: [4] }) }),
    'latch',
    'cell hold is a latch ($_DLATCH_P_)\n' +
      '  the simulator counts clock edges and has no latches: assign the signal on every path, or clock it',
  ],
  [
    'an input pin that is not connected',
    between({ g: gate('$_AND_', { A: [2], Y: [4] }) }),
    'unconnected-pin',
    'input pin B of cell g ($_AND_) is not connected',
  ],
  [
    'an input pin connected to nothing',
    between({ g: gate('$_AND_', { A: [2], B: [], Y: [4] }) }),
    'unconnected-pin',
    'input pin B of cell g ($_AND_) is not connected',
  ],
  [
    'a pin the cell does not have',
    between({ g: gate('$_AND_', { A: [2], B: [3], C: [3], Y: [4] }) }),
    'unknown-pin',
    'cell g ($_AND_) has no pin C\n  its pins are A, B, Y',
  ],
  [
    'a connection of the wrong width',
    between({ g: gate('$_AND_', { A: [2, 3], B: [3], Y: [4] }) }),
    'width-mismatch',
    'pin A of cell g ($_AND_) is 1 bit wide, 2 are connected',
  ],
  [
    'two cells that drive one net',
    between({ g: and, h: gate('$_OR_', { A: [2], B: [3], Y: [4] }) }),
    'multiple-drivers',
    'net y has two drivers: pin Y of cell g and pin Y of cell h',
  ],
  [
    'a cell that drives an input port',
    between({ g: and, h: gate('$_NOT_', { A: [4], Y: [3] }) }),
    'multiple-drivers',
    'net b has two drivers: input port b and pin Y of cell h',
  ],
  [
    'a cell that drives a constant',
    between({ g: and, h: gate('$_NOT_', { A: [4], Y: ['1'] }) }),
    'multiple-drivers',
    'net 1 has two drivers: the constant 1 and pin Y of cell h',
  ],
  [
    'an input that nothing drives',
    between({ g: gate('$_AND_', { A: [2], B: [9], Y: [4] }) }, { netnames: { carry: { bits: [8, 9] } } }),
    'undriven-net',
    'nothing drives net carry[1], which pin B of cell g reads\n' +
      '  tie it to a constant in the design, or run setundef -undriven -zero before write_json',
  ],
  [
    'an output port that nothing drives',
    between({}),
    'undriven-net',
    'nothing drives net y, which output port y reads\n' +
      '  tie it to a constant in the design, or run setundef -undriven -zero before write_json',
  ],
  [
    'an inout port',
    between({ g: and }, { ports: { pad: { direction: 'inout', bits: [7] } } }),
    'port-direction',
    'port pad is an inout port\n  split it into an input and an output: the simulator has no tristate',
  ],
  [
    'a gated clock',
    between({
      gate: gate('$_AND_', { A: [2], B: [3], Y: [5] }),
      q: gate('$_DFF_P_', { C: [5], D: [2], Q: [4] }),
    }),
    'clock',
    'flip-flop q ($_DFF_P_) is clocked by net net5, which is not a one-bit input port\n' +
      '  use an enable in place of a gated or divided clock',
  ],
  [
    'a lookup table without its contents',
    between({ l: gate('SB_LUT4', { I0: [2], O: [4] }) }),
    'malformed-netlist',
    'cell l: parameter LUT_INIT has to be 1 to 16 binary digits, got nothing',
  ],
  [
    'a $lut of an impossible width',
    between({ l: { type: '$lut', parameters: { WIDTH: '111' }, connections: { A: [2, 3], Y: [4] } } }),
    'malformed-netlist',
    'cell l: a $lut has 1 to 6 inputs, its parameter WIDTH says "111"',
  ],
  [
    'a $lut with fewer wires than inputs',
    between({
      l: { type: '$lut', parameters: { WIDTH: '11', LUT: '10010110' }, connections: { A: [2, 3], Y: [4] } },
    }),
    'width-mismatch',
    'pin A of cell l ($lut) is 3 bits wide, 2 are connected',
  ],
  [
    'two initial values for one net',
    between(
      { q: gate('$_DFF_P_', { C: [2], D: [3], Q: [4] }) },
      {
        netnames: {
          y: { bits: [4], attributes: { init: '1' } },
          z: { bits: [4], attributes: { init: '0' } },
        },
      },
    ),
    'conflicting-init',
    'net y has two different initial values, one of them from z',
  ],
  [
    'an absurdly wide port',
    design({ ports: { a: { direction: 'input', bits: new Array(65_537).fill('0') } } }),
    'too-large',
    'port a is 65537 bits wide, the limit is 65536',
  ],
  [
    'something that is no netlist at all',
    'module top; endmodule',
    'malformed-netlist',
    'not a Yosys netlist: the whole has to be an object, got "module top; endmodule"\n' +
      '  expected the parsed object that write_json writes',
  ],
  [
    'a cell that was cut off',
    { modules: { top: { ports: {}, cells: { g: { type: '$_AND_' } }, netnames: {} } } },
    'malformed-netlist',
    'not a Yosys netlist: modules.top.cells.g.connections has to be an object, got nothing\n' +
      '  expected the parsed object that write_json writes',
  ],
  [
    'a negative net number',
    between({ g: gate('$_AND_', { A: [-1], B: [3], Y: [4] }) }),
    'malformed-netlist',
    'not a Yosys netlist: modules.top.cells.g.connections.A.0 has to be the number of a net, "0", "1", "x" or "z", got -1\n' +
      '  expected the parsed object that write_json writes',
  ],
];

describe('readNetlist refuses', () => {
  test.each(refusals)('%s', (_, json, code, message) => {
    const error = errorOf(json);
    expect(error.message).toBe(message);
    expect(error.code).toBe(code);
    expect([error.text, ...error.notes].join('\n  ')).toBe(message);
  });

  test('an instance of another module', () => {
    const { modules } = design({ cells: { u1: gate('half_adder', {}) } });
    const json = { modules: { ...modules, half_adder: { ports: {}, cells: {}, netnames: {} } } };
    expect(errorOf(json, { top: 'top' }).message).toBe(
      'cell u1 is an instance of module half_adder\n  the simulator reads flat netlists: run flatten before write_json',
    );
  });
});
