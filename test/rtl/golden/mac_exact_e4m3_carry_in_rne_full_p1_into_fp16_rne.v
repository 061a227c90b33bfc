// =================================================================================================
// mac_exact_e4m3_carry_in_rne_full_p1_into_fp16_rne
// multiply-accumulate unit, fp16 register
//
//   Computes   acc = (clear ? 0 : acc) + a * b, for each valid pair of operands
//   Operands   e4m3
//   Parts      exact_e4m3_carry_in_rne_full_p1
//              add_fp16_rne_full
//   Register   fp16, every sum rounded once, rne: to nearest, ties to even
//   Contract   full: subnormals in and out; overflow as IEEE 754 (Inf)
//              NaN in, or Inf - Inf, gives the canonical NaN; Inf gives Inf
//   Control    clear_i with valid_i begins a new sum with this product; clear_i alone leaves zero
//              otherwise the sum holds
//   Latency    2 cycles, one product a cycle
//   Made by    lmul generate mac e4m3 --product exact --architecture carry-in --rounding rne \
//                --contract full --stages 1 --accumulator fp16 --accumulator-rounding rne -o DIR
//
// SPDX-License-Identifier: Apache-2.0
// =================================================================================================
`default_nettype none

module mac_exact_e4m3_carry_in_rne_full_p1_into_fp16_rne (
  input wire         clk_i,    // clock, rising edge
  input wire         rst_ni,   // reset, active low
  input wire         valid_i,  // operands are valid: accumulate
  input wire         clear_i,  // from zero: with operands, or without
  input wire  [7:0]  a_i,      // operand: sign, exponent, mantissa
  input wire  [7:0]  b_i,      // operand
  output wire        valid_o,  // a product has been added
  output wire [15:0] acc_o     // sum
);

  // --- Multiply ---------------------------------------------------------------------------------
  wire [7:0] product;
  wire       valid_p;
  exact_e4m3_carry_in_rne_full_p1 multiply (
    .clk_i  (clk_i),
    .rst_ni (rst_ni),
    .valid_i(valid_i),
    .a_i    (a_i),
    .b_i    (b_i),
    .valid_o(valid_p),
    .p_o    (product)
  );

  // The clear travels with its operands.
  reg clear_q;
  always @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) clear_q <= 1'd0;
    else clear_q <= clear_i;
  end
  wire clear_p = clear_q;

  // --- Widen: the product as a number of fp16 ---------------------------------------------------
  wire       sign       = product[7];
  wire [3:0] exp        = product[6:3];
  wire [2:0] man        = product[2:0];
  wire       hidden     = |exp;
  wire       is_special = &product[6:0];

  // A subnormal product is a normal number here: its leading one becomes the hidden one.
  function [4:0] normalise;
    input [3:0] significand;
    reg [3:0] row;
    reg [1:0] shift;
    integer k;
    begin
      row = significand;
      for (k = 1; k >= 0; k = k - 1) begin
        shift[k] = ~(|(row >> (4 - (1 << k))));
        if (shift[k]) row = row << (1 << k);
      end
      normalise = {shift, row[2:0]};
    end
  endfunction

  wire [1:0] shift;
  wire [2:0] fraction;
  assign {shift, fraction} = normalise({hidden, man});
  wire [4:0] exponent = {1'd0, (exp | {3'd0, ~hidden})} + 5'd8 - {3'd0, shift};

  // Every product is a number of the accumulator: nothing is rounded here.
  wire [15:0] addend =
    is_special ? 16'h7e00 :
    ~(hidden | (|man)) ? {sign, 15'd0} :
    {sign, exponent, fraction, 7'd0};

  // --- Add --------------------------------------------------------------------------------------
  reg [15:0] acc;
  wire [15:0] start = acc & {16{~clear_p}};
  wire [15:0] sum;
  add_fp16_rne_full add (
    .a_i(start),
    .b_i(addend),
    .p_o(sum)
  );

  // --- Registers --------------------------------------------------------------------------------
  reg valid_q;

  always @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) acc <= 16'd0;
    else if (valid_p) acc <= sum;
    else if (clear_p) acc <= 16'd0;
  end

  always @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) valid_q <= 1'b0;
    else valid_q <= valid_p;
  end

  assign acc_o = acc;
  assign valid_o = valid_q;

endmodule

`default_nettype wire
