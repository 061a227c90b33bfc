// =================================================================================================
// int4_array
// product of two signed integers of 4 bits
//
//   Computes   p = a * b, every bit kept
//              by a Dadda tree and one addition
//   Operands   integers of 4 bits, two's complement
//   Result     integer of 8 bits, two's complement
//   Latency    combinational
//   Made by    lmul generate int 4 --architecture array
//
// SPDX-License-Identifier: Apache-2.0
// =================================================================================================
`default_nettype none

module int4_array (
  input wire  [3:0] a_i,  // operand, two's complement
  input wire  [3:0] b_i,  // operand
  output wire [7:0] p_o   // product, two's complement
);

  // --- Product: a Dadda tree --------------------------------------------------------------------
  // Bit i of every wire here weighs 2^i. The partial products of one sign bit count negative: they
  // are inverted, and two ones correct the sum (Baugh and Wooley, 1973).
  wire [3:0] pp_0  = (a_i & {4{b_i[0]}}) ^ 4'h8;
  wire [4:1] pp_1  = (a_i & {4{b_i[1]}}) ^ 4'h8;
  wire [5:2] pp_2  = (a_i & {4{b_i[2]}}) ^ 4'h8;
  wire [6:3] pp_3  = (a_i & {4{b_i[3]}}) ^ 4'h7;
  wire [4:4] one_4 = 1'b1;
  wire [7:7] one_7 = 1'b1;

  // From 4 bits in the highest column to 3.
  // Columns 4 to 3: full adders, a half adder in 3.
  wire [4:3] x3_0     = {one_4[4], pp_0[3]};
  wire [4:3] y3_0     = {pp_3[4], pp_1[3]};
  wire [4:3] z3_0     = {pp_2[4], 1'b0};
  wire [4:3] sum3_0   = x3_0 ^ y3_0 ^ z3_0;
  wire [5:4] carry3_0 = (x3_0 & y3_0) | ((x3_0 ^ y3_0) & z3_0);

  // From 3 bits in the highest column to 2.
  // Columns 5 to 2: full adders, a half adder in 2.
  wire [5:2] x2_0     = {pp_3[5], pp_1[4], pp_3[3], pp_0[2]};
  wire [5:2] y2_0     = {pp_2[5], sum3_0[4:3], pp_1[2]};
  wire [5:2] z2_0     = {carry3_0[5:4], pp_2[3], 1'b0};
  wire [5:2] sum2_0   = x2_0 ^ y2_0 ^ z2_0;
  wire [6:3] carry2_0 = (x2_0 & y2_0) | ((x2_0 ^ y2_0) & z2_0);

  // Two rows are left, for one addition.
  wire [7:0] addend_0 = {one_7[7], carry2_0[6:3], pp_2[2], pp_0[1:0]};
  wire [7:0] addend_1 = {1'b0, pp_3[6], sum2_0[5:2], pp_1[1], 1'b0};
  wire [7:0] product  = addend_0 + addend_1;

  // --- Result -----------------------------------------------------------------------------------
  assign p_o = product;

endmodule

`default_nettype wire
