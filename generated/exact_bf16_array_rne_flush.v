// =================================================================================================
// exact_bf16_array_rne_flush
// exact product, correctly rounded
//
//   Computes   p = a * b
//              significands by a Dadda tree and one addition, then normalise and round
//   Operands   bf16: 1 sign, 8 exponent, 7 mantissa bits, bias 127, encoding ieee
//   Result     the same format
//   Rounding   rne, to nearest, ties to even
//   Contract   flush: subnormals count as signed zero, in and out
//              overflow gives the largest number
//              NaN in, or Inf * 0, gives the canonical NaN; Inf gives Inf
//   Override   ExpBits (2 to 11) may be overridden; ManBits is fixed by the constants below
//   Latency    0 cycles, combinational
//   Source     L. Dadda, Some schemes for parallel multipliers, Alta Frequenza 34, 1965
//   Made by    lmul generate exact bf16 --architecture array --rounding rne --contract flush
//   Version    lmul-rtl 0.1.0, templates e1f6a78b451a
//
// SPDX-License-Identifier: Apache-2.0
// =================================================================================================
`default_nettype none

module exact_bf16_array_rne_flush #(
  parameter ExpBits = 8  // exponent field, bits
) (
  input wire  [ExpBits+7:0] a_i,  // operand: sign, exponent, mantissa
  input wire  [ExpBits+7:0] b_i,  // operand
  output wire [ExpBits+7:0] p_o   // product
);

  localparam ManBits     = 7;                       // stored mantissa, bits
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
  wire top_a  = &exp_a;
  wire top_b  = &exp_b;
  wire inf_a  = top_a & ~(|man_a);
  wire inf_b  = top_b & ~(|man_b);
  wire nan_a  = top_a & (|man_a);
  wire nan_b  = top_b & (|man_b);

  wire is_zero = zero_a | zero_b;
  wire is_inf  = inf_a | inf_b;
  wire is_nan  = nan_a | nan_b | (is_inf & is_zero);

  // --- Product: significands by a Dadda tree and one addition -----------------------------------
  // Bit i of every wire here weighs 2^i, in units of the last place of the product.
  // The hidden ones make no partial products: 1.a * 1.b = 1 + a + b + a * b.
  wire [14:7] one_a = {1'b1, man_b};
  wire [13:7] one_b = man_a;

  wire [6:0]  pp_0 = man_a & {ManBits{man_b[0]}};
  wire [7:1]  pp_1 = man_a & {ManBits{man_b[1]}};
  wire [8:2]  pp_2 = man_a & {ManBits{man_b[2]}};
  wire [9:3]  pp_3 = man_a & {ManBits{man_b[3]}};
  wire [10:4] pp_4 = man_a & {ManBits{man_b[4]}};
  wire [11:5] pp_5 = man_a & {ManBits{man_b[5]}};
  wire [12:6] pp_6 = man_a & {ManBits{man_b[6]}};

  // From 8 bits in the highest column to 6.
  // Columns 9 to 6: full adders, a half adder in 6.
  wire [9:6]  x6_0     = {one_a[9:7], pp_0[6]};
  wire [9:6]  y6_0     = {one_b[9:7], pp_1[6]};
  wire [9:6]  z6_0     = {pp_6[9:7], 1'b0};
  wire [9:6]  sum6_0   = x6_0 ^ y6_0 ^ z6_0;
  wire [10:7] carry6_0 = (x6_0 & y6_0) | ((x6_0 ^ y6_0) & z6_0);
  // Columns 8 to 7: half adders.
  wire [8:7] x6_1     = pp_5[8:7];
  wire [8:7] y6_1     = pp_4[8:7];
  wire [8:7] sum6_1   = x6_1 ^ y6_1;
  wire [9:8] carry6_1 = x6_1 & y6_1;

  // From 6 bits in the highest column to 4.
  // Columns 11 to 4: full adders, a half adder in 4.
  wire [11:4] x4_0     = {one_a[11:10], carry6_1[9:8], pp_1[7], pp_6[6], pp_0[5:4]};
  wire [11:4] y4_0     = {one_b[11:10], sum6_0[9:6], pp_1[5:4]};
  wire [11:4] z4_0     = {pp_5[11:9], pp_2[8:5], 1'b0};
  wire [11:4] sum4_0   = x4_0 ^ y4_0 ^ z4_0;
  wire [12:5] carry4_0 = (x4_0 & y4_0) | ((x4_0 ^ y4_0) & z4_0);
  // Columns 10 to 5: full adders, a half adder in 5.
  wire [10:5] x4_1     = {pp_6[10], pp_3[9:5]};
  wire [10:5] y4_1     = {pp_4[10:9], sum6_1[8:7], pp_4[6:5]};
  wire [10:5] z4_1     = {carry6_0[10:7], pp_5[6], 1'b0};
  wire [10:5] sum4_1   = x4_1 ^ y4_1 ^ z4_1;
  wire [11:6] carry4_1 = (x4_1 & y4_1) | ((x4_1 ^ y4_1) & z4_1);

  // From 4 bits in the highest column to 3.
  // Columns 12 to 3: full adders, a half adder in 3.
  wire [12:3] x3_0     = {one_a[12], carry4_1[11:6], pp_5[5], pp_4[4], pp_0[3]};
  wire [12:3] y3_0     = {one_b[12], sum4_0[11:4], pp_1[3]};
  wire [12:3] z3_0     = {pp_6[12:11], sum4_1[10:5], pp_2[4], 1'b0};
  wire [12:3] sum3_0   = x3_0 ^ y3_0 ^ z3_0;
  wire [13:4] carry3_0 = (x3_0 & y3_0) | ((x3_0 ^ y3_0) & z3_0);

  // From 3 bits in the highest column to 2.
  // Columns 13 to 2: full adders, a half adder in 2.
  wire [13:2] x2_0     = {one_a[13], carry4_0[12:5], pp_3[4:3], pp_0[2]};
  wire [13:2] y2_0     = {one_b[13], sum3_0[12:3], pp_1[2]};
  wire [13:2] z2_0     = {carry3_0[13:4], pp_2[3], 1'b0};
  wire [13:2] sum2_0   = x2_0 ^ y2_0 ^ z2_0;
  wire [14:3] carry2_0 = (x2_0 & y2_0) | ((x2_0 ^ y2_0) & z2_0);

  // Two rows are left, for one addition.
  //   product: | carry | hidden | 2*ManBits fraction bits |
  wire [15:0]          addend_0 = {1'b0, carry2_0[14:3], pp_2[2], pp_0[1:0]};
  wire [15:0]          addend_1 = {1'b0, one_a[14], sum2_0[13:2], pp_1[1], 1'b0};
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
  wire overflow  = mag[SumBits-2] | (&mag[MagBits-1:ManBits]);

  assign p_o =
    is_nan                ? {1'b0, {MagBits{1'b1}} << (ManBits - 1)} :
    is_inf                ? {sign, {ExpBits{1'b1}}, {ManBits{1'b0}}} :
    (is_zero | underflow) ? {sign, {MagBits{1'b0}}} :
    overflow              ? {sign, {(ExpBits-1){1'b1}}, 1'b0, {ManBits{1'b1}}} :
    {sign, mag[MagBits-1:0]};

endmodule

`default_nettype wire
