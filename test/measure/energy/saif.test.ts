import { expect, it } from 'vitest';
import { energyModel, runToggles, saifText, structuralVerilog } from '../../../src/measure/index.ts';
import { builtInTechnology } from '../../../src/tech/index.ts';
import { alternating, conditionsOf, glitching } from './glitching.ts';

const sky130 = builtInTechnology('sky130');
const prefix = 'sky130_fd_sc_hd__';
const netlist = glitching(sky130, { inv: `${prefix}inv_1`, and: `${prefix}and2_1`, or: `${prefix}or2_1` });
const model = energyModel(netlist, sky130, conditionsOf(netlist, { n: 40, m: 1, p_o: 4.5 }));

it('a SAIF file says how long each net and pin is 1 and how often it toggles', async () => {
  const run = await runToggles(model, alternating, 'inertial', { pairs: 512 });
  // 512 operations of 1 ns; a_i is 1 after every other one; the pulse on n5 and p_o has two edges in half of them.
  const high = '(T0 256000) (T1 256000) (TX 0) (TC 512) (IG 0)';
  const pulse = '(T0 512000) (T1 0) (TX 0) (TC 512) (IG 0)';
  const low = '(T0 512000) (T1 0) (TX 0) (TC 0) (IG 0)';
  expect(saifText(model, run, 999.5).split('\n').slice(7)).toEqual([
    '(DURATION 512000)',
    '(INSTANCE top',
    '  (NET',
    `    (a_i ${high})`,
    `    (b_i ${low})`,
    `    (p_o ${pulse})`,
    `    (n5 ${high})`,
    `    (n6 ${pulse})`,
    '  )',
    '  (INSTANCE g0 (PORT',
    `    (A ${high})`,
    `    (Y ${high})`,
    '  ))',
    '  (INSTANCE g1 (PORT',
    `    (A ${high})`,
    `    (B ${high})`,
    `    (X ${pulse})`,
    '  ))',
    '  (INSTANCE g2 (PORT',
    `    (A ${pulse})`,
    `    (B ${low})`,
    `    (X ${pulse})`,
    '  ))',
    '))',
    '',
  ]);
});

it('the Verilog beside it has the same instances and nets', () => {
  expect(
    structuralVerilog(netlist, sky130),
  ).toBe(`// SKY130 HD, tt_025C_1v80: the netlist a SAIF or VCD file of the same run speaks of.
\`default_nettype none
module top (
  input wire a_i,
  input wire b_i,
  output wire p_o
);
  wire n5;
  wire n6;
  sky130_fd_sc_hd__inv_1 g0 (.A(a_i), .Y(n5));
  sky130_fd_sc_hd__and2_1 g1 (.A(a_i), .B(n5), .X(n6));
  sky130_fd_sc_hd__or2_1 g2 (.A(n6), .B(b_i), .X(p_o));
endmodule
\`default_nettype wire
`);
});
