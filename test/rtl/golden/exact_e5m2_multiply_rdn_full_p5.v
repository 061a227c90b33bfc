// =================================================================================================
// exact_e5m2_multiply_rdn_full_p5
// exact product, correctly rounded
//
//   Computes   p = a * b
//              significands by *, then normalise and round
//   Operands   e5m2: 1 sign, 5 exponent, 2 mantissa bits, bias 15, encoding ieee
//   Result     the same format
//   Rounding   rdn, toward minus infinity
//   Contract   full: subnormals in and out; overflow as IEEE 754 (Inf)
//              NaN in, or Inf * 0, gives the canonical NaN; Inf gives Inf
//   Override   ExpBits (2 to 11) and ManBits (1 to 23) may be overridden
//   Latency    5 cycles, one result a cycle; registers: operands, decoded, product, rounded, result
//   Source     IEEE 754-2019, OCP OFP8
//   Made by    lmul generate exact e5m2 --architecture multiply --rounding rdn --contract full \
//                --stages 5
//
// SPDX-License-Identifier: Apache-2.0
// =================================================================================================
`default_nettype none

module exact_e5m2_multiply_rdn_full_p5 #(
  parameter ExpBits = 5,  // exponent field, bits
  parameter ManBits = 2   // stored mantissa, bits
) (
  input wire                      clk_i,    // clock, rising edge
  input wire                      rst_ni,   // reset of the valid chain, active low
  input wire                      valid_i,  // operands are valid
  input wire  [ExpBits+ManBits:0] a_i,      // operand: sign, exponent, mantissa
  input wire  [ExpBits+ManBits:0] b_i,      // operand
  output wire                     valid_o,  // product is valid
  output wire [ExpBits+ManBits:0] p_o       // product
);

  localparam MagBits     = ExpBits + ManBits;                       // magnitude
  localparam ShiftBits   = $clog2(ManBits + 1);                     // longest move of a subnormal
  localparam ProdExpBits = $clog2((1 << ExpBits) + 2*ManBits) + 1;  // exponent, two's complement
  localparam FracBits    = 2*ManBits + 1;                           // fraction of the product
  localparam RawBits     = ProdExpBits + FracBits;                  // product before rounding
  localparam WorkBits    = FracBits;                                // fraction, guard and sticky
  localparam SumBits     = ProdExpBits + ManBits;                   // exponent not yet bounded

  localparam [63:0] Bias = (64'd1 << (ExpBits - 1)) - 64'd1;  // exponent bias

  // --- Stage 1 of 5: operands registers ---------------------------------------------------------
  reg [MagBits:0] a_s1;
  reg [MagBits:0] b_s1;
  reg             valid_s1;

  always @(posedge clk_i) begin
    a_s1 <= a_i;
    b_s1 <= b_i;
  end

  always @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) valid_s1 <= 1'b0;
    else valid_s1 <= valid_i;
  end

  // --- Decode: fields, special cases, subnormals normalised -------------------------------------
  wire sign = a_s1[MagBits] ^ b_s1[MagBits];

  wire [ExpBits-1:0] field_a = a_s1[MagBits-1:ManBits];
  wire [ExpBits-1:0] field_b = b_s1[MagBits-1:ManBits];
  wire [ManBits-1:0] frac_a  = a_s1[ManBits-1:0];
  wire [ManBits-1:0] frac_b  = b_s1[ManBits-1:0];

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

  // --- Stage 2 of 5: decoded registers ----------------------------------------------------------
  reg                   sign_s2;
  reg [ProdExpBits-1:0] exp_a_s2;
  reg [ProdExpBits-1:0] exp_b_s2;
  reg [ManBits-1:0]     man_a_s2;
  reg [ManBits-1:0]     man_b_s2;
  reg                   is_zero_s2;
  reg                   is_inf_s2;
  reg                   is_nan_s2;
  reg                   valid_s2;

  always @(posedge clk_i) begin
    sign_s2 <= sign;
    exp_a_s2 <= exp_a;
    exp_b_s2 <= exp_b;
    man_a_s2 <= man_a;
    man_b_s2 <= man_b;
    is_zero_s2 <= is_zero;
    is_inf_s2 <= is_inf;
    is_nan_s2 <= is_nan;
  end

  always @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) valid_s2 <= 1'b0;
    else valid_s2 <= valid_s1;
  end

  // --- Product: significands multiplied ---------------------------------------------------------
  // Significands in [1, 2) with ManBits fraction bits; their product in [1, 4) with twice as many.
  //   product: | carry | hidden | 2*ManBits fraction bits |
  wire [2*ManBits+1:0] product =
    {{(ManBits+1){1'b0}}, 1'b1, man_a_s2} * {{(ManBits+1){1'b0}}, 1'b1, man_b_s2};
  wire carry = product[2*ManBits+1];

  // From 2 up the product is halved; below, a zero fills the last place.
  wire [FracBits-1:0] fraction =
    carry ? product[2*ManBits:0] : {product[2*ManBits-1:0], 1'b0};
  wire [ProdExpBits-1:0] exponent = exp_a_s2 + exp_b_s2 - Bias[ProdExpBits-1:0]
    + {{(ProdExpBits-1){1'b0}}, carry};
  wire [RawBits-1:0] raw = {exponent, fraction};

  // --- Stage 3 of 5: product registers ----------------------------------------------------------
  reg               sign_s3;
  reg [RawBits-1:0] raw_s3;
  reg               is_zero_s3;
  reg               is_inf_s3;
  reg               is_nan_s3;
  reg               valid_s3;

  always @(posedge clk_i) begin
    sign_s3 <= sign_s2;
    raw_s3 <= raw;
    is_zero_s3 <= is_zero_s2;
    is_inf_s3 <= is_inf_s2;
    is_nan_s3 <= is_nan_s2;
  end

  always @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) valid_s3 <= 1'b0;
    else valid_s3 <= valid_s2;
  end

  // --- Round, into the subnormal range where need be: rdn ---------------------------------------
  // Below exponent 1 the significand moves right until the exponent field is 0.
  wire [ProdExpBits-1:0] exponent_p  = raw_s3[RawBits-1:FracBits];
  wire [WorkBits:0]      significand = {1'b1, raw_s3[FracBits-1:0]};
  wire                   subnormal   = exponent_p[ProdExpBits-1] | ~(|exponent_p);
  wire [ProdExpBits-1:0] distance    = {{(ProdExpBits-1){1'b0}}, 1'b1} - exponent_p;
  wire [WorkBits:0]      shifted     = significand >> distance;
  wire lost =
    subnormal & (|(significand & ~({(WorkBits+1){1'b1}} << distance)));

  wire [ProdExpBits+WorkBits-1:0] work = subnormal
    ? {{(ProdExpBits-1){1'b0}}, shifted}
    : {exponent_p, significand[WorkBits-1:0]};

  //   work: | exponent | mantissa | guard | sticky ... |
  wire               guard  = work[WorkBits-ManBits-1];
  wire               sticky = lost | (|work[WorkBits-ManBits-2:0]);
  wire [SumBits-1:0] mag    = work[ProdExpBits+WorkBits-1:WorkBits-ManBits]
    + {{(SumBits-1){1'b0}}, sign_s3 & (guard | sticky)};

  // --- Stage 4 of 5: rounded registers ----------------------------------------------------------
  reg               sign_s4;
  reg [SumBits-1:0] mag_s4;
  reg               is_zero_s4;
  reg               is_inf_s4;
  reg               is_nan_s4;
  reg               valid_s4;

  always @(posedge clk_i) begin
    sign_s4 <= sign_s3;
    mag_s4 <= mag;
    is_zero_s4 <= is_zero_s3;
    is_inf_s4 <= is_inf_s3;
    is_nan_s4 <= is_nan_s3;
  end

  always @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) valid_s4 <= 1'b0;
    else valid_s4 <= valid_s3;
  end

  // --- Select: special cases, ends of the range -------------------------------------------------
  wire overflow = (|mag_s4[SumBits-1:MagBits]) | (&mag_s4[MagBits-1:ManBits]);

  wire [ExpBits+ManBits:0] p =
    is_nan_s4  ? {1'b0, {MagBits{1'b1}} << (ManBits - 1)} :
    is_inf_s4  ? {sign_s4, {ExpBits{1'b1}}, {ManBits{1'b0}}} :
    is_zero_s4 ? {sign_s4, {MagBits{1'b0}}} :
    overflow   ? (sign_s4
      ? {sign_s4, {ExpBits{1'b1}}, {ManBits{1'b0}}}
      : {sign_s4, {(ExpBits-1){1'b1}}, 1'b0, {ManBits{1'b1}}}) :
    {sign_s4, mag_s4[MagBits-1:0]};

  // --- Stage 5 of 5: result registers -----------------------------------------------------------
  reg [ExpBits+ManBits:0] p_s5;
  reg                     valid_s5;

  always @(posedge clk_i) begin
    p_s5 <= p;
  end

  always @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) valid_s5 <= 1'b0;
    else valid_s5 <= valid_s4;
  end

  // --- Outputs ----------------------------------------------------------------------------------
  assign p_o = p_s5;
  assign valid_o = valid_s5;

endmodule

`default_nettype wire
