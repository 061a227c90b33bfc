// =================================================================================================
// lmul_bf16_equation_rne_flush
// L-Mul product, a multiplication by addition
//
//   Computes   p = (-1)^(sa ^ sb) * 2^(ea + eb) * (1 + ma + mb + offset)
//              offset = 2^-l(M); l(M) = M for M <= 3, 3 for M = 4, 4 beyond
//   Operands   bf16: 1 sign, 8 exponent, 7 mantissa bits, bias 127, encoding ieee
//   Result     the same format
//   Rounding   rne, to nearest, ties to even
//   Contract   flush: subnormals count as signed zero, in and out
//              overflow gives the largest number
//              NaN in, or Inf * 0, gives the canonical NaN; Inf gives Inf
//   Override   ExpBits (2 to 11) and ManBits (1 to 23) may be overridden
//   Latency    0 cycles, combinational
//   Source     H. Luo, W. Sun, arXiv 2410.00907
//   Made by    lmul generate lmul bf16 --form equation --rounding rne --contract flush
//   Version    lmul-rtl 0.1.0, templates e1f6a78b451a
//
// SPDX-License-Identifier: Apache-2.0
// =================================================================================================
`default_nettype none

module lmul_bf16_equation_rne_flush #(
  parameter ExpBits = 8,  // exponent field, bits
  parameter ManBits = 7   // stored mantissa, bits
) (
  input wire  [ExpBits+ManBits:0] a_i,  // operand: sign, exponent, mantissa
  input wire  [ExpBits+ManBits:0] b_i,  // operand
  output wire [ExpBits+ManBits:0] p_o   // product
);

  localparam MagBits     = ExpBits + ManBits;                          // magnitude
  localparam ProdExpBits = ExpBits + 2;                                // exponent, two's complement
  localparam FracBits    = ManBits + 1;                                // fraction of the product
  localparam RawBits     = ProdExpBits + FracBits;                     // product before rounding
  localparam SumBits     = ProdExpBits + ManBits;                      // exponent not yet bounded
  localparam OffsetExp   = (ManBits <= 3) ? ManBits : (ManBits == 4) ? 3 : 4;  // offset 2^-l(m)

  localparam [63:0] Bias   = (64'd1 << (ExpBits - 1)) - 64'd1;  // exponent bias
  localparam [63:0] Offset = 64'd1 << (ManBits - OffsetExp);    // offset, units of 2^-ManBits

  // --- Decode: fields and special cases ---------------------------------------------------------
  wire sign = a_i[MagBits] ^ b_i[MagBits];

  wire [ExpBits-1:0] exp_a = a_i[MagBits-1:ManBits];
  wire [ExpBits-1:0] exp_b = b_i[MagBits-1:ManBits];
  wire [ManBits-1:0] man_a = a_i[ManBits-1:0];
  wire [ManBits-1:0] man_b = b_i[ManBits-1:0];

  // Subnormal operands are flushed: a zero exponent field is a zero, whatever the mantissa.
  wire zero_a = ~(|exp_a);
  wire zero_b = ~(|exp_b);
  wire top_a  = &exp_a;
  wire top_b  = &exp_b;
  wire inf_a  = top_a & ~(|man_a);
  wire inf_b  = top_b & ~(|man_b);
  wire nan_a  = top_a & (|man_a);
  wire nan_b  = top_b & (|man_b);

  wire is_zero = zero_a | zero_b;
  wire is_inf  = inf_a | inf_b;
  wire is_nan  = nan_a | nan_b | (is_inf & is_zero);

  // --- Product: fractions, then exponents -------------------------------------------------------
  // s = ma + mb + offset, in units of 2^-ManBits, below 3.
  wire [ManBits+1:0] sum   = {2'b00, man_a} + {2'b00, man_b} + Offset[ManBits+1:0];
  wire               carry = |sum[ManBits+1:ManBits];

  // Significand 1 + s: from 2 up it is halved, its fraction (s - 1) / 2 one bit longer than s.
  wire [FracBits-1:0] fraction =
    carry ? {sum[ManBits+1], sum[ManBits-1:0]} : {sum[ManBits-1:0], 1'b0};
  wire [ProdExpBits-1:0] exponent = {2'b00, exp_a} + {2'b00, exp_b} - Bias[ProdExpBits-1:0]
    + {{(ProdExpBits-1){1'b0}}, carry};
  wire [RawBits-1:0] raw = {exponent, fraction};

  // --- Round: rne -------------------------------------------------------------------------------
  //   raw: | exponent | mantissa | guard | sticky ... |
  wire               odd   = raw[FracBits-ManBits];
  wire               guard = raw[FracBits-ManBits-1];
  wire [SumBits-1:0] mag   = raw[RawBits-1:FracBits-ManBits]
    + {{(SumBits-1){1'b0}}, guard & odd};

  // --- Select: special cases, ends of the range -------------------------------------------------
  wire underflow = mag[SumBits-1] | ~(|mag[SumBits-2:ManBits]);
  wire overflow  = mag[SumBits-2] | (&mag[MagBits-1:ManBits]);

  assign p_o =
    is_nan                ? {1'b0, {MagBits{1'b1}} << (ManBits - 1)} :
    is_inf                ? {sign, {ExpBits{1'b1}}, {ManBits{1'b0}}} :
    (is_zero | underflow) ? {sign, {MagBits{1'b0}}} :
    overflow              ? {sign, {(ExpBits-1){1'b1}}, 1'b0, {ManBits{1'b1}}} :
    {sign, mag[MagBits-1:0]};

endmodule

`default_nettype wire
