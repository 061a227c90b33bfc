// =================================================================================================
// exact_e3m4_carry_in_rne_flush
// exact product, correctly rounded
//
//   Computes   p = a * b
//              |p| = |a| + |b| - bias * 2^M + delta(ma, mb): an integer addition, corrected
//   Operands   e3m4: 1 sign, 3 exponent, 4 mantissa bits, bias 3, encoding ieee
//   Result     the same format
//   Rounding   rne, to nearest, ties to even
//   Contract   flush: subnormals count as signed zero, in and out
//              overflow gives the largest number
//              NaN in, or Inf * 0, gives the canonical NaN; Inf gives Inf
//   Override   ExpBits (2 to 11) may be overridden; ManBits is fixed by the constants below
//   Latency    0 cycles, combinational
//   Source     prior art: O. Lindberg, O. Gustafsson, arXiv 2406.18441
//   Made by    lmul generate exact e3m4 --architecture carry-in --rounding rne --contract flush
//   Version    lmul-rtl 0.1.0, templates e1f6a78b451a
//
// SPDX-License-Identifier: Apache-2.0
// =================================================================================================
`default_nettype none

module exact_e3m4_carry_in_rne_flush #(
  parameter ExpBits = 3  // exponent field, bits
) (
  input wire  [ExpBits+4:0] a_i,  // operand: sign, exponent, mantissa
  input wire  [ExpBits+4:0] b_i,  // operand
  output wire [ExpBits+4:0] p_o   // product
);

  localparam ManBits     = 4;                      // stored mantissa, bits
  localparam MagBits     = ExpBits + ManBits;      // magnitude
  localparam ProdExpBits = ExpBits + 2;            // exponent, two's complement
  localparam SumBits     = ProdExpBits + ManBits;  // exponent not yet bounded

  localparam [63:0] Bias = (64'd1 << (ExpBits - 1)) - 64'd1;  // exponent bias

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

  // --- Product: an addition and its correction --------------------------------------------------
  // Codes by which the product rounded rne exceeds the sum of the operands' codes.
  // Rows: man_a from 15 down to 0; within a row man_b from 15 down to 0.
  localparam [255:0] Delta1 = {
    16'b0000_0000_0000_0000, // 15
    16'b0000_0000_0000_0000, // 14
    16'b0000_0000_0000_0000, // 13
    16'b0000_0000_0001_1100, // 12
    16'b0000_0000_0111_1000, // 11
    16'b0000_0001_1111_1000, // 10
    16'b0000_0011_1111_1000, // 9
    16'b0000_0111_1111_0000, // 8
    16'b0000_0111_1111_0000, // 7
    16'b0000_1111_1111_0000, // 6
    16'b0000_1111_1110_0000, // 5
    16'b0001_1111_1100_0000, // 4
    16'b0001_1110_0000_0000, // 3
    16'b0001_0000_0000_0000, // 2
    16'b0000_0000_0000_0000, // 1
    16'b0000_0000_0000_0000  // 0
  };
  localparam [255:0] Delta0 = {
    16'b0000_0000_0000_0000, // 15
    16'b0000_0000_1111_1110, // 14
    16'b0000_0111_1111_1110, // 13
    16'b0000_1111_1110_0010, // 12
    16'b0001_1111_1000_0110, // 11
    16'b0011_1110_0000_0110, // 10
    16'b0011_1100_0000_0110, // 9
    16'b0011_1000_0010_1110, // 8
    16'b0111_1000_1100_1100, // 7
    16'b0111_0000_1000_1100, // 6
    16'b0111_0001_0001_1100, // 5
    16'b0110_0000_0011_1000, // 4
    16'b0110_0001_1111_1000, // 3
    16'b0110_1111_1110_0000, // 2
    16'b0111_1111_0000_0000, // 1
    16'b0000_0000_0000_0000  // 0
  };

  wire [2*ManBits-1:0] index = {man_a, man_b};
  wire [1:0]           delta = {Delta1[index], Delta0[index]};

  // {exponent, mantissa} as integers, corrected; the carry of the mantissas runs into the exponent.
  wire [SumBits-1:0] sum =
    {2'b00, exp_a, man_a} + {2'b00, exp_b, man_b}
    + {{(SumBits-2){1'b0}}, delta};

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
