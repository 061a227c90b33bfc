// =================================================================================================
// dot3_ternary_int8_into_int20_wrap
// dot product of 3 lanes of signed integers and ternary weights
//
//   Computes   acc = (clear ? 0 : acc) + the sum over 3 lanes of w(b) * a, w one of -1, 0, 1
//   Operands   a: integers of 8 bits, two's complement
//              b: weights of two bits; 01 is 1, 11 is -1, 00 is 0, and 10 counts as 0
//   Register   20 bits, two's complement; beyond its ends it wraps
//              no sum of up to 4,095 terms gets there
//   Control    clear_i with valid_i begins a new sum; clear_i alone leaves zero
//              otherwise the sum holds
//   Latency    1 cycle, 3 terms a cycle
//   Made by    lmul generate dot int8 --lanes 3 --weights ternary --accumulator int20
//
// SPDX-License-Identifier: Apache-2.0
// =================================================================================================
`default_nettype none

module dot3_ternary_int8_into_int20_wrap (
  input wire         clk_i,    // clock, rising edge
  input wire         rst_ni,   // reset, active low
  input wire         valid_i,  // operands are valid: accumulate
  input wire         clear_i,  // from zero: with operands, or without
  input wire  [23:0] a_i,      // activations, lane 0 lowest
  input wire  [5:0]  b_i,      // weights
  output wire        valid_o,  // what was valid has been added
  output wire [19:0] acc_o     // sum, two's complement
);

  // --- Select: the activation, inverted, or nothing ---------------------------------------------
  // A weight is an integer of two bits: 01 adds the activation, 11 subtracts it, 00 and 10 leave it
  // out. Lane 0 is the lowest part of a_i and b_i.
  wire [23:0] terms;
  wire [2:0]  minus;

  genvar lane;
  generate
    for (lane = 0; lane < 3; lane = lane + 1) begin : lanes
      wire [1:0] weight = b_i[lane*2 +: 2];
      assign minus[lane] = &weight;
      assign terms[lane*8 +: 8] =
        (a_i[lane*8 +: 8] ^ {8{weight[1]}}) & {8{weight[0]}};
    end
  endgenerate
  wire valid_p = valid_i;
  wire clear_p = clear_i;

  // --- Add: the lanes ---------------------------------------------------------------------------
  // As one sum of many terms: its order is the synthesiser's, its value is exact in any.
  // What is subtracted comes inverted; its one is added here.
  function [9:0] added;
    input [23:0] all;
    input [2:0]  ones;
    integer k;
    begin
      added = 10'd0;
      for (k = 0; k < 3; k = k + 1)
        added = added + {{2{all[k*8 + 7]}}, all[k*8 +: 8]} + {9'd0, ones[k]};
    end
  endfunction

  wire [9:0] step = added(terms, minus);

  // --- Add: the register ------------------------------------------------------------------------
  reg [19:0] acc;
  wire [19:0] start = acc & {20{~clear_p}};
  wire [19:0] sum   = start + {{10{step[9]}}, step};

  // --- Registers --------------------------------------------------------------------------------
  reg valid_q;

  always @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) acc <= 20'd0;
    else if (valid_p) acc <= sum;
    else if (clear_p) acc <= 20'd0;
  end

  always @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) valid_q <= 1'b0;
    else valid_q <= valid_p;
  end

  assign acc_o = acc;
  assign valid_o = valid_q;

endmodule

`default_nettype wire
