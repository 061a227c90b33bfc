// =================================================================================================
// lmul_e5m2_adder_full
// L-Mul product, a multiplication by addition
//
//   Computes   |p| = |a| + |b| - K as integers, K = 2^M * (bias - offset) = 59
//              offset = 2^-l(M); l(M) = M for M <= 3, 3 for M = 4, 4 beyond
//   Operands   e5m2: 1 sign, 5 exponent, 2 mantissa bits, bias 15, encoding ieee
//   Result     the same format
//   Rounding   rne, to nearest, ties to even
//   Contract   full: subnormals in and out; overflow as IEEE 754 (Inf)
//              NaN in, or Inf * 0, gives the canonical NaN; Inf gives Inf
//   Override   ExpBits (2 to 11) and ManBits (1 to 23) may be overridden
//   Latency    0 cycles, combinational
//   Source     H. Luo, W. Sun, arXiv 2410.00907
//   Made by    lmul generate lmul e5m2 --form adder --rounding rne --contract full
//   Version    lmul-rtl 0.1.0, templates e1f6a78b451a
//
// SPDX-License-Identifier: Apache-2.0
// =================================================================================================
`default_nettype none

module lmul_e5m2_adder_full #(
  parameter ExpBits = 5,  // exponent field, bits
  parameter ManBits = 2   // stored mantissa, bits
) (
  input wire  [ExpBits+ManBits:0] a_i,  // operand: sign, exponent, mantissa
  input wire  [ExpBits+ManBits:0] b_i,  // operand
  output wire [ExpBits+ManBits:0] p_o   // product
);

  localparam MagBits     = ExpBits + ManBits;                         // magnitude
  localparam ShiftBits   = $clog2(ManBits + 1);                       // longest move of a subnormal
  localparam ProdExpBits = $clog2((1 << ExpBits) + 2*ManBits) + 1;    // exponent, two's complement
  localparam FracBits    = ManBits;                                   // fraction of the product
  localparam RawBits     = ProdExpBits + FracBits;                    // product before rounding
  localparam WorkBits    = FracBits + 2;                              // fraction, guard and sticky
  localparam SumBits     = ProdExpBits + ManBits;                     // exponent not yet bounded
  localparam OffsetExp   = (ManBits <= 3) ? ManBits : (ManBits == 4) ? 3 : 4;  // offset 2^-l(m)

  localparam [63:0] Bias   = (64'd1 << (ExpBits - 1)) - 64'd1;  // exponent bias
  localparam [63:0] Offset = 64'd1 << (ManBits - OffsetExp);    // offset, units of 2^-ManBits

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

  // --- Product: one integer addition ------------------------------------------------------------
  // {exponent, mantissa} as integers: the carry of the mantissas runs into the exponent.
  wire [RawBits-1:0] sum =
    {exp_a, man_a} + {exp_b, man_b} + Offset[RawBits-1:0];

  // Both exponents hold the bias, the product's only once.
  wire [RawBits-1:0] raw =
    {sum[RawBits-1:ManBits] - Bias[ProdExpBits-1:0], sum[ManBits-1:0]};

  // --- Round, into the subnormal range where need be: rne ---------------------------------------
  // Below exponent 1 the significand moves right until the exponent field is 0.
  wire [ProdExpBits-1:0] exponent_p  = raw[RawBits-1:FracBits];
  wire [WorkBits:0]      significand = {1'b1, raw[FracBits-1:0], 2'b00};
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
