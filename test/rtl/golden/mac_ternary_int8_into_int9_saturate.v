// =================================================================================================
// mac_ternary_int8_into_int9_saturate
// accumulator of signed integers under ternary weights
//
//   Computes   acc = (clear ? 0 : acc) + w(b) * a, w one of -1, 0, 1
//   Operands   a: integers of 8 bits, two's complement
//              b: weights of two bits; 01 is 1, 11 is -1, 00 is 0, and 10 counts as 0
//   Register   9 bits, two's complement; beyond its ends it stays at the end
//              no sum of up to 1 terms gets there
//   Control    clear_i with valid_i begins a new sum; clear_i alone leaves zero
//              otherwise the sum holds
//   Latency    1 cycle, one term a cycle
//   Made by    lmul generate mac int8 --weights ternary --accumulator int9 --saturate
//
// SPDX-License-Identifier: Apache-2.0
// =================================================================================================
`default_nettype none

module mac_ternary_int8_into_int9_saturate (
  input wire        clk_i,    // clock, rising edge
  input wire        rst_ni,   // reset, active low
  input wire        valid_i,  // operands are valid: accumulate
  input wire        clear_i,  // from zero: with operands, or without
  input wire  [7:0] a_i,      // activation, two's complement
  input wire  [1:0] b_i,      // weight
  output wire       valid_o,  // what was valid has been added
  output wire [8:0] acc_o     // sum, two's complement
);

  // --- Select: the activation, inverted, or nothing ---------------------------------------------
  // A weight is an integer of two bits: 01 adds the activation, 11 subtracts it, 00 and 10 leave it
  // out.
  wire [7:0] terms;
  wire       minus;
  assign minus = &b_i;
  assign terms = (a_i ^ {8{b_i[1]}}) & {8{b_i[0]}};
  wire valid_p = valid_i;
  wire clear_p = clear_i;

  // --- Add: the register ------------------------------------------------------------------------
  reg [8:0] acc;
  wire [8:0] start = acc & {9{~clear_p}};
  // The bit below the last place is the carry of a two's complement.
  wire [10:0] total = {start[8], start, 1'b1} + {{2{terms[7]}}, terms, minus};

  // Beyond its ends the register stays at the end.
  wire       overflow = total[10] ^ total[9];
  wire [8:0] sum      = overflow
    ? {total[10], {8{~total[10]}}}
    : total[9:1];
  wire unused_total = total[0];

  // --- Registers --------------------------------------------------------------------------------
  reg valid_q;

  always @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) acc <= 9'd0;
    else if (valid_p) acc <= sum;
    else if (clear_p) acc <= 9'd0;
  end

  always @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) valid_q <= 1'b0;
    else valid_q <= valid_p;
  end

  assign acc_o = acc;
  assign valid_o = valid_q;

endmodule

`default_nettype wire
