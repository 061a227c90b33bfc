// =================================================================================================
// lns_e3m2_guard_2_rne_full_p5
// product of the logarithmic number system, logarithms and powers by table
//
//   Computes   p = (-1)^(sa ^ sb) * 2^(ea + eb + la + lb), rounded once
//              where |a| = 2^ea * (1 + x), and b likewise;
//              la is log2(1 + x), rounded to nearest on 4 fraction bits
//   Operands   e3m2: 1 sign, 3 exponent, 2 mantissa bits, bias 3, encoding finite
//   Result     the same format
//   Rounding   rne, to nearest, ties to even
//   Contract   full: subnormals in and out; overflow gives the largest number
//   Override   ExpBits (2 to 11) may be overridden; ManBits is fixed by the constants below
//   Latency    5 cycles, one result a cycle; registers: operands, decoded, product, rounded, result
//   Source     E. E. Swartzlander, A. G. Alexopoulos, IEEE Trans. Computers C-24(12), 1975
//   Made by    lmul generate lns e3m2 --log-guard 2 --rounding rne --contract full --stages 5
//
// SPDX-License-Identifier: Apache-2.0
// =================================================================================================
`default_nettype none

module lns_e3m2_guard_2_rne_full_p5 #(
  parameter ExpBits = 3  // exponent field, bits
) (
  input wire                clk_i,    // clock, rising edge
  input wire                rst_ni,   // reset of the valid chain, active low
  input wire                valid_i,  // operands are valid
  input wire  [ExpBits+2:0] a_i,      // operand: sign, exponent, mantissa
  input wire  [ExpBits+2:0] b_i,      // operand
  output wire               valid_o,  // product is valid
  output wire [ExpBits+2:0] p_o       // product
);

  localparam ManBits     = 2;                                       // stored mantissa, bits
  localparam MagBits     = ExpBits + ManBits;                       // magnitude
  localparam ShiftBits   = $clog2(ManBits + 1);                     // longest move of a subnormal
  localparam ProdExpBits = $clog2((1 << ExpBits) + 2*ManBits) + 1;  // exponent, two's complement
  localparam FracBits    = ManBits + 2;                             // fraction of the product
  localparam RawBits     = ProdExpBits + FracBits;                  // product before rounding
  localparam WorkBits    = FracBits;                                // fraction, guard and sticky
  localparam SumBits     = ProdExpBits + ManBits;                   // exponent not yet bounded
  localparam LogBits     = ManBits + 2;                             // fraction of a logarithm

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
  wire is_zero  = zero_a | zero_b;

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
  reg                   valid_s2;

  always @(posedge clk_i) begin
    sign_s2 <= sign;
    exp_a_s2 <= exp_a;
    exp_b_s2 <= exp_b;
    man_a_s2 <= man_a;
    man_b_s2 <= man_b;
    is_zero_s2 <= is_zero;
  end

  always @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) valid_s2 <= 1'b0;
    else valid_s2 <= valid_s1;
  end

  // --- Product: logarithms by table, added, and a power of two by table -------------------------
  // Logarithm to base 2 of the significand 1.man, rounded to nearest on LogBits fraction bits, one
  // plane a bit. man from 3 down to 0, 4 a row.
  localparam [3:0] Log3 = {
    4'b1100  // 0
  };
  localparam [3:0] Log2 = {
    4'b1010  // 0
  };
  localparam [3:0] Log1 = {
    4'b0000  // 0
  };
  localparam [3:0] Log0 = {
    4'b1110  // 0
  };

  wire [LogBits-1:0] log_a = {
    Log3[man_a_s2], Log2[man_a_s2], Log1[man_a_s2], Log0[man_a_s2]
  };
  wire [LogBits-1:0] log_b = {
    Log3[man_b_s2], Log2[man_b_s2], Log1[man_b_s2], Log0[man_b_s2]
  };

  //   log_sum: | carry | LogBits fraction bits |
  wire [LogBits:0]   log_sum = {1'b0, log_a} + {1'b0, log_b};
  wire [LogBits-1:0] index   = log_sum[LogBits-1:0];

  // Two to the power of that fraction, less 1, and a guard bit, one plane a bit.
  // Fraction from 15 down to 0, 16 a row.
  localparam [15:0] Power2 = {
    16'b1111_1100_0000_0000  // 0
  };
  localparam [15:0] Power1 = {
    16'b1110_0011_1100_0000  // 0
  };
  localparam [15:0] Power0 = {
    16'b1001_0011_0011_1000  // 0
  };

  wire [ManBits:0] power = {
    Power2[index], Power1[index], Power0[index]
  };

  wire                   carry    = log_sum[LogBits];
  wire [ProdExpBits-1:0] exponent = exp_a_s2 + exp_b_s2 - Bias[ProdExpBits-1:0]
    + {{(ProdExpBits-1){1'b0}}, carry};
  // Only two to the power of 0 has nothing below its last place.
  wire [RawBits-1:0] raw = {exponent, power, |index};

  // --- Stage 3 of 5: product registers ----------------------------------------------------------
  reg               sign_s3;
  reg [RawBits-1:0] raw_s3;
  reg               is_zero_s3;
  reg               valid_s3;

  always @(posedge clk_i) begin
    sign_s3 <= sign_s2;
    raw_s3 <= raw;
    is_zero_s3 <= is_zero_s2;
  end

  always @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) valid_s3 <= 1'b0;
    else valid_s3 <= valid_s2;
  end

  // --- Round, into the subnormal range where need be: rne ---------------------------------------
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
  wire               odd    = work[WorkBits-ManBits];
  wire               guard  = work[WorkBits-ManBits-1];
  wire               sticky = lost | (|work[WorkBits-ManBits-2:0]);
  wire [SumBits-1:0] mag    = work[ProdExpBits+WorkBits-1:WorkBits-ManBits]
    + {{(SumBits-1){1'b0}}, guard & (sticky | odd)};

  // --- Stage 4 of 5: rounded registers ----------------------------------------------------------
  reg               sign_s4;
  reg [SumBits-1:0] mag_s4;
  reg               is_zero_s4;
  reg               valid_s4;

  always @(posedge clk_i) begin
    sign_s4 <= sign_s3;
    mag_s4 <= mag;
    is_zero_s4 <= is_zero_s3;
  end

  always @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) valid_s4 <= 1'b0;
    else valid_s4 <= valid_s3;
  end

  // --- Select: special cases, ends of the range -------------------------------------------------
  wire overflow = (|mag_s4[SumBits-1:MagBits]);

  wire [ExpBits+2:0] p =
    is_zero_s4 ? {sign_s4, {MagBits{1'b0}}} :
    overflow   ? {sign_s4, {MagBits{1'b1}}} :
    {sign_s4, mag_s4[MagBits-1:0]};

  // --- Stage 5 of 5: result registers -----------------------------------------------------------
  reg [ExpBits+2:0] p_s5;
  reg               valid_s5;

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
