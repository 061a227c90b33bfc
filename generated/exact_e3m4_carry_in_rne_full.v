// =================================================================================================
// exact_e3m4_carry_in_rne_full
// exact product, correctly rounded
//
//   Computes   p = a * b
//              |p| = |a| + |b| - bias * 2^M + delta(ma, mb): an integer addition, corrected
//   Operands   e3m4: 1 sign, 3 exponent, 4 mantissa bits, bias 3, encoding ieee
//   Result     the same format
//   Rounding   rne, to nearest, ties to even
//   Contract   full: subnormals in and out; overflow as IEEE 754 (Inf)
//              NaN in, or Inf * 0, gives the canonical NaN; Inf gives Inf
//   Override   ExpBits (2 to 11) may be overridden; ManBits is fixed by the constants below
//   Latency    0 cycles, combinational
//   Source     prior art: O. Lindberg, O. Gustafsson, arXiv 2406.18441
//   Made by    lmul generate exact e3m4 --architecture carry-in --rounding rne --contract full
//   Version    lmul-rtl 0.1.0, templates e1f6a78b451a
//
// SPDX-License-Identifier: Apache-2.0
// =================================================================================================
`default_nettype none

module exact_e3m4_carry_in_rne_full #(
  parameter ExpBits = 3  // exponent field, bits
) (
  input wire  [ExpBits+4:0] a_i,  // operand: sign, exponent, mantissa
  input wire  [ExpBits+4:0] b_i,  // operand
  output wire [ExpBits+4:0] p_o   // product
);

  localparam ManBits     = 4;                                       // stored mantissa, bits
  localparam MagBits     = ExpBits + ManBits;                       // magnitude
  localparam ShiftBits   = $clog2(ManBits + 1);                     // longest move of a subnormal
  localparam ProdExpBits = $clog2((1 << ExpBits) + 2*ManBits) + 1;  // exponent, two's complement
  localparam FracBits    = ManBits + 2;                             // fraction of the product
  localparam RawBits     = ProdExpBits + FracBits;                  // product before rounding
  localparam WorkBits    = FracBits;                                // fraction, guard and sticky
  localparam SumBits     = ProdExpBits + ManBits;                   // exponent not yet bounded

  localparam [63:0] Bias = (64'd1 << (ExpBits - 1)) - 64'd1;  // exponent bias

  // --- Decode: fields, special cases, subnormals normalised -------------------------------------
  wire sign = a_i[MagBits] ^ b_i[MagBits];

  wire [ExpBits-1:0] field_a = a_i[MagBits-1:ManBits];
  wire [ExpBits-1:0] field_b = b_i[MagBits-1:ManBits];
  wire [ManBits-1:0] frac_a  = a_i[ManBits-1:0];
  wire [ManBits-1:0] frac_b  = b_i[ManBits-1:0];

  wire hidden_a = |field_a;
  wire hidden_b = |field_b;
  wire zero_a   = ~(hidden_a | (|frac_a));
  wire zero_b   = ~(hidden_b | (|frac_b));
  wire top_a    = &field_a;
  wire top_b    = &field_b;
  wire inf_a    = top_a & ~(|frac_a);
  wire inf_b    = top_b & ~(|frac_b);
  wire nan_a    = top_a & (|frac_a);
  wire nan_b    = top_b & (|frac_b);

  wire is_zero = zero_a | zero_b;
  wire is_inf  = inf_a | inf_b;
  wire is_nan  = nan_a | nan_b | (is_inf & is_zero);

  // Moves the leading one of a subnormal to the hidden position: {shift, mantissa}.
  function [ShiftBits+ManBits-1:0] normalise;
    input [ManBits:0] significand;
    reg [ManBits:0]     row;
    reg [ShiftBits-1:0] shift;
    integer k;
    begin
      row = significand;
      for (k = ShiftBits - 1; k >= 0; k = k - 1) begin
        shift[k] = ~(|(row >> (ManBits + 1 - (1 << k))));
        if (shift[k]) row = row << (1 << k);
      end
      normalise = {shift, row[ManBits-1:0]};
    end
  endfunction

  wire [ShiftBits-1:0] shift_a;
  wire [ShiftBits-1:0] shift_b;
  wire [ManBits-1:0]   man_a;
  wire [ManBits-1:0]   man_b;
  assign {shift_a, man_a} = normalise({hidden_a, frac_a});
  assign {shift_b, man_b} = normalise({hidden_b, frac_b});

  // The exponent of field 0 is that of field 1, less the shift: two's complement from here on.
  wire [ProdExpBits-1:0] exp_a =
    {{(ProdExpBits-ExpBits){1'b0}}, field_a[ExpBits-1:1], field_a[0] | ~hidden_a}
    - {{(ProdExpBits-ShiftBits){1'b0}}, shift_a};
  wire [ProdExpBits-1:0] exp_b =
    {{(ProdExpBits-ExpBits){1'b0}}, field_b[ExpBits-1:1], field_b[0] | ~hidden_b}
    - {{(ProdExpBits-ShiftBits){1'b0}}, shift_b};

  // --- Product: an addition and its correction --------------------------------------------------
  // Codes by which the product rounded rtz exceeds the sum of the operands' codes.
  // Rows: man_a from 15 down to 0; within a row man_b from 15 down to 0.
  localparam [255:0] Delta1 = {
    16'b0000_0000_0000_0000, // 15
    16'b0000_0000_0000_0000, // 14
    16'b0000_0000_0000_0000, // 13
    16'b0000_0000_0000_0000, // 12
    16'b0000_0000_0000_1000, // 11
    16'b0000_0000_0011_0000, // 10
    16'b0000_0000_0111_0000, // 9
    16'b0000_0001_1111_0000, // 8
    16'b0000_0001_1110_0000, // 7
    16'b0000_0011_1100_0000, // 6
    16'b0000_0111_1000_0000, // 5
    16'b0000_0111_0000_0000, // 4
    16'b0000_1000_0000_0000, // 3
    16'b0000_0000_0000_0000, // 2
    16'b0000_0000_0000_0000, // 1
    16'b0000_0000_0000_0000  // 0
  };
  localparam [255:0] Delta0 = {
    16'b0000_0000_0000_0000, // 15
    16'b0000_0000_0000_0000, // 14
    16'b0000_0000_0011_1100, // 13
    16'b0000_0001_1111_1100, // 12
    16'b0000_0011_1111_0100, // 11
    16'b0000_0111_1100_1100, // 10
    16'b0000_1111_1000_1100, // 9
    16'b0001_1110_0000_1100, // 8
    16'b0001_1110_0001_1000, // 7
    16'b0001_1100_0011_1000, // 6
    16'b0011_1000_0111_0000, // 5
    16'b0011_1000_1111_0000, // 4
    16'b0011_0111_1100_0000, // 3
    16'b0011_1111_0000_0000, // 2
    16'b0000_0000_0000_0000, // 1
    16'b0000_0000_0000_0000  // 0
  };

  // The first bit that truncation drops.
  // Rows: man_a from 15 down to 0; within a row man_b from 15 down to 0.
  localparam [255:0] Guard = {
    16'b0000_0000_0000_0000, // 15
    16'b0000_0001_1111_1110, // 14
    16'b0000_0111_1100_0010, // 13
    16'b0001_1110_0001_1110, // 12
    16'b0001_1100_0111_0010, // 11
    16'b0011_1001_1100_1010, // 10
    16'b0011_0011_1000_1010, // 9
    16'b0110_0110_0110_1010, // 8
    16'b0110_0110_1101_0100, // 7
    16'b0110_1101_1011_0100, // 6
    16'b0100_1001_0110_1100, // 5
    16'b0101_1000_1100_1100, // 4
    16'b0101_0111_0011_1000, // 3
    16'b0101_0000_1111_0000, // 2
    16'b0111_1111_0000_0000, // 1
    16'b0000_0000_0000_0000  // 0
  };

  // Whether any bit after that was set.
  // Rows: man_a from 15 down to 0; within a row man_b from 15 down to 0.
  localparam [255:0] Sticky = {
    16'b1111_1111_1111_1110, // 15
    16'b1111_1110_1111_1110, // 14
    16'b1111_1111_1111_1110, // 13
    16'b1110_1110_1110_1010, // 12
    16'b1111_1111_1111_1110, // 11
    16'b1111_1110_1111_1110, // 10
    16'b1111_1111_1111_1110, // 9
    16'b1010_1010_1000_0000, // 8
    16'b1111_1111_1111_1110, // 7
    16'b1111_1110_1110_1110, // 6
    16'b1111_1110_1111_1110, // 5
    16'b1110_1110_1010_1010, // 4
    16'b1111_1110_1111_1110, // 3
    16'b1110_1110_1110_1110, // 2
    16'b1111_1110_1111_1110, // 1
    16'b0000_0000_0000_0000  // 0
  };

  wire [2*ManBits-1:0] index = {man_a, man_b};
  wire [1:0]           delta = {Delta1[index], Delta0[index]};

  // {exponent, mantissa} as integers, corrected; the carry of the mantissas runs into the exponent.
  wire [SumBits-1:0] sum =
    {exp_a, man_a} + {exp_b, man_b}
    + {{(SumBits-2){1'b0}}, delta};

  // Both exponents hold the bias, the product's only once.
  wire [SumBits-1:0] truncated =
    {sum[SumBits-1:ManBits] - Bias[ProdExpBits-1:0], sum[ManBits-1:0]};

  // What truncation left behind, for the rounding that follows: guard and sticky.
  wire [RawBits-1:0] raw = {truncated, Guard[index], Sticky[index]};

  // --- Round, into the subnormal range where need be: rne ---------------------------------------
  // Below exponent 1 the significand moves right until the exponent field is 0.
  wire [ProdExpBits-1:0] exponent_p  = raw[RawBits-1:FracBits];
  wire [WorkBits:0]      significand = {1'b1, raw[FracBits-1:0]};
  wire                   subnormal   = exponent_p[ProdExpBits-1] | ~(|exponent_p);
  wire [ProdExpBits-1:0] distance    = {{(ProdExpBits-1){1'b0}}, 1'b1} - exponent_p;
  wire [WorkBits:0]      shifted     = significand >> distance;
  wire lost =
    subnormal & (|(significand & ~({(WorkBits+1){1'b1}} << distance)));

  wire [ProdExpBits+WorkBits-1:0] work = subnormal
    ? {{(ProdExpBits-1){1'b0}}, shifted}
    : {exponent_p, significand[WorkBits-1:0]};

  //   work: | exponent | mantissa | guard | sticky ... |
  wire               odd    = work[WorkBits-ManBits];
  wire               guard  = work[WorkBits-ManBits-1];
  wire               sticky = lost | (|work[WorkBits-ManBits-2:0]);
  wire [SumBits-1:0] mag    = work[ProdExpBits+WorkBits-1:WorkBits-ManBits]
    + {{(SumBits-1){1'b0}}, guard & (sticky | odd)};

  // --- Select: special cases, ends of the range -------------------------------------------------
  wire overflow = (|mag[SumBits-1:MagBits]) | (&mag[MagBits-1:ManBits]);

  assign p_o =
    is_nan   ? {1'b0, {MagBits{1'b1}} << (ManBits - 1)} :
    is_inf   ? {sign, {ExpBits{1'b1}}, {ManBits{1'b0}}} :
    is_zero  ? {sign, {MagBits{1'b0}}} :
    overflow ? {sign, {ExpBits{1'b1}}, {ManBits{1'b0}}} :
    {sign, mag[MagBits-1:0]};

endmodule

`default_nettype wire
