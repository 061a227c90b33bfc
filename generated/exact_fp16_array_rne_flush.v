// =================================================================================================
// exact_fp16_array_rne_flush
// exact product, correctly rounded
//
//   Computes   p = a * b
//              significands by a Dadda tree and one addition, then normalise and round
//   Operands   fp16: 1 sign, 5 exponent, 10 mantissa bits, bias 15, encoding ieee
//   Result     the same format
//   Rounding   rne, to nearest, ties to even
//   Contract   flush: subnormals count as signed zero, in and out
//              overflow gives the largest number
//              NaN in, or Inf * 0, gives the canonical NaN; Inf gives Inf
//   Override   ExpBits (2 to 11) may be overridden; ManBits is fixed by the constants below
//   Latency    0 cycles, combinational
//   Source     L. Dadda, Some schemes for parallel multipliers, Alta Frequenza 34, 1965
//   Made by    lmul generate exact fp16 --architecture array --rounding rne --contract flush
//   Version    lmul-rtl 0.1.0, templates e1f6a78b451a
//
// SPDX-License-Identifier: Apache-2.0
// =================================================================================================
`default_nettype none

module exact_fp16_array_rne_flush #(
  parameter ExpBits = 5  // exponent field, bits
) (
  input wire  [ExpBits+10:0] a_i,  // operand: sign, exponent, mantissa
  input wire  [ExpBits+10:0] b_i,  // operand
  output wire [ExpBits+10:0] p_o   // product
);

  localparam ManBits     = 10;                      // stored mantissa, bits
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
  wire [20:10] one_a = {1'b1, man_b};
  wire [19:10] one_b = man_a;

  wire [9:0]  pp_0 = man_a & {ManBits{man_b[0]}};
  wire [10:1] pp_1 = man_a & {ManBits{man_b[1]}};
  wire [11:2] pp_2 = man_a & {ManBits{man_b[2]}};
  wire [12:3] pp_3 = man_a & {ManBits{man_b[3]}};
  wire [13:4] pp_4 = man_a & {ManBits{man_b[4]}};
  wire [14:5] pp_5 = man_a & {ManBits{man_b[5]}};
  wire [15:6] pp_6 = man_a & {ManBits{man_b[6]}};
  wire [16:7] pp_7 = man_a & {ManBits{man_b[7]}};
  wire [17:8] pp_8 = man_a & {ManBits{man_b[8]}};
  wire [18:9] pp_9 = man_a & {ManBits{man_b[9]}};

  // From 11 bits in the highest column to 9.
  // Columns 12 to 9: full adders, a half adder in 9.
  wire [12:9]  x9_0     = {one_a[12:10], pp_0[9]};
  wire [12:9]  y9_0     = {one_b[12:10], pp_1[9]};
  wire [12:9]  z9_0     = {pp_9[12:10], 1'b0};
  wire [12:9]  sum9_0   = x9_0 ^ y9_0 ^ z9_0;
  wire [13:10] carry9_0 = (x9_0 & y9_0) | ((x9_0 ^ y9_0) & z9_0);
  // Columns 11 to 10: half adders.
  wire [11:10] x9_1     = pp_8[11:10];
  wire [11:10] y9_1     = pp_7[11:10];
  wire [11:10] sum9_1   = x9_1 ^ y9_1;
  wire [12:11] carry9_1 = x9_1 & y9_1;

  // From 9 bits in the highest column to 6.
  // Columns 15 to 6: full adders, a half adder in 6.
  wire [15:6] x6_0     = {one_a[15:13], carry9_1[12:11], pp_1[10], pp_9[9], pp_0[8:6]};
  wire [15:6] y6_0     = {one_b[15:13], sum9_0[12:9], pp_1[8:6]};
  wire [15:6] z6_0     = {pp_8[15:12], pp_2[11:7], 1'b0};
  wire [15:6] sum6_0   = x6_0 ^ y6_0 ^ z6_0;
  wire [16:7] carry6_0 = (x6_0 & y6_0) | ((x6_0 ^ y6_0) & z6_0);
  // Columns 14 to 7: full adders, a half adder in 7.
  wire [14:7] x6_1     = {pp_9[14:13], pp_3[12:7]};
  wire [14:7] y6_1     = {pp_7[14], pp_4[13:7]};
  wire [14:7] z6_1     = {pp_5[14:8], 1'b0};
  wire [14:7] sum6_1   = x6_1 ^ y6_1 ^ z6_1;
  wire [15:8] carry6_1 = (x6_1 & y6_1) | ((x6_1 ^ y6_1) & z6_1);
  // Columns 13 to 8: full adders, a half adder in 8.
  wire [13:8] x6_2     = pp_6[13:8];
  wire [13:8] y6_2     = {pp_7[13:12], sum9_1[11:10], pp_7[9:8]};
  wire [13:8] z6_2     = {carry9_0[13:10], pp_8[9], 1'b0};
  wire [13:8] sum6_2   = x6_2 ^ y6_2 ^ z6_2;
  wire [14:9] carry6_2 = (x6_2 & y6_2) | ((x6_2 ^ y6_2) & z6_2);

  // From 6 bits in the highest column to 4.
  // Columns 17 to 4: full adders, a half adder in 4.
  wire [17:4] x4_0     = {pp_9[17:15], carry6_2[14:9], pp_8[8], pp_6[7:6], pp_0[5:4]};
  wire [17:4] y4_0     = {one_a[17:16], sum6_0[15:6], pp_1[5:4]};
  wire [17:4] z4_0     = {one_b[17:16], pp_6[15:14], sum6_2[13:8], pp_7[7], pp_2[6:5], 1'b0};
  wire [17:4] sum4_0   = x4_0 ^ y4_0 ^ z4_0;
  wire [18:5] carry4_0 = (x4_0 & y4_0) | ((x4_0 ^ y4_0) & z4_0);
  // Columns 16 to 5: full adders, a half adder in 5.
  wire [16:5] x4_1     = {pp_7[16:15], sum6_1[14:7], pp_3[6:5]};
  wire [16:5] y4_1     = {carry6_0[16:7], pp_4[6:5]};
  wire [16:5] z4_1     = {pp_8[16], carry6_1[15:8], pp_5[7:6], 1'b0};
  wire [16:5] sum4_1   = x4_1 ^ y4_1 ^ z4_1;
  wire [17:6] carry4_1 = (x4_1 & y4_1) | ((x4_1 ^ y4_1) & z4_1);

  // From 4 bits in the highest column to 3.
  // Columns 18 to 3: full adders, a half adder in 3.
  wire [18:3] x3_0     = {pp_9[18], carry4_1[17:6], pp_5[5], pp_4[4], pp_0[3]};
  wire [18:3] y3_0     = {one_a[18], sum4_0[17:4], pp_1[3]};
  wire [18:3] z3_0     = {one_b[18], pp_8[17], sum4_1[16:5], pp_2[4], 1'b0};
  wire [18:3] sum3_0   = x3_0 ^ y3_0 ^ z3_0;
  wire [19:4] carry3_0 = (x3_0 & y3_0) | ((x3_0 ^ y3_0) & z3_0);

  // From 3 bits in the highest column to 2.
  // Columns 19 to 2: full adders, a half adder in 2.
  wire [19:2] x2_0     = {one_b[19], carry4_0[18:5], pp_3[4:3], pp_0[2]};
  wire [19:2] y2_0     = {one_a[19], sum3_0[18:3], pp_1[2]};
  wire [19:2] z2_0     = {carry3_0[19:4], pp_2[3], 1'b0};
  wire [19:2] sum2_0   = x2_0 ^ y2_0 ^ z2_0;
  wire [20:3] carry2_0 = (x2_0 & y2_0) | ((x2_0 ^ y2_0) & z2_0);

  // Two rows are left, for one addition.
  //   product: | carry | hidden | 2*ManBits fraction bits |
  wire [21:0]          addend_0 = {1'b0, carry2_0[20:3], pp_2[2], pp_0[1:0]};
  wire [21:0]          addend_1 = {1'b0, one_a[20], sum2_0[19:2], pp_1[1], 1'b0};
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
