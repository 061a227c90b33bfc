// =================================================================================================
// dot5_ternary_packed_int8_into_int20_saturate
// dot product of 5 lanes of signed integers and ternary weights
//
//   Computes   acc = (clear ? 0 : acc) + the sum over 5 lanes of w(b) * a, w one of -1, 0, 1
//   Operands   a: integers of 8 bits, two's complement
//              b: bytes of five weights: byte = ceil(256 n / 243), where the digits of n in base
//                 three are the weights plus one, that of the lowest lane first
//   Register   20 bits, two's complement; beyond its ends it stays at the end
//              no sum of up to 4,095 terms gets there
//   Control    clear_i with valid_i begins a new sum; clear_i alone leaves zero
//              otherwise the sum holds
//   Latency    1 cycle, 5 terms a cycle
//   Made by    lmul generate dot int8 --lanes 5 --weights packed --accumulator int20 --saturate
//
// SPDX-License-Identifier: Apache-2.0
// =================================================================================================
`default_nettype none

module dot5_ternary_packed_int8_into_int20_saturate (
  input wire         clk_i,    // clock, rising edge
  input wire         rst_ni,   // reset, active low
  input wire         valid_i,  // operands are valid: accumulate
  input wire         clear_i,  // from zero: with operands, or without
  input wire  [39:0] a_i,      // activations, lane 0 lowest
  input wire  [7:0]  b_i,      // weights
  output wire        valid_o,  // what was valid has been added
  output wire [19:0] acc_o     // sum, two's complement
);

  // --- Unpack: 5 weights from a byte ------------------------------------------------------------
  // A byte is a fraction of 256, and its first five ternary digits are the weights, plus one: it is
  // multiplied by three again and again, and what passes the point is a digit.
  wire [9:0] weights;

  genvar octet;
  generate
    for (octet = 0; octet < 1; octet = octet + 1) begin : octets
      wire [7:0] rest_0      = b_i[octet*8 +: 8];
      wire [9:0] times_0     = {2'b00, rest_0} + {1'b0, rest_0, 1'b0};
      wire [7:0] rest_1      = times_0[7:0];
      wire [9:0] times_1     = {2'b00, rest_1} + {1'b0, rest_1, 1'b0};
      wire [7:0] rest_2      = times_1[7:0];
      wire [9:0] times_2     = {2'b00, rest_2} + {1'b0, rest_2, 1'b0};
      wire [7:0] rest_3      = times_2[7:0];
      wire [9:0] times_3     = {2'b00, rest_3} + {1'b0, rest_3, 1'b0};
      wire [7:0] rest_4      = times_3[7:0];
      wire [9:0] times_4     = {2'b00, rest_4} + {1'b0, rest_4, 1'b0};
      wire       unused_rest = ^times_4[7:0];

      // Digits 0, 1, 2 as two-bit integers: 11, 00, 01.
      assign weights[octet*10 + 0 +: 2] = {~(|times_0[9:8]), ~times_0[8]};
      assign weights[octet*10 + 2 +: 2] = {~(|times_1[9:8]), ~times_1[8]};
      assign weights[octet*10 + 4 +: 2] = {~(|times_2[9:8]), ~times_2[8]};
      assign weights[octet*10 + 6 +: 2] = {~(|times_3[9:8]), ~times_3[8]};
      assign weights[octet*10 + 8 +: 2] = {~(|times_4[9:8]), ~times_4[8]};
    end
  endgenerate

  // --- Select: the activation, inverted, or nothing ---------------------------------------------
  // A weight is an integer of two bits: 01 adds the activation, 11 subtracts it, 00 and 10 leave it
  // out. Lane 0 is the lowest part of a_i, and in the first byte of b_i.
  wire [39:0] terms;
  wire [4:0]  minus;

  genvar lane;
  generate
    for (lane = 0; lane < 5; lane = lane + 1) begin : lanes
      wire [1:0] weight = weights[lane*2 +: 2];
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
  function [10:0] added;
    input [39:0] all;
    input [4:0]  ones;
    integer k;
    begin
      added = 11'd0;
      for (k = 0; k < 5; k = k + 1)
        added = added + {{3{all[k*8 + 7]}}, all[k*8 +: 8]} + {10'd0, ones[k]};
    end
  endfunction

  wire [10:0] step = added(terms, minus);

  // --- Add: the register ------------------------------------------------------------------------
  reg [19:0] acc;
  wire [19:0] start = acc & {20{~clear_p}};
  wire [20:0] total = {start[19], start} + {{10{step[10]}}, step};

  // Beyond its ends the register stays at the end.
  wire        overflow = total[20] ^ total[19];
  wire [19:0] sum      = overflow
    ? {total[20], {19{~total[20]}}}
    : total[19:0];

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
