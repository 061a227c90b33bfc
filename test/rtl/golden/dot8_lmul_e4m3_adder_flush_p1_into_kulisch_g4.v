// =================================================================================================
// dot8_lmul_e4m3_adder_flush_p1_into_kulisch_g4
// dot product of 8 lanes, exact fixed-point register
//
//   Computes   acc = (clear ? 0 : acc) + a[0]*b[0] + ... + a[7]*b[7], rounded nowhere
//   Operands   8 of e4m3 each, lane 0 lowest
//   Parts      lmul_e4m3_adder_flush_p1
//   Register   23 bits, two's complement, 9 of them behind the point; nothing is rounded
//              4 guard bits: no sum of up to 16 products saturates
//              a product that is no number counts as zero and sets invalid_o until the next clear
//   Contract   flush: subnormals count as signed zero, in and out
//              overflow gives the largest number
//              NaN in gives the canonical NaN
//   Control    clear_i with valid_i begins a new sum with this product; clear_i alone leaves zero
//              otherwise the sum holds
//   Latency    2 cycles, 8 products a cycle
//   Made by    lmul generate dot e4m3 --lanes 8 --product lmul --form adder --contract flush \
//                --stages 1 --accumulator kulisch --guard-bits 4 -o DIR
//
// SPDX-License-Identifier: Apache-2.0
// =================================================================================================
`default_nettype none

module dot8_lmul_e4m3_adder_flush_p1_into_kulisch_g4 (
  input wire         clk_i,     // clock, rising edge
  input wire         rst_ni,    // reset, active low
  input wire         valid_i,   // operands are valid: accumulate
  input wire         clear_i,   // from zero: with operands, or without
  input wire  [63:0] a_i,       // operand: sign, exponent, mantissa
  input wire  [63:0] b_i,       // operand
  output wire        valid_o,   // a product has been added
  output wire [22:0] acc_o,     // sum, fixed point, two's complement
  output wire        invalid_o  // sum is not a number
);

  // --- Multiply: 8 lanes, each product as a fixed-point number ----------------------------------
  // Lane 0 is the lowest part of a_i and b_i. A term is a product in units of 2^-9,
  // in two's complement.
  wire [151:0] terms;
  wire [7:0]   specials;
  wire [7:0]   valids;

  genvar lane;
  generate
    for (lane = 0; lane < 8; lane = lane + 1) begin : lanes
      wire [7:0] product;
      lmul_e4m3_adder_flush_p1 multiply (
        .clk_i  (clk_i),
        .rst_ni (rst_ni),
        .valid_i(valid_i),
        .a_i    (a_i[lane*8 +: 8]),
        .b_i    (b_i[lane*8 +: 8]),
        .valid_o(valids[lane]),
        .p_o    (product)
      );
      wire        sign       = product[7];
      wire [3:0]  exp        = product[6:3];
      wire [2:0]  man        = product[2:0];
      wire        hidden     = |exp;
      wire        is_special = &product[6:0];
      wire [3:0]  place      = exp - {3'd0, hidden};
      wire [17:0] placed     = {14'd0, hidden, man} << place;
      wire [17:0] mag        = is_special ? 18'd0 : placed;
      assign terms[lane*19 +: 19] =
        ({1'b0, mag} ^ {19{sign}}) + {18'd0, sign};
      assign specials[lane] = is_special;
    end
  endgenerate

  wire valid_p       = valids[0];
  wire unused_valids = ^valids[7:1];

  // The clear travels with its operands.
  reg clear_q;
  always @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) clear_q <= 1'd0;
    else clear_q <= clear_i;
  end
  wire clear_p    = clear_q;
  wire is_special = |specials;

  // --- Add: the lanes ---------------------------------------------------------------------------
  // As one sum of many terms: its order is the synthesiser's, its value is exact in any.
  function [21:0] added;
    input [151:0] all;
    integer k;
    begin
      added = 22'd0;
      for (k = 0; k < 8; k = k + 1)
        added = added + {{3{all[k*19 + 18]}}, all[k*19 +: 19]};
    end
  endfunction

  wire [21:0] step = added(terms);

  // --- Add: the register ------------------------------------------------------------------------
  reg [22:0] acc;
  wire [22:0] start = acc & {23{~clear_p}};
  wire [23:0] total = {start[22], start} + {{2{step[21]}}, step};

  // Beyond its ends the register stays at the end.
  wire        overflow = total[23] ^ total[22];
  wire [22:0] sum      = overflow
    ? {total[23], {22{~total[23]}}}
    : total[22:0];

  // --- Registers --------------------------------------------------------------------------------
  reg valid_q;
  reg invalid_q;

  always @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) acc <= 23'd0;
    else if (valid_p) acc <= sum;
    else if (clear_p) acc <= 23'd0;
  end

  // Once a product was no number, the sum is none until it is cleared.
  always @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) invalid_q <= 1'b0;
    else invalid_q <= (invalid_q & ~clear_p) | (valid_p & is_special);
  end

  always @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) valid_q <= 1'b0;
    else valid_q <= valid_p;
  end

  assign acc_o = acc;
  assign valid_o = valid_q;
  assign invalid_o = invalid_q;

endmodule

`default_nettype wire
