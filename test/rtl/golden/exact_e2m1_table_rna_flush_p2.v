// =================================================================================================
// exact_e2m1_table_rna_flush_p2
// exact product, correctly rounded
//
//   Computes   p = a * b
//              significands by truth table, then normalise and round
//   Operands   e2m1: 1 sign, 2 exponent, 1 mantissa bits, bias 1, encoding finite
//   Result     the same format
//   Rounding   rna, to nearest, ties away from zero
//   Contract   flush: subnormals count as signed zero, in and out
//              overflow gives the largest number
//   Override   ExpBits (2 to 11) may be overridden; ManBits is fixed by the constants below
//   Latency    2 cycles, one result a cycle; registers: product, result
//   Source     IEEE 754-2019, OCP OFP8
//   Made by    lmul generate exact e2m1 --architecture table --rounding rna --contract flush \
//                --stages 2
//
// SPDX-License-Identifier: Apache-2.0
// =================================================================================================
`default_nettype none

module exact_e2m1_table_rna_flush_p2 #(
  parameter ExpBits = 2  // exponent field, bits
) (
  input wire                clk_i,    // clock, rising edge
  input wire                rst_ni,   // reset of the valid chain, active low
  input wire                valid_i,  // operands are valid
  input wire  [ExpBits+1:0] a_i,      // operand: sign, exponent, mantissa
  input wire  [ExpBits+1:0] b_i,      // operand
  output wire               valid_o,  // product is valid
  output wire [ExpBits+1:0] p_o       // product
);

  localparam ManBits     = 1;                       // stored mantissa, bits
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
  wire zero_a  = ~(|exp_a);
  wire zero_b  = ~(|exp_b);
  wire is_zero = zero_a | zero_b;

  // --- Product: significands by table -----------------------------------------------------------
  // Product of the significands 1.man_a and 1.man_b, one plane a bit.
  // Rows: man_a from 1 down to 0; within a row man_b from 1 down to 0.
  localparam [3:0] Product3 = {
    2'b10, // 1
    2'b00  // 0
  };
  localparam [3:0] Product2 = {
    2'b01, // 1
    2'b11  // 0
  };
  localparam [3:0] Product1 = {
    2'b01, // 1
    2'b10  // 0
  };
  localparam [3:0] Product0 = {
    2'b10, // 1
    2'b00  // 0
  };

  wire [2*ManBits-1:0] index = {man_a, man_b};
  wire [2*ManBits+1:0] product = {
    Product3[index], Product2[index], Product1[index], Product0[index]
  };
  wire carry = product[2*ManBits+1];

  // From 2 up the product is halved; below, a zero fills the last place.
  wire [FracBits-1:0] fraction =
    carry ? product[2*ManBits:0] : {product[2*ManBits-1:0], 1'b0};
  wire [ProdExpBits-1:0] exponent = {2'b00, exp_a} + {2'b00, exp_b} - Bias[ProdExpBits-1:0]
    + {{(ProdExpBits-1){1'b0}}, carry};
  wire [RawBits-1:0] raw = {exponent, fraction};

  // --- Stage 1 of 2: product registers ----------------------------------------------------------
  reg               sign_s1;
  reg [RawBits-1:0] raw_s1;
  reg               is_zero_s1;
  reg               valid_s1;

  always @(posedge clk_i) begin
    sign_s1 <= sign;
    raw_s1 <= raw;
    is_zero_s1 <= is_zero;
  end

  always @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) valid_s1 <= 1'b0;
    else valid_s1 <= valid_i;
  end

  // --- Round: rna -------------------------------------------------------------------------------
  //   raw: | exponent | mantissa | guard | sticky ... |
  wire               guard = raw_s1[FracBits-ManBits-1];
  wire [SumBits-1:0] mag   = raw_s1[RawBits-1:FracBits-ManBits]
    + {{(SumBits-1){1'b0}}, guard};

  wire unused_raw = ^raw_s1[FracBits-ManBits-2:0];

  // --- Select: special cases, ends of the range -------------------------------------------------
  wire underflow = mag[SumBits-1] | ~(|mag[SumBits-2:ManBits]);
  wire overflow  = mag[SumBits-2];

  wire [ExpBits+1:0] p =
    (is_zero_s1 | underflow) ? {sign_s1, {MagBits{1'b0}}} :
    overflow                 ? {sign_s1, {MagBits{1'b1}}} :
    {sign_s1, mag[MagBits-1:0]};

  // --- Stage 2 of 2: result registers -----------------------------------------------------------
  reg [ExpBits+1:0] p_s2;
  reg               valid_s2;

  always @(posedge clk_i) begin
    p_s2 <= p;
  end

  always @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) valid_s2 <= 1'b0;
    else valid_s2 <= valid_s1;
  end

  // --- Outputs ----------------------------------------------------------------------------------
  assign p_o = p_s2;
  assign valid_o = valid_s2;

endmodule

`default_nettype wire
