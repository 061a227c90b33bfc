// =================================================================================================
// mac_ternary_e4m3_into_int31_wrap
// accumulator of e4m3 numbers under ternary weights
//
//   Computes   acc = (clear ? 0 : acc) + w(b) * a, w one of -1, 0, 1
//   Operands   a: e4m3: 1 sign, 4 exponent, 3 mantissa bits, bias 7, encoding fn
//              b: weights of two bits; 01 is 1, 11 is -1, 00 is 0, and 10 counts as 0
//   Register   31 bits, two's complement; beyond its ends it wraps
//              its unit is 2^-9
//              no sum of up to 4,681 terms gets there
//   Contract   every number is added exactly, subnormals too: nothing is rounded
//              NaN counts as zero, and leaves no trace in the sum
//   Control    clear_i with valid_i begins a new sum; clear_i alone leaves zero
//              otherwise the sum holds
//   Latency    1 cycle, one term a cycle
//   Made by    lmul generate mac e4m3 --weights ternary --accumulator int31
//
// SPDX-License-Identifier: Apache-2.0
// =================================================================================================
`default_nettype none

module mac_ternary_e4m3_into_int31_wrap (
  input wire         clk_i,    // clock, rising edge
  input wire         rst_ni,   // reset, active low
  input wire         valid_i,  // operands are valid: accumulate
  input wire         clear_i,  // from zero: with operands, or without
  input wire  [7:0]  a_i,      // activation
  input wire  [1:0]  b_i,      // weight
  output wire        valid_o,  // what was valid has been added
  output wire [30:0] acc_o     // sum, two's complement, in units of 2^-9
);

  // --- Decode: numbers as integers, under their weights -----------------------------------------
  // A number is an integer in units of 2^-9, the smallest subnormal: its significand, moved up
  // by its exponent field less one. A subnormal, of field 0, moves as with field 1. All move by the
  // field, one place too far, and that place is left out.
  // A weight is an integer of two bits: 01 adds the number, 11 subtracts it, 00 and 10 leave it
  // out: then nothing moves. Nor does a code of all ones: NaN.
  wire [17:0] magnitudes;
  wire        minus;

  wire        hidden       = |a_i[6:3];
  wire        used         = b_i[0] & ~(&a_i[6:0]);
  wire [3:0]  significand  = {hidden, a_i[2:0]} & {4{used}};
  wire [3:0]  shift        = {a_i[6:4], a_i[3] | ~hidden};
  wire [18:0] moved        = {15'd0, significand} << shift;
  wire        unused_moved = moved[0];
  assign magnitudes = moved[18:1];
  assign minus = used & (b_i[1] ^ a_i[7]);

  // --- Select: the number, or inverted ----------------------------------------------------------
  // Where the signs of number and weight differ it is subtracted: inverted here, its one is added
  // below.
  wire [18:0] terms;
  assign terms = {1'b0, magnitudes} ^ {19{minus}};
  wire valid_p = valid_i;
  wire clear_p = clear_i;

  // --- Add: the register ------------------------------------------------------------------------
  reg [30:0] acc;
  wire [30:0] start = acc & {31{~clear_p}};
  // The bit below the last place is the carry of a two's complement.
  wire [31:0] total        = {start, 1'b1} + {{12{terms[18]}}, terms, minus};
  wire [30:0] sum          = total[31:1];
  wire        unused_total = total[0];

  // --- Registers --------------------------------------------------------------------------------
  reg valid_q;

  always @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) acc <= 31'd0;
    else if (valid_p) acc <= sum;
    else if (clear_p) acc <= 31'd0;
  end

  always @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) valid_q <= 1'b0;
    else valid_q <= valid_p;
  end

  assign acc_o = acc;
  assign valid_o = valid_q;

endmodule

`default_nettype wire
