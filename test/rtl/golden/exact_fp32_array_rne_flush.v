// =================================================================================================
// exact_fp32_array_rne_flush
// exact product, correctly rounded
//
//   Computes   p = a * b
//              significands by a Dadda tree and one addition, then normalise and round
//   Operands   fp32: 1 sign, 8 exponent, 23 mantissa bits, bias 127, encoding ieee
//   Result     the same format
//   Rounding   rne, to nearest, ties to even
//   Contract   flush: subnormals count as signed zero, in and out
//              overflow gives the largest number
//              NaN in, or Inf * 0, gives the canonical NaN; Inf gives Inf
//   Override   ExpBits (2 to 11) may be overridden; ManBits is fixed by the constants below
//   Latency    0 cycles, combinational
//   Source     L. Dadda, Some schemes for parallel multipliers, Alta Frequenza 34, 1965
//   Made by    lmul generate exact fp32 --architecture array --rounding rne --contract flush
//
// SPDX-License-Identifier: Apache-2.0
// =================================================================================================
`default_nettype none

module exact_fp32_array_rne_flush #(
  parameter ExpBits = 8  // exponent field, bits
) (
  input wire  [ExpBits+23:0] a_i,  // operand: sign, exponent, mantissa
  input wire  [ExpBits+23:0] b_i,  // operand
  output wire [ExpBits+23:0] p_o   // product
);

  localparam ManBits     = 23;                      // stored mantissa, bits
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
  wire [46:23] one_a = {1'b1, man_b};
  wire [45:23] one_b = man_a;

  wire [22:0]  pp_0  = man_a & {ManBits{man_b[0]}};
  wire [23:1]  pp_1  = man_a & {ManBits{man_b[1]}};
  wire [24:2]  pp_2  = man_a & {ManBits{man_b[2]}};
  wire [25:3]  pp_3  = man_a & {ManBits{man_b[3]}};
  wire [26:4]  pp_4  = man_a & {ManBits{man_b[4]}};
  wire [27:5]  pp_5  = man_a & {ManBits{man_b[5]}};
  wire [28:6]  pp_6  = man_a & {ManBits{man_b[6]}};
  wire [29:7]  pp_7  = man_a & {ManBits{man_b[7]}};
  wire [30:8]  pp_8  = man_a & {ManBits{man_b[8]}};
  wire [31:9]  pp_9  = man_a & {ManBits{man_b[9]}};
  wire [32:10] pp_10 = man_a & {ManBits{man_b[10]}};
  wire [33:11] pp_11 = man_a & {ManBits{man_b[11]}};
  wire [34:12] pp_12 = man_a & {ManBits{man_b[12]}};
  wire [35:13] pp_13 = man_a & {ManBits{man_b[13]}};
  wire [36:14] pp_14 = man_a & {ManBits{man_b[14]}};
  wire [37:15] pp_15 = man_a & {ManBits{man_b[15]}};
  wire [38:16] pp_16 = man_a & {ManBits{man_b[16]}};
  wire [39:17] pp_17 = man_a & {ManBits{man_b[17]}};
  wire [40:18] pp_18 = man_a & {ManBits{man_b[18]}};
  wire [41:19] pp_19 = man_a & {ManBits{man_b[19]}};
  wire [42:20] pp_20 = man_a & {ManBits{man_b[20]}};
  wire [43:21] pp_21 = man_a & {ManBits{man_b[21]}};
  wire [44:22] pp_22 = man_a & {ManBits{man_b[22]}};

  // From 24 bits in the highest column to 19.
  // Columns 28 to 19: full adders, a half adder in 19.
  wire [28:19] x19_0     = {one_a[28:23], pp_0[22:19]};
  wire [28:19] y19_0     = {one_b[28:23], pp_1[22:19]};
  wire [28:19] z19_0     = {pp_22[28:23], pp_2[22:20], 1'b0};
  wire [28:19] sum19_0   = x19_0 ^ y19_0 ^ z19_0;
  wire [29:20] carry19_0 = (x19_0 & y19_0) | ((x19_0 ^ y19_0) & z19_0);
  // Columns 27 to 20: full adders, a half adder in 20.
  wire [27:20] x19_1     = {pp_21[27:23], pp_3[22:20]};
  wire [27:20] y19_1     = {pp_20[27:23], pp_4[22:20]};
  wire [27:20] z19_1     = {pp_19[27:23], pp_5[22:21], 1'b0};
  wire [27:20] sum19_1   = x19_1 ^ y19_1 ^ z19_1;
  wire [28:21] carry19_1 = (x19_1 & y19_1) | ((x19_1 ^ y19_1) & z19_1);
  // Columns 26 to 21: full adders, a half adder in 21.
  wire [26:21] x19_2     = {pp_18[26:23], pp_6[22:21]};
  wire [26:21] y19_2     = {pp_17[26:23], pp_7[22:21]};
  wire [26:21] z19_2     = {pp_16[26:23], pp_8[22], 1'b0};
  wire [26:21] sum19_2   = x19_2 ^ y19_2 ^ z19_2;
  wire [27:22] carry19_2 = (x19_2 & y19_2) | ((x19_2 ^ y19_2) & z19_2);
  // Columns 25 to 22: full adders, a half adder in 22.
  wire [25:22] x19_3     = {pp_15[25:23], pp_9[22]};
  wire [25:22] y19_3     = {pp_14[25:23], pp_10[22]};
  wire [25:22] z19_3     = {pp_13[25:23], 1'b0};
  wire [25:22] sum19_3   = x19_3 ^ y19_3 ^ z19_3;
  wire [26:23] carry19_3 = (x19_3 & y19_3) | ((x19_3 ^ y19_3) & z19_3);
  // Columns 24 to 23: half adders.
  wire [24:23] x19_4     = pp_12[24:23];
  wire [24:23] y19_4     = pp_11[24:23];
  wire [24:23] sum19_4   = x19_4 ^ y19_4;
  wire [25:24] carry19_4 = x19_4 & y19_4;

  // From 19 bits in the highest column to 13.
  // Columns 34 to 13: full adders, a half adder in 13.
  wire [34:13] x13_0     = {pp_14[34:33], pp_10[32:23], pp_19[22:19], pp_0[18:13]};
  wire [34:13] y13_0     = {one_a[34:29], sum19_0[28:19], pp_1[18:13]};
  wire [34:13] z13_0     = {pp_12[34:32], pp_9[31:23], pp_20[22:20], pp_2[19:14], 1'b0};
  wire [34:13] sum13_0   = x13_0 ^ y13_0 ^ z13_0;
  wire [35:14] carry13_0 = (x13_0 & y13_0) | ((x13_0 ^ y13_0) & z13_0);
  // Columns 33 to 14: full adders, a half adder in 14.
  wire [33:14] x13_1     = {pp_21[33:28], sum19_1[27:20], pp_3[19:14]};
  wire [33:14] y13_1     = {pp_16[33:30], carry19_0[29:20], pp_4[19:14]};
  wire [33:14] z13_1     = {pp_13[33:31], pp_8[30:23], pp_21[22:21], pp_5[20:15], 1'b0};
  wire [33:14] sum13_1   = x13_1 ^ y13_1 ^ z13_1;
  wire [34:15] carry13_1 = (x13_1 & y13_1) | ((x13_1 ^ y13_1) & z13_1);
  // Columns 32 to 15: full adders, a half adder in 15.
  wire [32:15] x13_2     = {pp_18[32:27], sum19_2[26:21], pp_6[20:15]};
  wire [32:15] y13_2     = {one_b[32:29], carry19_1[28:21], pp_7[20:15]};
  wire [32:15] z13_2     = {pp_11[32:30], pp_7[29:23], pp_22[22], pp_8[21:16], 1'b0};
  wire [32:15] sum13_2   = x13_2 ^ y13_2 ^ z13_2;
  wire [33:16] carry13_2 = (x13_2 & y13_2) | ((x13_2 ^ y13_2) & z13_2);
  // Columns 31 to 16: full adders, a half adder in 16.
  wire [31:16] x13_3     = {pp_15[31:26], sum19_3[25:22], pp_9[21:16]};
  wire [31:16] y13_3     = {pp_20[31:28], carry19_2[27:22], pp_10[21:16]};
  wire [31:16] z13_3     = {pp_22[31:29], pp_6[28:23], pp_11[22:17], 1'b0};
  wire [31:16] sum13_3   = x13_3 ^ y13_3 ^ z13_3;
  wire [32:17] carry13_3 = (x13_3 & y13_3) | ((x13_3 ^ y13_3) & z13_3);
  // Columns 30 to 17: full adders, a half adder in 17.
  wire [30:17] x13_4     = {pp_19[30:28], pp_5[27:23], pp_12[22:17]};
  wire [30:17] y13_4     = {pp_17[30:27], pp_4[26:23], pp_13[22:17]};
  wire [30:17] z13_4     = {pp_14[30:26], pp_3[25:23], pp_14[22:18], 1'b0};
  wire [30:17] sum13_4   = x13_4 ^ y13_4 ^ z13_4;
  wire [31:18] carry13_4 = (x13_4 & y13_4) | ((x13_4 ^ y13_4) & z13_4);
  // Columns 29 to 18: full adders, a half adder in 18.
  wire [29:18] x13_5     = {pp_12[29:25], pp_2[24:23], pp_15[22:18]};
  wire [29:18] y13_5     = {pp_13[29:26], carry19_4[25:24], pp_1[23], pp_16[22:18]};
  wire [29:18] z13_5     = {pp_11[29:25], sum19_4[24:23], pp_17[22:19], 1'b0};
  wire [29:18] sum13_5   = x13_5 ^ y13_5 ^ z13_5;
  wire [30:19] carry13_5 = (x13_5 & y13_5) | ((x13_5 ^ y13_5) & z13_5);

  // From 13 bits in the highest column to 9.
  // Columns 38 to 9: full adders, a half adder in 9.
  wire [38:9] x9_0 = {
    pp_19[38:31], carry13_5[30:19], pp_17[18:17], pp_13[16:13], pp_0[12:9]
  };
  wire [38:9] y9_0 = {pp_16[38:37], pp_14[36:35], sum13_0[34:13], pp_1[12:9]};
  wire [38:9] z9_0 = {
    pp_22[38], pp_15[37:32], pp_12[31:30], pp_16[29:27], carry19_3[26:23], pp_18[22:18],
    pp_14[17:14], pp_2[13:10], 1'b0
  };
  wire [38:9]  sum9_0   = x9_0 ^ y9_0 ^ z9_0;
  wire [39:10] carry9_0 = (x9_0 & y9_0) | ((x9_0 ^ y9_0) & z9_0);
  // Columns 37 to 10: full adders, a half adder in 10.
  wire [37:10] x9_1 = {pp_21[37:34], sum13_1[33:14], pp_3[13:10]};
  wire [37:10] y9_1 = {one_b[37:36], carry13_0[35:14], pp_4[13:10]};
  wire [37:10] z9_1 = {
    pp_17[37:31], pp_13[30], sum13_5[29:18], pp_15[17:15], pp_5[14:11], 1'b0
  };
  wire [37:10] sum9_1   = x9_1 ^ y9_1 ^ z9_1;
  wire [38:11] carry9_1 = (x9_1 & y9_1) | ((x9_1 ^ y9_1) & z9_1);
  // Columns 36 to 11: full adders, a half adder in 11.
  wire [36:11] x9_2     = {pp_18[36:33], sum13_2[32:15], pp_6[14:11]};
  wire [36:11] y9_2     = {one_a[36:35], carry13_1[34:15], pp_7[14:11]};
  wire [36:11] z9_2     = {pp_20[36:32], carry13_4[31:18], pp_16[17:16], pp_8[15:12], 1'b0};
  wire [36:11] sum9_2   = x9_2 ^ y9_2 ^ z9_2;
  wire [37:12] carry9_2 = (x9_2 & y9_2) | ((x9_2 ^ y9_2) & z9_2);
  // Columns 35 to 12: full adders, a half adder in 12.
  wire [35:12] x9_3     = {pp_22[35:32], sum13_3[31:16], pp_9[15:12]};
  wire [35:12] y9_3     = {pp_16[35:34], carry13_2[33:16], pp_10[15:12]};
  wire [35:12] z9_3     = {one_b[35:33], pp_14[32:31], sum13_4[30:17], pp_11[16:13], 1'b0};
  wire [35:12] sum9_3   = x9_3 ^ y9_3 ^ z9_3;
  wire [36:13] carry9_3 = (x9_3 & y9_3) | ((x9_3 ^ y9_3) & z9_3);

  // From 9 bits in the highest column to 6.
  // Columns 41 to 6: full adders, a half adder in 6.
  wire [41:6] x6_0 = {
    pp_21[41:38], pp_22[37:36], pp_13[35:34], pp_11[33], carry13_3[32:17], pp_12[16:12],
    pp_9[11:9], pp_0[8:6]
  };
  wire [41:6] y6_0 = {pp_19[41:39], sum9_0[38:9], pp_1[8:6]};
  wire [41:6] z6_0 = {
    pp_20[41], pp_18[40:37], pp_16[36], sum9_3[35:12], pp_10[11:10], pp_2[9:7], 1'b0
  };
  wire [41:6] sum6_0   = x6_0 ^ y6_0 ^ z6_0;
  wire [42:7] carry6_0 = (x6_0 & y6_0) | ((x6_0 ^ y6_0) & z6_0);
  // Columns 40 to 7: full adders, a half adder in 7.
  wire [40:7] x6_1     = {one_b[40:38], sum9_1[37:10], pp_3[9:7]};
  wire [40:7] y6_1     = {pp_22[40], carry9_0[39:10], pp_4[9:7]};
  wire [40:7] z6_1     = {one_a[40:37], carry9_3[36:13], pp_11[12:11], pp_5[10:8], 1'b0};
  wire [40:7] sum6_1   = x6_1 ^ y6_1 ^ z6_1;
  wire [41:8] carry6_1 = (x6_1 & y6_1) | ((x6_1 ^ y6_1) & z6_1);
  // Columns 39 to 8: full adders, a half adder in 8.
  wire [39:8] x6_2     = {pp_20[39:37], sum9_2[36:11], pp_6[10:8]};
  wire [39:8] y6_2     = {pp_22[39], carry9_1[38:11], pp_7[10:8]};
  wire [39:8] z6_2     = {pp_17[39:38], carry9_2[37:12], pp_8[11:9], 1'b0};
  wire [39:8] sum6_2   = x6_2 ^ y6_2 ^ z6_2;
  wire [40:9] carry6_2 = (x6_2 & y6_2) | ((x6_2 ^ y6_2) & z6_2);

  // From 6 bits in the highest column to 4.
  // Columns 43 to 4: full adders, a half adder in 4.
  wire [43:4] x4_0     = {one_b[43:41], carry6_2[40:9], pp_8[8], pp_6[7:6], pp_0[5:4]};
  wire [43:4] y4_0     = {pp_21[43:42], sum6_0[41:6], pp_1[5:4]};
  wire [43:4] z4_0     = {pp_22[43:41], pp_20[40], sum6_2[39:8], pp_7[7], pp_2[6:5], 1'b0};
  wire [43:4] sum4_0   = x4_0 ^ y4_0 ^ z4_0;
  wire [44:5] carry4_0 = (x4_0 & y4_0) | ((x4_0 ^ y4_0) & z4_0);
  // Columns 42 to 5: full adders, a half adder in 5.
  wire [42:5] x4_1     = {one_a[42:41], sum6_1[40:7], pp_3[6:5]};
  wire [42:5] y4_1     = {carry6_0[42:7], pp_4[6:5]};
  wire [42:5] z4_1     = {pp_20[42], carry6_1[41:8], pp_5[7:6], 1'b0};
  wire [42:5] sum4_1   = x4_1 ^ y4_1 ^ z4_1;
  wire [43:6] carry4_1 = (x4_1 & y4_1) | ((x4_1 ^ y4_1) & z4_1);

  // From 4 bits in the highest column to 3.
  // Columns 44 to 3: full adders, a half adder in 3.
  wire [44:3] x3_0     = {one_b[44], carry4_1[43:6], pp_5[5], pp_4[4], pp_0[3]};
  wire [44:3] y3_0     = {pp_22[44], sum4_0[43:4], pp_1[3]};
  wire [44:3] z3_0     = {one_a[44:43], sum4_1[42:5], pp_2[4], 1'b0};
  wire [44:3] sum3_0   = x3_0 ^ y3_0 ^ z3_0;
  wire [45:4] carry3_0 = (x3_0 & y3_0) | ((x3_0 ^ y3_0) & z3_0);

  // From 3 bits in the highest column to 2.
  // Columns 45 to 2: full adders, a half adder in 2.
  wire [45:2] x2_0     = {one_b[45], carry4_0[44:5], pp_3[4:3], pp_0[2]};
  wire [45:2] y2_0     = {one_a[45], sum3_0[44:3], pp_1[2]};
  wire [45:2] z2_0     = {carry3_0[45:4], pp_2[3], 1'b0};
  wire [45:2] sum2_0   = x2_0 ^ y2_0 ^ z2_0;
  wire [46:3] carry2_0 = (x2_0 & y2_0) | ((x2_0 ^ y2_0) & z2_0);

  // Two rows are left, for one addition.
  //   product: | carry | hidden | 2*ManBits fraction bits |
  wire [47:0]          addend_0 = {1'b0, carry2_0[46:3], pp_2[2], pp_0[1:0]};
  wire [47:0]          addend_1 = {1'b0, one_a[46], sum2_0[45:2], pp_1[1], 1'b0};
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
