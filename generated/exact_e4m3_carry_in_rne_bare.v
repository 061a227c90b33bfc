// =================================================================================================
// exact_e4m3_carry_in_rne_bare
// exact product, correctly rounded
//
//   Computes   p = a * b
//              |p| = |a| + |b| - bias * 2^M + delta(ma, mb): an integer addition, corrected
//   Operands   e4m3: 1 sign, 4 exponent, 3 mantissa bits, bias 7, encoding fn
//   Result     the same format
//   Rounding   rne, to nearest, ties to even
//   Contract   bare: no code is special, exponents wrap
//   Override   ExpBits (2 to 11) may be overridden; ManBits is fixed by the constants below
//   Latency    0 cycles, combinational
//   Source     prior art: O. Lindberg, O. Gustafsson, arXiv 2406.18441
//   Made by    lmul generate exact e4m3 --architecture carry-in --rounding rne --contract bare
//   Version    lmul-rtl 0.1.0, templates e1f6a78b451a
//
// SPDX-License-Identifier: Apache-2.0
// =================================================================================================
`default_nettype none

module exact_e4m3_carry_in_rne_bare #(
  parameter ExpBits = 4  // exponent field, bits
) (
  input wire  [ExpBits+3:0] a_i,  // operand: sign, exponent, mantissa
  input wire  [ExpBits+3:0] b_i,  // operand
  output wire [ExpBits+3:0] p_o   // product
);

  localparam ManBits     = 3;                      // stored mantissa, bits
  localparam MagBits     = ExpBits + ManBits;      // magnitude
  localparam ProdExpBits = ExpBits;                // exponent, wraps
  localparam SumBits     = ProdExpBits + ManBits;  // exponent not yet bounded

  localparam [63:0] Bias = (64'd1 << (ExpBits - 1)) - 64'd1;  // exponent bias

  // --- Decode: fields and special cases ---------------------------------------------------------
  wire sign = a_i[MagBits] ^ b_i[MagBits];

  wire [ExpBits-1:0] exp_a = a_i[MagBits-1:ManBits];
  wire [ExpBits-1:0] exp_b = b_i[MagBits-1:ManBits];
  wire [ManBits-1:0] man_a = a_i[ManBits-1:0];
  wire [ManBits-1:0] man_b = b_i[ManBits-1:0];

  // --- Product: an addition and its correction --------------------------------------------------
  // Codes by which the product rounded rne exceeds the sum of the operands' codes.
  // Rows: man_a from 7 down to 0; within a row man_b from 7 down to 0.
  localparam [63:0] Delta = {
    8'b0000_0000, // 7
    8'b0000_1110, // 6
    8'b0011_1110, // 5
    8'b0011_1110, // 4
    8'b0111_1100, // 3
    8'b0111_1000, // 2
    8'b0111_0000, // 1
    8'b0000_0000  // 0
  };

  wire [2*ManBits-1:0] index = {man_a, man_b};
  wire                 delta = Delta[index];

  // {exponent, mantissa} as integers, corrected; the carry of the mantissas runs into the exponent.
  wire [SumBits-1:0] sum =
    {exp_a, man_a} + {exp_b, man_b}
    + {{(SumBits-1){1'b0}}, delta};

  // Both exponents hold the bias, the product's only once.
  wire [SumBits-1:0] mag =
    {sum[SumBits-1:ManBits] - Bias[ProdExpBits-1:0], sum[ManBits-1:0]};

  // --- Result -----------------------------------------------------------------------------------
  assign p_o = {sign, mag};

endmodule

`default_nettype wire
