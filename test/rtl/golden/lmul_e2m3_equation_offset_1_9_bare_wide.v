// =================================================================================================
// lmul_e2m3_equation_offset_1_9_bare_wide
// L-Mul product, a multiplication by addition
//
//   Computes   p = (-1)^(sa ^ sb) * 2^(ea + eb) * (1 + ma + mb + offset)
//              offset = 1/9
//   Operands   e2m3: 1 sign, 2 exponent, 3 mantissa bits, bias 1, encoding finite
//   Result     wide: 1 sign, 3 exponent, 4 mantissa bits, bias 2
//   Rounding   none: the product has its place in the result
//   Contract   bare: no code is special, exponents wrap
//   Override   ExpBits (2 to 11) may be overridden; ManBits is fixed by the constants below
//   Latency    0 cycles, combinational
//   Source     H. Luo, W. Sun, arXiv 2410.00907
//   Made by    lmul generate lmul e2m3 --form equation --offset 1/9 --contract bare --wide
//
// SPDX-License-Identifier: Apache-2.0
// =================================================================================================
`default_nettype none

module lmul_e2m3_equation_offset_1_9_bare_wide #(
  parameter ExpBits = 2  // exponent field, bits
) (
  input wire  [ExpBits+3:0]   a_i,  // operand: sign, exponent, mantissa
  input wire  [ExpBits+3:0]   b_i,  // operand
  output wire [ExpBits+3+2:0] p_o   // product, unrounded: sign, wide exponent, fraction
);

  localparam ManBits     = 3;                         // stored mantissa, bits
  localparam MagBits     = ExpBits + ManBits;         // magnitude
  localparam ResManBits  = ManBits + 1;               // mantissa, wide result
  localparam ProdExpBits = ExpBits + 1;               // exponent, wraps
  localparam FracBits    = ManBits + 1;               // fraction of the product
  localparam SumBits     = ProdExpBits + ResManBits;  // exponent not yet bounded

  localparam [63:0] Offset = 64'd1;  // offset, units of 2^-ManBits

  // --- Decode: fields and special cases ---------------------------------------------------------
  wire sign = a_i[MagBits] ^ b_i[MagBits];

  wire [ExpBits-1:0] exp_a = a_i[MagBits-1:ManBits];
  wire [ExpBits-1:0] exp_b = b_i[MagBits-1:ManBits];
  wire [ManBits-1:0] man_a = a_i[ManBits-1:0];
  wire [ManBits-1:0] man_b = b_i[ManBits-1:0];

  // --- Product: fractions, then exponents -------------------------------------------------------
  // s = ma + mb + offset, in units of 2^-ManBits, below 3.
  wire [ManBits+1:0] sum   = {2'b00, man_a} + {2'b00, man_b} + Offset[ManBits+1:0];
  wire               carry = |sum[ManBits+1:ManBits];

  // Significand 1 + s: from 2 up it is halved, its fraction (s - 1) / 2 one bit longer than s.
  wire [FracBits-1:0] fraction =
    carry ? {sum[ManBits+1], sum[ManBits-1:0]} : {sum[ManBits-1:0], 1'b0};
  wire [ProdExpBits-1:0] exponent = {1'b0, exp_a} + {1'b0, exp_b}
    + {{(ProdExpBits-1){1'b0}}, carry};
  wire [SumBits-1:0] mag = {exponent, fraction};

  // --- Result -----------------------------------------------------------------------------------
  assign p_o = {sign, mag};

endmodule

`default_nettype wire
