// =================================================================================================
// lmul_e5m2_adder_flush
// L-Mul product, a multiplication by addition
//
//   Computes   |p| = |a| + |b| - K as integers, K = 2^M * (bias - offset) = 59
//              offset = 2^-l(M); l(M) = M for M <= 3, 3 for M = 4, 4 beyond
//   Operands   e5m2: 1 sign, 5 exponent, 2 mantissa bits, bias 15, encoding ieee
//   Result     the same format
//   Rounding   none: the product has its place in the result
//   Contract   flush: subnormals count as signed zero, in and out
//              overflow gives the largest number
//              NaN in, or Inf * 0, gives the canonical NaN; Inf gives Inf
//   Override   ExpBits (2 to 11) and ManBits (1 to 23) may be overridden
//   Latency    0 cycles, combinational
//   Source     H. Luo, W. Sun, arXiv 2410.00907
//   Made by    lmul generate lmul e5m2 --form adder --contract flush
//   Version    lmul-rtl 0.1.0, templates e1f6a78b451a
//
// SPDX-License-Identifier: Apache-2.0
// =================================================================================================
`default_nettype none

module lmul_e5m2_adder_flush #(
  parameter ExpBits = 5,  // exponent field, bits
  parameter ManBits = 2   // stored mantissa, bits
) (
  input wire  [ExpBits+ManBits:0] a_i,  // operand: sign, exponent, mantissa
  input wire  [ExpBits+ManBits:0] b_i,  // operand
  output wire [ExpBits+ManBits:0] p_o   // product
);

  localparam MagBits     = ExpBits + ManBits;                          // magnitude
  localparam ProdExpBits = ExpBits + 2;                                // exponent, two's complement
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

  // --- Product: one integer addition ------------------------------------------------------------
  // {exponent, mantissa} as integers: the carry of the mantissas runs into the exponent.
  wire [SumBits-1:0] sum =
    {2'b00, exp_a, man_a} + {2'b00, exp_b, man_b} + Offset[SumBits-1:0];

  // Both exponents hold the bias, the product's only once.
  wire [SumBits-1:0] mag =
    {sum[SumBits-1:ManBits] - Bias[ProdExpBits-1:0], sum[ManBits-1:0]};

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
