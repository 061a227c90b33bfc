// =================================================================================================
// mac_int8_array_into_int32_wrap
// multiply-accumulate unit of signed integers
//
//   Computes   acc = (clear ? 0 : acc) + a * b
//   Operands   integers of 8 bits, two's complement
//   Parts      int8_array
//   Register   32 bits, two's complement; beyond its ends it wraps
//              no sum of up to 131,071 terms gets there
//   Control    clear_i with valid_i begins a new sum; clear_i alone leaves zero
//              otherwise the sum holds
//   Latency    1 cycle, one term a cycle
//   Made by    lmul generate mac int8 --architecture array --accumulator int32
//
// SPDX-License-Identifier: Apache-2.0
// =================================================================================================
`default_nettype none

module mac_int8_array_into_int32_wrap (
  input wire         clk_i,    // clock, rising edge
  input wire         rst_ni,   // reset, active low
  input wire         valid_i,  // operands are valid: accumulate
  input wire         clear_i,  // from zero: with operands, or without
  input wire  [7:0]  a_i,      // operand, two's complement
  input wire  [7:0]  b_i,      // operand
  output wire        valid_o,  // what was valid has been added
  output wire [31:0] acc_o     // sum, two's complement
);

  // --- Multiply ---------------------------------------------------------------------------------
  wire [15:0] terms;
  int8_array multiply (
    .a_i(a_i),
    .b_i(b_i),
    .p_o(terms)
  );
  wire valid_p = valid_i;
  wire clear_p = clear_i;

  // --- Add: the register ------------------------------------------------------------------------
  reg [31:0] acc;
  wire [31:0] start = acc & {32{~clear_p}};
  wire [31:0] sum   = start + {{16{terms[15]}}, terms};

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
