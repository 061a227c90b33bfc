// =================================================================================================
// add_e4m3_rne_flush
// sum, correctly rounded
//
//   Computes   p = a + b
//              larger magnitude first, smaller aligned to it, added or subtracted, normalised
//   Operands   e4m3: 1 sign, 4 exponent, 3 mantissa bits, bias 7, encoding fn
//   Result     the same format
//   Rounding   rne, to nearest, ties to even
//   Contract   flush: subnormals count as signed zero, in and out
//              overflow gives the largest number
//              NaN in gives the canonical NaN
//   Override   ExpBits (2 to 11) and ManBits (1 to 23) may be overridden
//   Latency    0 cycles, combinational
//   Source     IEEE 754-2019, OCP OFP8
//   Made by    lmul generate add e4m3 --rounding rne --contract flush
//
// SPDX-License-Identifier: Apache-2.0
// =================================================================================================
`default_nettype none

module add_e4m3_rne_flush #(
  parameter ExpBits = 4,  // exponent field, bits
  parameter ManBits = 3   // stored mantissa, bits
) (
  input wire  [ExpBits+ManBits:0] a_i,  // operand: sign, exponent, mantissa
  input wire  [ExpBits+ManBits:0] b_i,  // operand
  output wire [ExpBits+ManBits:0] p_o   // sum
);

  localparam MagBits     = ExpBits + ManBits;           // magnitude
  localparam GuardBits   = 3;                           // below the last place, the last one sticky
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

  wire [ManBits-1:0] man_l = larger[ManBits-1:0];
  wire [ManBits-1:0] man_s = smaller[ManBits-1:0];
  wire [ExpBits-1:0] exp_l = larger[MagBits-1:ManBits];
  wire [ExpBits-1:0] exp_s = smaller[MagBits-1:ManBits];

  // Subnormal operands are flushed: a zero exponent field is a zero, whatever the mantissa.
  wire             hidden_l = |exp_l;
  wire             hidden_s = |exp_s;
  wire [ManBits:0] sig_l    = {hidden_l, man_l & {ManBits{hidden_l}}};
  wire [ManBits:0] sig_s    = {hidden_s, man_s & {ManBits{hidden_s}}};

  // A NaN is the largest magnitude there is.
  wire is_nan = &larger;

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

  // --- Add: or subtract, where the signs differ -------------------------------------------------
  // One adder for both: the one below the last place is the carry of a two's complement.
  wire [TermBits+1:0] total =
    {1'b0, sig_l, {GuardBits{1'b0}}, 1'b1}
    + ({1'b0, aligned, 1'b0} ^ {(TermBits+2){subtract}});

  //   sum: | carry | hidden | mantissa | guard ... sticky |
  wire [TermBits:0] sum = total[TermBits+1:1];

  wire unused_total = ^total[0];

  // --- Normalise: the leading one to the left ---------------------------------------------------
  // Moves the leading one to the left: {places moved, sum}.
  function [ZeroBits+TermBits:0] normalise;
    input [TermBits:0] value;
    reg [TermBits:0]   row;
    reg [ZeroBits-1:0] zeros;
    integer k;
    begin
      row = value;
      for (k = ZeroBits - 1; k >= 0; k = k - 1) begin
        zeros[k] = ~(|(row >> (TermBits + 1 - (1 << k))));
        if (zeros[k]) row = row << (1 << k);
      end
      normalise = {zeros, row};
    end
  endfunction

  wire [ZeroBits-1:0] zeros;
  wire [TermBits:0]   normal;
  assign {zeros, normal} = normalise(sum);
  wire hidden = normal[TermBits];

  // The exponent, less the one that the hidden bit will add: two's complement from here on.
  wire [WorkExpBits-1:0] exponent =
    {{(WorkExpBits-ExpBits){1'b0}}, exp_l} - {{(WorkExpBits-ZeroBits){1'b0}}, zeros};

  // Equal magnitudes cancel: to +0.
  wire is_zero = ~hidden;
  wire sign    = sign_l & ~(is_zero & subtract);

  // --- Round: rne -------------------------------------------------------------------------------
  //   normal: | hidden | mantissa | guard | sticky ... |
  wire odd    = normal[GuardBits+1];
  wire guard  = normal[GuardBits];
  wire sticky = |normal[GuardBits-1:0];

  // The hidden one and the carry of the rounding both run into the exponent.
  wire [SumBits-1:0] mag = {exponent, normal[TermBits-1:GuardBits+1]}
    + (({{(SumBits-1){1'b0}}, 1'b1} << ManBits) | {{(SumBits-1){1'b0}}, guard & (sticky | odd)});

  // --- Select: special cases, ends of the range -------------------------------------------------
  wire underflow = mag[SumBits-1] | ~(|mag[SumBits-2:ManBits]);
  wire overflow  = (|mag[SumBits-2:MagBits]) | (&mag[MagBits-1:0]);

  assign p_o =
    is_nan                ? {1'b0, {MagBits{1'b1}}} :
    (is_zero | underflow) ? {sign, {MagBits{1'b0}}} :
    overflow              ? {sign, {(MagBits-1){1'b1}}, 1'b0} :
    {sign, mag[MagBits-1:0]};

endmodule

`default_nettype wire
