// =================================================================================================
// dot5_ternary_packed_e5m2_into_int45_saturate
// dot product of 5 lanes of e5m2 numbers and ternary weights
//
//   Computes   acc = (clear ? 0 : acc) + the sum over 5 lanes of w(b) * a, w one of -1, 0, 1
//   Operands   a: e5m2: 1 sign, 5 exponent, 2 mantissa bits, bias 15, encoding ieee
//              b: bytes of five weights: byte = ceil(256 n / 243), where the digits of n in base
//                 three are the weights plus one, that of the lowest lane first
//   Register   45 bits, two's complement; beyond its ends it stays at the end
//              its unit is 2^-16
//              no sum of up to 4,681 terms gets there
//   Contract   every number is added exactly, subnormals too: nothing is rounded
//              NaN and Inf count as zero, and leave no trace in the sum
//   Control    clear_i with valid_i begins a new sum; clear_i alone leaves zero
//              otherwise the sum holds
//   Latency    1 cycle, 5 terms a cycle
//   Made by    lmul generate dot e5m2 --lanes 5 --weights packed --accumulator int45 --saturate
//
// SPDX-License-Identifier: Apache-2.0
// =================================================================================================
`default_nettype none

module dot5_ternary_packed_e5m2_into_int45_saturate (
  input wire         clk_i,    // clock, rising edge
  input wire         rst_ni,   // reset, active low
  input wire         valid_i,  // operands are valid: accumulate
  input wire         clear_i,  // from zero: with operands, or without
  input wire  [39:0] a_i,      // activations, lane 0 lowest
  input wire  [7:0]  b_i,      // weights
  output wire        valid_o,  // what was valid has been added
  output wire [44:0] acc_o     // sum, two's complement, in units of 2^-16
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

  // --- Decode: numbers as integers, under their weights -----------------------------------------
  // A number is an integer in units of 2^-16, the smallest subnormal: its significand, moved up
  // by its exponent field less one. A subnormal, of field 0, moves as with field 1. All move by the
  // field, one place too far, and that place is left out.
  // A weight is an integer of two bits: 01 adds the number, 11 subtracts it, 00 and 10 leave it
  // out: then nothing moves. Nor does a field of all ones: Inf, NaN.
  wire [159:0] magnitudes;
  wire [4:0]   minus;

  // Lane 0 is the lowest part of a_i, and in the first byte of b_i.
  genvar lane;
  generate
    for (lane = 0; lane < 5; lane = lane + 1) begin : numbers
      wire [1:0]  weight       = weights[lane*2 +: 2];
      wire [7:0]  code         = a_i[lane*8 +: 8];
      wire        hidden       = |code[6:2];
      wire        used         = weight[0] & ~(&code[6:2]);
      wire [2:0]  significand  = {hidden, code[1:0]} & {3{used}};
      wire [4:0]  shift        = {code[6:3], code[2] | ~hidden};
      wire [32:0] moved        = {30'd0, significand} << shift;
      wire        unused_moved = moved[0];
      assign magnitudes[lane*32 +: 32] = moved[32:1];
      assign minus[lane] = used & (weight[1] ^ code[7]);
    end
  endgenerate

  // --- Select: the number, or inverted ----------------------------------------------------------
  // Where the signs of number and weight differ it is subtracted: inverted here, its one is added
  // below.
  wire [164:0] terms;

  generate
    for (lane = 0; lane < 5; lane = lane + 1) begin : lanes
      assign terms[lane*33 +: 33] =
        {1'b0, magnitudes[lane*32 +: 32]} ^ {33{minus[lane]}};
    end
  endgenerate
  wire valid_p = valid_i;
  wire clear_p = clear_i;

  // --- Add: the lanes ---------------------------------------------------------------------------
  // As one sum of many terms: its order is the synthesiser's, its value is exact in any.
  // What is subtracted comes inverted; its one is added here.
  function [35:0] added;
    input [164:0] all;
    input [4:0]   ones;
    integer k;
    begin
      added = 36'd0;
      for (k = 0; k < 5; k = k + 1)
        added = added + {{3{all[k*33 + 32]}}, all[k*33 +: 33]} + {35'd0, ones[k]};
    end
  endfunction

  wire [35:0] step = added(terms, minus);

  // --- Add: the register ------------------------------------------------------------------------
  reg [44:0] acc;
  wire [44:0] start = acc & {45{~clear_p}};
  wire [45:0] total = {start[44], start} + {{10{step[35]}}, step};

  // Beyond its ends the register stays at the end.
  wire        overflow = total[45] ^ total[44];
  wire [44:0] sum      = overflow
    ? {total[45], {44{~total[45]}}}
    : total[44:0];

  // --- Registers --------------------------------------------------------------------------------
  reg valid_q;

  always @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) acc <= 45'd0;
    else if (valid_p) acc <= sum;
    else if (clear_p) acc <= 45'd0;
  end

  always @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) valid_q <= 1'b0;
    else valid_q <= valid_p;
  end

  assign acc_o = acc;
  assign valid_o = valid_q;

endmodule

`default_nettype wire
