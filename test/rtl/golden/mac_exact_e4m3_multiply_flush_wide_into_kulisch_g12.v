// =================================================================================================
// mac_exact_e4m3_multiply_flush_wide_into_kulisch_g12
// multiply-accumulate unit, exact fixed-point register
//
//   Computes   acc = (clear ? 0 : acc) + a * b, for each valid pair of operands
//   Operands   e4m3
//   Parts      exact_e4m3_multiply_flush_wide
//   Register   49 bits, two's complement, 18 of them behind the point; nothing is rounded
//              12 guard bits: no sum of up to 4,096 products saturates
//              a product that is no number counts as zero and sets invalid_o until the next clear
//   Contract   flush: subnormals count as signed zero
//              NaN in gives the canonical NaN
//   Control    clear_i with valid_i begins a new sum with this product; clear_i alone leaves zero
//              otherwise the sum holds
//   Latency    1 cycle, one product a cycle
//   Made by    lmul generate mac e4m3 --product exact --architecture multiply --contract flush \
//                --wide --accumulator kulisch --guard-bits 12 -o DIR
//
// SPDX-License-Identifier: Apache-2.0
// =================================================================================================
`default_nettype none

module mac_exact_e4m3_multiply_flush_wide_into_kulisch_g12 (
  input wire         clk_i,     // clock, rising edge
  input wire         rst_ni,    // reset, active low
  input wire         valid_i,   // operands are valid: accumulate
  input wire         clear_i,   // from zero: with operands, or without
  input wire  [7:0]  a_i,       // operand: sign, exponent, mantissa
  input wire  [7:0]  b_i,       // operand
  output wire        valid_o,   // a product has been added
  output wire [48:0] acc_o,     // sum, fixed point, two's complement
  output wire        invalid_o  // sum is not a number
);

  // --- Multiply ---------------------------------------------------------------------------------
  wire [12:0] product;
  exact_e4m3_multiply_flush_wide multiply (
    .a_i(a_i),
    .b_i(b_i),
    .p_o(product)
  );
  wire valid_p = valid_i;
  wire clear_p = clear_i;

  // --- Place: the product as a fixed-point number -----------------------------------------------
  wire       sign       = product[12];
  wire [4:0] exp        = product[11:7];
  wire [6:0] man        = product[6:0];
  wire       hidden     = |exp;
  wire       is_special = &product[11:0];

  // The significand at its place: an integer in units of 2^-18.
  wire [4:0]  place  = exp - {4'd0, hidden};
  wire [37:0] placed = {30'd0, hidden, man} << place;
  wire [35:0] mag    = is_special ? 36'd0 : placed[37:2];

  wire unused_placed = ^placed[1:0];

  // --- Add --------------------------------------------------------------------------------------
  reg [48:0] acc;
  wire [48:0] start = acc & {49{~clear_p}};

  // One adder for both signs: the one below the last place is the carry of a two's complement.
  wire [50:0] total =
    {start[48], start, 1'b1} + ({14'd0, mag, 1'b0} ^ {51{sign}});

  // Beyond its ends the register stays at the end.
  wire        overflow = total[50] ^ total[49];
  wire [48:0] sum      = overflow
    ? {total[50], {48{~total[50]}}}
    : total[49:1];

  wire unused_total = total[0];

  // --- Registers --------------------------------------------------------------------------------
  reg valid_q;
  reg invalid_q;

  always @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) acc <= 49'd0;
    else if (valid_p) acc <= sum;
    else if (clear_p) acc <= 49'd0;
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
