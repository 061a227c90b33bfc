// =================================================================================================
// lns_e4m3_guard_3_rne_flush
// product of the logarithmic number system, logarithms and powers by table
//
//   Computes   p = (-1)^(sa ^ sb) * 2^(ea + eb + la + lb), rounded once
//              where |a| = 2^ea * (1 + x), and b likewise;
//              la is log2(1 + x), rounded to nearest on 6 fraction bits
//   Operands   e4m3: 1 sign, 4 exponent, 3 mantissa bits, bias 7, encoding fn
//   Result     the same format
//   Rounding   rne, to nearest, ties to even
//   Contract   flush: subnormals count as signed zero, in and out
//              overflow gives the largest number
//              NaN in gives the canonical NaN
//   Override   ExpBits (2 to 11) may be overridden; ManBits is fixed by the constants below
//   Latency    0 cycles, combinational
//   Source     E. E. Swartzlander, A. G. Alexopoulos, IEEE Trans. Computers C-24(12), 1975
//   Made by    lmul generate lns e4m3 --log-guard 3 --rounding rne --contract flush
//   Version    lmul-rtl 0.1.0, templates e1f6a78b451a
//
// SPDX-License-Identifier: Apache-2.0
// =================================================================================================
`default_nettype none

module lns_e4m3_guard_3_rne_flush #(
  parameter ExpBits = 4  // exponent field, bits
) (
  input wire  [ExpBits+3:0] a_i,  // operand: sign, exponent, mantissa
  input wire  [ExpBits+3:0] b_i,  // operand
  output wire [ExpBits+3:0] p_o   // product
);

  localparam ManBits     = 3;                      // stored mantissa, bits
  localparam MagBits     = ExpBits + ManBits;      // magnitude
  localparam ProdExpBits = ExpBits + 2;            // exponent, two's complement
  localparam SumBits     = ProdExpBits + ManBits;  // exponent not yet bounded
  localparam LogBits     = ManBits + 3;            // fraction of a logarithm

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
  wire nan_a  = &a_i[MagBits-1:0];
  wire nan_b  = &b_i[MagBits-1:0];

  wire is_zero = zero_a | zero_b;
  wire is_nan  = nan_a | nan_b;

  // --- Product: logarithms by table, added, and a power of two by table -------------------------
  // Logarithm to base 2 of the significand 1.man, rounded to nearest on LogBits fraction bits, one
  // plane a bit. man from 7 down to 0, 8 a row.
  localparam [7:0] Log5 = {
    8'b1111_0000  // 0
  };
  localparam [7:0] Log4 = {
    8'b1100_1100  // 0
  };
  localparam [7:0] Log3 = {
    8'b1010_1010  // 0
  };
  localparam [7:0] Log2 = {
    8'b0111_1100  // 0
  };
  localparam [7:0] Log1 = {
    8'b1000_0010  // 0
  };
  localparam [7:0] Log0 = {
    8'b0011_1110  // 0
  };

  wire [LogBits-1:0] log_a = {
    Log5[man_a], Log4[man_a], Log3[man_a], Log2[man_a],
    Log1[man_a], Log0[man_a]
  };
  wire [LogBits-1:0] log_b = {
    Log5[man_b], Log4[man_b], Log3[man_b], Log2[man_b],
    Log1[man_b], Log0[man_b]
  };

  //   log_sum: | carry | LogBits fraction bits |
  wire [LogBits:0]   log_sum = {1'b0, log_a} + {1'b0, log_b};
  wire [LogBits-1:0] index   = log_sum[LogBits-1:0];

  // Two to the power of that fraction, less 1, rounded to nearest, one plane a bit.
  // Fraction from 63 down to 0, 32 a row.
  localparam [63:0] Power3 = {
    32'b1100_0000_0000_0000_0000_0000_0000_0000, // 1
    32'b0000_0000_0000_0000_0000_0000_0000_0000  // 0
  };
  localparam [63:0] Power2 = {
    32'b0011_1111_1111_1111_1111_1111_1111_1100, // 1
    32'b0000_0000_0000_0000_0000_0000_0000_0000  // 0
  };
  localparam [63:0] Power1 = {
    32'b0011_1111_1111_1110_0000_0000_0000_0011, // 1
    32'b1111_1111_1111_1111_0000_0000_0000_0000  // 0
  };
  localparam [63:0] Power0 = {
    32'b0011_1111_1000_0001_1111_1100_0000_0011, // 1
    32'b1111_1100_0000_0000_1111_1111_1100_0000  // 0
  };

  wire [ManBits:0] power = {
    Power3[index], Power2[index], Power1[index], Power0[index]
  };

  // A fraction that rounds up to 2 is no sum that has carried: the two never meet.
  wire                   carry    = log_sum[LogBits] | power[ManBits];
  wire [ProdExpBits-1:0] exponent = {2'b00, exp_a} + {2'b00, exp_b} - Bias[ProdExpBits-1:0]
    + {{(ProdExpBits-1){1'b0}}, carry};
  wire [SumBits-1:0] mag = {exponent, power[ManBits-1:0]};

  // --- Select: special cases, ends of the range -------------------------------------------------
  wire underflow = mag[SumBits-1] | ~(|mag[SumBits-2:ManBits]);
  wire overflow  = mag[SumBits-2] | (&mag[MagBits-1:0]);

  assign p_o =
    is_nan                ? {1'b0, {MagBits{1'b1}}} :
    (is_zero | underflow) ? {sign, {MagBits{1'b0}}} :
    overflow              ? {sign, {(MagBits-1){1'b1}}, 1'b0} :
    {sign, mag[MagBits-1:0]};

endmodule

`default_nettype wire
