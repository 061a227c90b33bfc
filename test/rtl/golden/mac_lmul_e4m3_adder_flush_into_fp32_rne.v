// =================================================================================================
// mac_lmul_e4m3_adder_flush_into_fp32_rne
// multiply-accumulate unit, fp32 register
//
//   Computes   acc = (clear ? 0 : acc) + a * b, for each valid pair of operands
//   Operands   e4m3
//   Parts      lmul_e4m3_adder_flush
//              add_fp32_rne_flush
//   Register   fp32, every sum rounded once, rne: to nearest, ties to even
//   Contract   flush: subnormals count as signed zero, in and out
//              overflow gives the largest number
//              NaN in, or Inf - Inf, gives the canonical NaN; Inf gives Inf
//   Control    clear_i with valid_i begins a new sum with this product; clear_i alone leaves zero
//              otherwise the sum holds
//   Latency    1 cycle, one product a cycle
//   Made by    lmul generate mac e4m3 --product lmul --form adder --contract flush \
//                --accumulator fp32 --accumulator-rounding rne -o DIR
//
// SPDX-License-Identifier: Apache-2.0
// =================================================================================================
`default_nettype none

module mac_lmul_e4m3_adder_flush_into_fp32_rne (
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
  wire [7:0] product;
  lmul_e4m3_adder_flush multiply (
    .a_i(a_i),
    .b_i(b_i),
    .p_o(product)
  );
  wire valid_p = valid_i;
  wire clear_p = clear_i;

  // --- Widen: the product as a number of fp32 ---------------------------------------------------
  wire       sign       = product[7];
  wire [3:0] exp        = product[6:3];
  wire [2:0] man        = product[2:0];
  wire       hidden     = |exp;
  wire       is_special = &product[6:0];
  wire [7:0] exponent   = {4'd0, exp} + 8'd120;

  // Every product is a number of the accumulator: nothing is rounded here.
  wire [31:0] addend =
    is_special ? 32'h7fc00000 :
    ~hidden ? {sign, 31'd0} :
    {sign, exponent, man, 20'd0};

  // --- Add --------------------------------------------------------------------------------------
  reg [31:0] acc;
  wire [31:0] start = acc & {32{~clear_p}};
  wire [31:0] sum;
  add_fp32_rne_flush add (
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
