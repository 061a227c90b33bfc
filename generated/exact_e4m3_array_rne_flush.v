// =================================================================================================
// exact_e4m3_array_rne_flush
// exact product, correctly rounded
//
//   Computes   p = a * b
//              significands by a Dadda tree and one addition, then normalise and round
//   Operands   e4m3: 1 sign, 4 exponent, 3 mantissa bits, bias 7, encoding fn
//   Result     the same format
//   Rounding   rne, to nearest, ties to even
//   Contract   flush: subnormals count as signed zero, in and out
//              overflow gives the largest number
//              NaN in gives the canonical NaN
//   Override   ExpBits (2 to 11) may be overridden; ManBits is fixed by the constants below
//   Latency    0 cycles, combinational
//   Source     L. Dadda, Some schemes for parallel multipliers, Alta Frequenza 34, 1965
//   Made by    lmul generate exact e4m3 --architecture array --rounding rne --contract flush
//   Version    lmul-rtl 0.1.0, templates e1f6a78b451a
//
// SPDX-License-Identifier: Apache-2.0
// =================================================================================================
`default_nettype none

module exact_e4m3_array_rne_flush #(
  parameter ExpBits = 4  // exponent field, bits
) (
  input wire  [ExpBits+3:0] a_i,  // operand: sign, exponent, mantissa
  input wire  [ExpBits+3:0] b_i,  // operand
  output wire [ExpBits+3:0] p_o   // product
);

  localparam ManBits     = 3;                       // stored mantissa, bits
  localparam MagBits     = ExpBits + ManBits;       // magnitude
  localparam ProdExpBits = ExpBits + 2;             // exponent, two's complement
  localparam FracBits    = 2*ManBits + 1;           // fraction of the product
  localparam RawBits     = ProdExpBits + FracBits;  // product before rounding
  localparam SumBits     = ProdExpBits + ManBits;   // exponent not yet bounded

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
  wire nan_a  = &a_i[MagBits-1:0];
  wire nan_b  = &b_i[MagBits-1:0];

  wire is_zero = zero_a | zero_b;
  wire is_nan  = nan_a | nan_b;

  // --- Product: significands by a Dadda tree and one addition -----------------------------------
  // Bit i of every wire here weighs 2^i, in units of the last place of the product.
  // The hidden ones make no partial products: 1.a * 1.b = 1 + a + b + a * b.
  wire [6:3] one_a = {1'b1, man_b};
  wire [5:3] one_b = man_a;

  wire [2:0] pp_0 = man_a & {ManBits{man_b[0]}};
  wire [3:1] pp_1 = man_a & {ManBits{man_b[1]}};
  wire [4:2] pp_2 = man_a & {ManBits{man_b[2]}};

  // From 4 bits in the highest column to 3.
  // Columns 4 to 3: half adders.
  wire [4:3] x3_0     = one_a[4:3];
  wire [4:3] y3_0     = one_b[4:3];
  wire [4:3] sum3_0   = x3_0 ^ y3_0;
  wire [5:4] carry3_0 = x3_0 & y3_0;

  // From 3 bits in the highest column to 2.
  // Columns 5 to 2: full adders, a half adder in 2.
  wire [5:2] x2_0     = {one_a[5], sum3_0[4:3], pp_0[2]};
  wire [5:2] y2_0     = {carry3_0[5:4], pp_1[3:2]};
  wire [5:2] z2_0     = {one_b[5], pp_2[4:3], 1'b0};
  wire [5:2] sum2_0   = x2_0 ^ y2_0 ^ z2_0;
  wire [6:3] carry2_0 = (x2_0 & y2_0) | ((x2_0 ^ y2_0) & z2_0);

  // Two rows are left, for one addition.
  //   product: | carry | hidden | 2*ManBits fraction bits |
  wire [7:0]           addend_0 = {1'b0, carry2_0[6:3], pp_2[2], pp_0[1:0]};
  wire [7:0]           addend_1 = {1'b0, one_a[6], sum2_0[5:2], pp_1[1], 1'b0};
  wire [2*ManBits+1:0] product  = addend_0 + addend_1;
  wire                 carry    = product[2*ManBits+1];

  // From 2 up the product is halved; below, a zero fills the last place.
  wire [FracBits-1:0] fraction =
    carry ? product[2*ManBits:0] : {product[2*ManBits-1:0], 1'b0};
  wire [ProdExpBits-1:0] exponent = {2'b00, exp_a} + {2'b00, exp_b} - Bias[ProdExpBits-1:0]
    + {{(ProdExpBits-1){1'b0}}, carry};
  wire [RawBits-1:0] raw = {exponent, fraction};

  // --- Round: rne -------------------------------------------------------------------------------
  //   raw: | exponent | mantissa | guard | sticky ... |
  wire               odd    = raw[FracBits-ManBits];
  wire               guard  = raw[FracBits-ManBits-1];
  wire               sticky = |raw[FracBits-ManBits-2:0];
  wire [SumBits-1:0] mag    = raw[RawBits-1:FracBits-ManBits]
    + {{(SumBits-1){1'b0}}, guard & (sticky | odd)};

  // --- Select: special cases, ends of the range -------------------------------------------------
  wire underflow = mag[SumBits-1] | ~(|mag[SumBits-2:ManBits]);
  wire overflow  = mag[SumBits-2] | (&mag[MagBits-1:0]);

  assign p_o =
    is_nan                ? {1'b0, {MagBits{1'b1}}} :
    (is_zero | underflow) ? {sign, {MagBits{1'b0}}} :
    overflow              ? {sign, {(MagBits-1){1'b1}}, 1'b0} :
    {sign, mag[MagBits-1:0]};

endmodule

`default_nettype wire
