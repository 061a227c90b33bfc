// =================================================================================================
// mac_exact_e4m3_multiply_full_wide_into_fp32_rtz
// multiply-accumulate unit, fp32 register
//
//   Computes   acc = (clear ? 0 : acc) + a * b, for each valid pair of operands
//   Operands   e4m3
//   Parts      exact_e4m3_multiply_full_wide
//              add_fp32_rtz_full
//   Register   fp32, every sum rounded once, rtz: toward zero
//   Contract   full: subnormals in and out; overflow as IEEE 754 (Inf)
//              NaN in, or Inf - Inf, gives the canonical NaN; Inf gives Inf
//   Control    clear_i with valid_i begins a new sum with this product; clear_i alone leaves zero
//              otherwise the sum holds
//   Latency    1 cycle, one product a cycle
//   Made by    lmul generate mac e4m3 --product exact --architecture multiply --contract full \
//                --wide --accumulator fp32 --accumulator-rounding rtz -o DIR
//
// SPDX-License-Identifier: Apache-2.0
// =================================================================================================
`default_nettype none

module mac_exact_e4m3_multiply_full_wide_into_fp32_rtz (
  input wire         clk_i,    // clock, rising edge
  input wire         rst_ni,   // reset, active low
  input wire         valid_i,  // operands are valid: accumulate
  input wire         clear_i,  // from zero: with operands, or without
  input wire  [7:0]  a_i,      // operand: sign, exponent, mantissa
  input wire  [7:0]  b_i,      // operand
  output wire        valid_o,  // a product has been added
  output wire [31:0] acc_o     // sum
);

  // --- Multiply ---------------------------------------------------------------------------------
  wire [12:0] product;
  exact_e4m3_multiply_full_wide multiply (
    .a_i(a_i),
    .b_i(b_i),
    .p_o(product)
  );
  wire valid_p = valid_i;
  wire clear_p = clear_i;

  // --- Widen: the product as a number of fp32 ---------------------------------------------------
  wire       sign       = product[12];
  wire [4:0] exp        = product[11:7];
  wire [6:0] man        = product[6:0];
  wire       hidden     = |exp;
  wire       is_special = &product[11:0];

  // A subnormal product is a normal number here: its leading one becomes the hidden one.
  function [9:0] normalise;
    input [7:0] significand;
    reg [7:0] row;
    reg [2:0] shift;
    integer k;
    begin
      row = significand;
      for (k = 2; k >= 0; k = k - 1) begin
        shift[k] = ~(|(row >> (8 - (1 << k))));
        if (shift[k]) row = row << (1 << k);
      end
      normalise = {shift, row[6:0]};
    end
  endfunction

  wire [2:0] shift;
  wire [6:0] fraction;
  assign {shift, fraction} = normalise({hidden, man});
  wire [7:0] exponent = {3'd0, (exp | {4'd0, ~hidden})} + 8'd113 - {5'd0, shift};

  // Every product is a number of the accumulator: nothing is rounded here.
  wire [31:0] addend =
    is_special ? 32'h7fc00000 :
    ~(hidden | (|man)) ? {sign, 31'd0} :
    {sign, exponent, fraction, 16'd0};

  // --- Add --------------------------------------------------------------------------------------
  reg [31:0] acc;
  wire [31:0] start = acc & {32{~clear_p}};
  wire [31:0] sum;
  add_fp32_rtz_full add (
    .a_i(start),
    .b_i(addend),
    .p_o(sum)
  );

  // --- Registers --------------------------------------------------------------------------------
  reg valid_q;

  always @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) acc <= 32'd0;
    else if (valid_p) acc <= sum;
    else if (clear_p) acc <= 32'd0;
  end

  always @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) valid_q <= 1'b0;
    else valid_q <= valid_p;
  end

  assign acc_o = acc;
  assign valid_o = valid_q;

endmodule

`default_nettype wire
