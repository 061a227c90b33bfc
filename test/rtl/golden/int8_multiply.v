// =================================================================================================
// int8_multiply
// product of two signed integers of 8 bits
//
//   Computes   p = a * b, every bit kept
//              by *
//   Operands   integers of 8 bits, two's complement
//   Result     integer of 16 bits, two's complement
//   Latency    combinational
//   Made by    lmul generate int 8 --architecture multiply
//
// SPDX-License-Identifier: Apache-2.0
// =================================================================================================
`default_nettype none

module int8_multiply (
  input wire  [7:0]  a_i,  // operand, two's complement
  input wire  [7:0]  b_i,  // operand
  output wire [15:0] p_o   // product, two's complement
);

  // --- Product ----------------------------------------------------------------------------------
  wire        signed [15:0] wide_a = {{8{a_i[7]}}, a_i};
  wire        signed [15:0] wide_b = {{8{b_i[7]}}, b_i};
  wire [15:0] product = wide_a * wide_b;

  // --- Result -----------------------------------------------------------------------------------
  assign p_o = product;

endmodule

`default_nettype wire
