// =================================================================================================
// lmul_e3m2_fnuz_adder_flush_wide_p1
// L-Mul product, a multiplication by addition
//
//   Computes   |p| = |a| + |b| - K as integers, K = 2^M * (bias - offset) = 15
//              offset = 2^-l(M); l(M) = M for M <= 3, 3 for M = 4, 4 beyond
//   Operands   e3m2-fnuz: 1 sign, 3 exponent, 2 mantissa bits, bias 4, encoding fnuz
//   Result     wide: 1 sign, 4 exponent, 2 mantissa bits, bias 8
//   Rounding   none: the product has its place in the result
//   Contract   flush: subnormals count as signed zero
//              NaN in gives the canonical NaN
//   Override   ExpBits (2 to 11) and ManBits (1 to 23) may be overridden
//   Latency    1 cycle, one result a cycle; registers: result
//   Source     H. Luo, W. Sun, arXiv 2410.00907
//   Made by    lmul generate lmul e3m2-fnuz --form adder --contract flush --wide --stages 1
//
// SPDX-License-Identifier: Apache-2.0
// =================================================================================================
`default_nettype none

module lmul_e3m2_fnuz_adder_flush_wide_p1 #(
  parameter ExpBits = 3,  // exponent field, bits
  parameter ManBits = 2   // stored mantissa, bits
) (
  input wire                        clk_i,    // clock, rising edge
  input wire                        rst_ni,   // reset of the valid chain, active low
  input wire                        valid_i,  // operands are valid
  input wire  [ExpBits+ManBits:0]   a_i,      // operand: sign, exponent, mantissa
  input wire  [ExpBits+ManBits:0]   b_i,      // operand
  output wire                       valid_o,  // product is valid
  output wire [ExpBits+ManBits+1:0] p_o       // product, unrounded: sign, wide exponent, fraction
);

  localparam MagBits     = ExpBits + ManBits;                          // magnitude
  localparam ResExpBits  = ExpBits + 1;                                // exponent, wide result
  localparam ResManBits  = ManBits;                                    // mantissa, wide result
  localparam ResMagBits  = ResExpBits + ResManBits;                    // magnitude, wide result
  localparam ProdExpBits = ExpBits + 2;                                // exponent, two's complement
  localparam SumBits     = ProdExpBits + ResManBits;                   // exponent not yet bounded
  localparam OffsetExp   = (ManBits <= 3) ? ManBits : (ManBits == 4) ? 3 : 4;  // offset 2^-l(m)

  localparam [63:0] Offset = 64'd1 << (ManBits - OffsetExp);  // offset, units of 2^-ManBits

  // --- Decode: fields and special cases ---------------------------------------------------------
  wire sign = a_i[MagBits] ^ b_i[MagBits];

  wire [ExpBits-1:0] exp_a = a_i[MagBits-1:ManBits];
  wire [ExpBits-1:0] exp_b = b_i[MagBits-1:ManBits];
  wire [ManBits-1:0] man_a = a_i[ManBits-1:0];
  wire [ManBits-1:0] man_b = b_i[ManBits-1:0];

  // Subnormal operands are flushed: a zero exponent field is a zero, whatever the mantissa.
  wire zero_a = ~(|exp_a);
  wire zero_b = ~(|exp_b);
  wire nan_a  = a_i[MagBits] & ~(|a_i[MagBits-1:0]);
  wire nan_b  = b_i[MagBits] & ~(|b_i[MagBits-1:0]);

  wire is_zero = zero_a | zero_b;
  wire is_nan  = nan_a | nan_b;

  // --- Product: one integer addition ------------------------------------------------------------
  // {exponent, mantissa} as integers: the carry of the mantissas runs into the exponent.
  wire [SumBits-1:0] mag =
    {2'b00, exp_a, man_a} + {2'b00, exp_b, man_b} + Offset[SumBits-1:0];

  // --- Select: special cases, ends of the range -------------------------------------------------
  wire overflow = mag[SumBits-1];

  wire [ExpBits+ManBits+1:0] p =
    is_nan   ? {1'b1, {ResMagBits{1'b0}}} :
    is_zero  ? {(ResMagBits+1){1'b0}} :
    overflow ? {sign, {ResMagBits{1'b1}}} :
    {sign, mag[ResMagBits-1:0]};

  // --- Stage 1 of 1: result registers -----------------------------------------------------------
  reg [ExpBits+ManBits+1:0] p_s1;
  reg                       valid_s1;

  always @(posedge clk_i) begin
    p_s1 <= p;
  end

  always @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) valid_s1 <= 1'b0;
    else valid_s1 <= valid_i;
  end

  // --- Outputs ----------------------------------------------------------------------------------
  assign p_o = p_s1;
  assign valid_o = valid_s1;

endmodule

`default_nettype wire
