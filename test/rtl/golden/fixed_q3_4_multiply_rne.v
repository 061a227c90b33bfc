// =================================================================================================
// fixed_q3_4_multiply_rne
// product of two fixed-point numbers Q3.4, rounded and saturated
//
//   Computes   p = a * b
//              by *
//   Operands   Q3.4: sign, 3 integer and 4 fraction bits, two's complement
//   Result     the same; beyond its ends it stays at the end
//   Rounding   rne: to nearest, ties to even
//   Latency    combinational
//   Made by    lmul generate fixed q3.4 --architecture multiply --rounding rne
//
// SPDX-License-Identifier: Apache-2.0
// =================================================================================================
`default_nettype none

module fixed_q3_4_multiply_rne (
  input wire  [7:0] a_i,  // operand, two's complement
  input wire  [7:0] b_i,  // operand
  output wire [7:0] p_o   // product, rounded
);

  // --- Product ----------------------------------------------------------------------------------
  wire        signed [15:0] wide_a = {{8{a_i[7]}}, a_i};
  wire        signed [15:0] wide_b = {{8{b_i[7]}}, b_i};
  wire [15:0] product = wide_a * wide_b;

  // --- Round ------------------------------------------------------------------------------------
  //   product: | sign and 7 integer | 4 fraction | 4 dropped |
  wire        guard   = product[3];
  wire        sticky  = |product[2:0];
  wire        odd     = product[4];
  wire [11:0] rounded = product[15:4] + {11'd0, guard & (sticky | odd)};

  // --- Saturate ---------------------------------------------------------------------------------
  // Beyond its ends the result stays at the end: the bits above it are not all copies of its sign.
  wire sign     = rounded[11];
  wire overflow = rounded[10:7] != {4{sign}};
  assign p_o = overflow
    ? {sign, {7{~sign}}}
    : rounded[7:0];

endmodule

`default_nettype wire
