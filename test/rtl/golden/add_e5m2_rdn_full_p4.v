// =================================================================================================
// add_e5m2_rdn_full_p4
// sum, correctly rounded
//
//   Computes   p = a + b
//              larger magnitude first, smaller aligned to it, added or subtracted, normalised
//   Operands   e5m2: 1 sign, 5 exponent, 2 mantissa bits, bias 15, encoding ieee
//   Result     the same format
//   Rounding   rdn, toward minus infinity
//   Contract   full: subnormals in and out; overflow as IEEE 754 (Inf)
//              NaN in, or Inf - Inf, gives the canonical NaN; Inf gives Inf
//   Override   ExpBits (2 to 11) and ManBits (1 to 23) may be overridden
//   Latency    4 cycles, one result a cycle; registers: aligned, sum, rounded, result
//   Source     IEEE 754-2019, OCP OFP8
//   Made by    lmul generate add e5m2 --rounding rdn --contract full --stages 4
//
// SPDX-License-Identifier: Apache-2.0
// =================================================================================================
`default_nettype none

module add_e5m2_rdn_full_p4 #(
  parameter ExpBits = 5,  // exponent field, bits
  parameter ManBits = 2   // stored mantissa, bits
) (
  input wire                      clk_i,    // clock, rising edge
  input wire                      rst_ni,   // reset of the valid chain, active low
  input wire                      valid_i,  // operands are valid
  input wire  [ExpBits+ManBits:0] a_i,      // operand: sign, exponent, mantissa
  input wire  [ExpBits+ManBits:0] b_i,      // operand
  output wire                     valid_o,  // sum is valid
  output wire [ExpBits+ManBits:0] p_o       // sum
);

  localparam MagBits     = ExpBits + ManBits;           // magnitude
  localparam GuardBits   = 2;                           // below the last place, the last one sticky
  localparam TermBits    = ManBits + 1 + GuardBits;     // significand and guard bits
  localparam AlignBits   = $clog2(TermBits);            // longest move that leaves a bit
  localparam ZeroBits    = $clog2(TermBits + 1);        // leading zeros of a sum
  localparam WorkExpBits = $clog2((1 << ExpBits) + TermBits) + 1;  // exponent, two's complement
  localparam SumBits     = WorkExpBits + ManBits;       // exponent not yet bounded

  // --- Order: the larger magnitude first --------------------------------------------------------
  // The larger magnitude gives the sum its sign and its exponent.
  wire               swap     = b_i[MagBits-1:0] > a_i[MagBits-1:0];
  wire               subtract = a_i[MagBits] ^ b_i[MagBits];
  wire               sign_l   = swap ? b_i[MagBits] : a_i[MagBits];
  wire [MagBits-1:0] larger   = swap ? b_i[MagBits-1:0] : a_i[MagBits-1:0];
  wire [MagBits-1:0] smaller  = swap ? a_i[MagBits-1:0] : b_i[MagBits-1:0];

  wire [ManBits-1:0] man_l    = larger[ManBits-1:0];
  wire [ManBits-1:0] man_s    = smaller[ManBits-1:0];
  wire               hidden_l = |larger[MagBits-1:ManBits];
  wire               hidden_s = |smaller[MagBits-1:ManBits];

  // The exponent of field 0 is that of field 1.
  wire [ExpBits-1:0] exp_l =
    larger[MagBits-1:ManBits] | {{(ExpBits-1){1'b0}}, ~hidden_l};
  wire [ExpBits-1:0] exp_s =
    smaller[MagBits-1:ManBits] | {{(ExpBits-1){1'b0}}, ~hidden_s};
  wire [ManBits:0] sig_l = {hidden_l, man_l};
  wire [ManBits:0] sig_s = {hidden_s, man_s};

  // A NaN, and after it Inf, is the largest magnitude there is.
  wire is_inf = &exp_l;
  wire is_nan = is_inf & ((|man_l) | ((&exp_s) & subtract));

  // --- Align: the smaller significand to the larger ---------------------------------------------
  // Moves right; the last place is sticky: it remembers that a one was lost.
  function [TermBits-1:0] shift_right;
    input [TermBits-1:0]  value;
    input [AlignBits-1:0] places;
    reg [TermBits-1:0] row;
    reg                lost;
    integer k;
    begin
      row = value;
      lost = 1'b0;
      for (k = 0; k < AlignBits; k = k + 1)
        if (places[k]) begin
          lost = lost | (|(row & ~({TermBits{1'b1}} << (1 << k))));
          row = row >> (1 << k);
        end
      shift_right = {row[TermBits-1:1], row[0] | lost};
    end
  endfunction

  //   term: | hidden | mantissa | guard ... sticky |
  wire [ExpBits-1:0]           distance = exp_l - exp_s;
  wire [ExpBits+AlignBits-1:0] places   = {{AlignBits{1'b0}}, distance};
  wire                         beyond   = |places[ExpBits+AlignBits-1:AlignBits];
  wire [TermBits-1:0]          aligned  = beyond
    ? {{(TermBits-1){1'b0}}, |sig_s}
    : shift_right({sig_s, {GuardBits{1'b0}}}, places[AlignBits-1:0]);

  // --- Stage 1 of 4: aligned registers ----------------------------------------------------------
  reg                sign_l_s1;
  reg                subtract_s1;
  reg [ExpBits-1:0]  exp_l_s1;
  reg                is_inf_s1;
  reg                is_nan_s1;
  reg [ManBits:0]    sig_l_s1;
  reg [TermBits-1:0] aligned_s1;
  reg                valid_s1;

  always @(posedge clk_i) begin
    sign_l_s1 <= sign_l;
    subtract_s1 <= subtract;
    exp_l_s1 <= exp_l;
    is_inf_s1 <= is_inf;
    is_nan_s1 <= is_nan;
    sig_l_s1 <= sig_l;
    aligned_s1 <= aligned;
  end

  always @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) valid_s1 <= 1'b0;
    else valid_s1 <= valid_i;
  end

  // --- Add: or subtract, where the signs differ -------------------------------------------------
  // One adder for both: the one below the last place is the carry of a two's complement.
  wire [TermBits+1:0] total =
    {1'b0, sig_l_s1, {GuardBits{1'b0}}, 1'b1}
    + ({1'b0, aligned_s1, 1'b0} ^ {(TermBits+2){subtract_s1}});

  //   sum: | carry | hidden | mantissa | guard ... sticky |
  wire [TermBits:0] sum = total[TermBits+1:1];

  wire unused_total = ^total[0];

  // --- Stage 2 of 4: sum registers --------------------------------------------------------------
  reg               sign_l_s2;
  reg               subtract_s2;
  reg [ExpBits-1:0] exp_l_s2;
  reg               is_inf_s2;
  reg               is_nan_s2;
  reg [TermBits:0]  sum_s2;
  reg               valid_s2;

  always @(posedge clk_i) begin
    sign_l_s2 <= sign_l_s1;
    subtract_s2 <= subtract_s1;
    exp_l_s2 <= exp_l_s1;
    is_inf_s2 <= is_inf_s1;
    is_nan_s2 <= is_nan_s1;
    sum_s2 <= sum;
  end

  always @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) valid_s2 <= 1'b0;
    else valid_s2 <= valid_s1;
  end

  // --- Normalise: the leading one to the left ---------------------------------------------------
  // Moves the leading one to the left, but no further than the exponent allows: what then has
  // no hidden one is subnormal, and exact. {places moved, sum}.
  function [ZeroBits+TermBits:0] normalise;
    input [TermBits:0]  value;
    input [ExpBits-1:0] most;
    reg [TermBits:0]      row;
    reg [ZeroBits-1:0]    zeros;
    reg [WorkExpBits-1:0] left;
    integer k;
    begin
      row = value;
      left = {{(WorkExpBits-ExpBits){1'b0}}, most};
      for (k = ZeroBits - 1; k >= 0; k = k - 1) begin
        zeros[k] = ~(|(row >> (TermBits + 1 - (1 << k)))) & (|(left >> k));
        if (zeros[k]) row = row << (1 << k);
        if (zeros[k]) left = left - ({{(WorkExpBits-1){1'b0}}, 1'b1} << k);
      end
      normalise = {zeros, row};
    end
  endfunction

  wire [ZeroBits-1:0] zeros;
  wire [TermBits:0]   normal;
  assign {zeros, normal} = normalise(sum_s2, exp_l_s2);
  wire hidden = normal[TermBits];

  // The exponent, less the one that the hidden bit will add: two's complement from here on.
  wire [WorkExpBits-1:0] exponent =
    {{(WorkExpBits-ExpBits){1'b0}}, exp_l_s2} - {{(WorkExpBits-ZeroBits){1'b0}}, zeros};

  // Equal magnitudes cancel: rounding down, to -0.
  wire is_zero = ~(|sum_s2);
  wire sign    = sign_l_s2 | (is_zero & subtract_s2);

  // --- Round: rdn -------------------------------------------------------------------------------
  //   normal: | hidden | mantissa | guard | sticky ... |
  wire guard  = normal[GuardBits];
  wire sticky = |normal[GuardBits-1:0];

  // The hidden one and the carry of the rounding both run into the exponent.
  wire [SumBits-1:0] mag = {exponent, normal[TermBits-1:GuardBits+1]}
    + (({{(SumBits-1){1'b0}}, hidden} << ManBits) | {{(SumBits-1){1'b0}}, sign & (guard | sticky)});

  // --- Stage 3 of 4: rounded registers ----------------------------------------------------------
  reg               sign_s3;
  reg [SumBits-1:0] mag_s3;
  reg               is_zero_s3;
  reg               is_inf_s3;
  reg               is_nan_s3;
  reg               valid_s3;

  always @(posedge clk_i) begin
    sign_s3 <= sign;
    mag_s3 <= mag;
    is_zero_s3 <= is_zero;
    is_inf_s3 <= is_inf_s2;
    is_nan_s3 <= is_nan_s2;
  end

  always @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) valid_s3 <= 1'b0;
    else valid_s3 <= valid_s2;
  end

  // --- Select: special cases, ends of the range -------------------------------------------------
  wire overflow = mag_s3[MagBits] | (&mag_s3[MagBits-1:ManBits]);

  wire [ExpBits+ManBits:0] p =
    is_nan_s3  ? {1'b0, {MagBits{1'b1}} << (ManBits - 1)} :
    is_inf_s3  ? {sign_s3, {ExpBits{1'b1}}, {ManBits{1'b0}}} :
    is_zero_s3 ? {sign_s3, {MagBits{1'b0}}} :
    overflow   ? (sign_s3
      ? {sign_s3, {ExpBits{1'b1}}, {ManBits{1'b0}}}
      : {sign_s3, {(ExpBits-1){1'b1}}, 1'b0, {ManBits{1'b1}}}) :
    {sign_s3, mag_s3[MagBits-1:0]};

  wire unused_mag = ^mag_s3[SumBits-1:MagBits+1];

  // --- Stage 4 of 4: result registers -----------------------------------------------------------
  reg [ExpBits+ManBits:0] p_s4;
  reg                     valid_s4;

  always @(posedge clk_i) begin
    p_s4 <= p;
  end

  always @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) valid_s4 <= 1'b0;
    else valid_s4 <= valid_s3;
  end

  // --- Outputs ----------------------------------------------------------------------------------
  assign p_o = p_s4;
  assign valid_o = valid_s4;

endmodule

`default_nettype wire
