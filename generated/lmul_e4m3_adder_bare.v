// =================================================================================================
// lmul_e4m3_adder_bare
// L-Mul product, a multiplication by addition
//
//   Computes   |p| = |a| + |b| - K as integers, K = 2^M * (bias - offset) = 55
//              offset = 2^-l(M); l(M) = M for M <= 3, 3 for M = 4, 4 beyond
//   Operands   e4m3: 1 sign, 4 exponent, 3 mantissa bits, bias 7, encoding fn
//   Result     the same format
//   Rounding   none: the product has its place in the result
//   Contract   bare: no code is special, exponents wrap
//   Override   ExpBits (2 to 11) and ManBits (1 to 23) may be overridden
//   Latency    0 cycles, combinational
//   Source     H. Luo, W. Sun, arXiv 2410.00907
//   Made by    lmul generate lmul e4m3 --form adder --contract bare
//   Version    lmul-rtl 0.1.0, templates e1f6a78b451a
//
// SPDX-License-Identifier: Apache-2.0
// =================================================================================================
`default_nettype none

module lmul_e4m3_adder_bare #(
  parameter ExpBits = 4,  // exponent field, bits
  parameter ManBits = 3   // stored mantissa, bits
) (
  input wire  [ExpBits+ManBits:0] a_i,  // operand: sign, exponent, mantissa
  input wire  [ExpBits+ManBits:0] b_i,  // operand
  output wire [ExpBits+ManBits:0] p_o   // product
);

  localparam MagBits     = ExpBits + ManBits;                            // magnitude
  localparam ProdExpBits = ExpBits;                                      // exponent, wraps
  localparam SumBits     = ProdExpBits + ManBits;                        // exponent not yet bounded
  localparam OffsetExp   = (ManBits <= 3) ? ManBits : (ManBits == 4) ? 3 : 4;  // offset 2^-l(m)

  localparam [63:0] Bias   = (64'd1 << (ExpBits - 1)) - 64'd1;  // exponent bias
  localparam [63:0] Offset = 64'd1 << (ManBits - OffsetExp);    // offset, units of 2^-ManBits

  // --- Decode: fields and special cases ---------------------------------------------------------
  wire sign = a_i[MagBits] ^ b_i[MagBits];

  wire [ExpBits-1:0] exp_a = a_i[MagBits-1:ManBits];
  wire [ExpBits-1:0] exp_b = b_i[MagBits-1:ManBits];
  wire [ManBits-1:0] man_a = a_i[ManBits-1:0];
  wire [ManBits-1:0] man_b = b_i[ManBits-1:0];

  // --- Product: one integer addition ------------------------------------------------------------
  // {exponent, mantissa} as integers: the carry of the mantissas runs into the exponent.
  wire [SumBits-1:0] sum =
    {exp_a, man_a} + {exp_b, man_b} + Offset[SumBits-1:0];

  // Both exponents hold the bias, the product's only once.
  wire [SumBits-1:0] mag =
    {sum[SumBits-1:ManBits] - Bias[ProdExpBits-1:0], sum[ManBits-1:0]};

  // --- Result -----------------------------------------------------------------------------------
  assign p_o = {sign, mag};

endmodule

`default_nettype wire
