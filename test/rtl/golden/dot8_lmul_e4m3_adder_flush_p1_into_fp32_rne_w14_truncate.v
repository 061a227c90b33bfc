// =================================================================================================
// dot8_lmul_e4m3_adder_flush_p1_into_fp32_rne_w14_truncate
// dot product of 8 lanes in a window of 14 places, fp32 register
//
//   Computes   acc = (clear ? 0 : acc) + a[0]*b[0] + ... + a[7]*b[7], rounded once
//   Operands   8 of e4m3 each, lane 0 lowest
//   Parts      lmul_e4m3_adder_flush_p1
//              align, add and round, by the name of this unit
//   Window     14 places, from the largest exponent of products and register down
//              truncate: what is below them is dropped from the magnitude of each term
//   Register   fp32, every sum rounded once, rne: to nearest, ties to even
//   Contract   flush: subnormals count as signed zero, in and out
//              overflow gives the largest number
//              NaN in, or Inf - Inf, gives the canonical NaN; Inf gives Inf
//   Control    clear_i with valid_i begins a new sum with this product; clear_i alone leaves zero
//              otherwise the sum holds
//   Latency    2 cycles, 8 products a cycle
//   Made by    lmul generate dot e4m3 --lanes 8 --product lmul --form adder --contract flush \
//                --stages 1 --accumulator fp32 --accumulator-rounding rne --window 14 \
//                --align truncate -o DIR
//
// SPDX-License-Identifier: Apache-2.0
// =================================================================================================
`default_nettype none

module dot8_lmul_e4m3_adder_flush_p1_into_fp32_rne_w14_truncate (
  input wire         clk_i,    // clock, rising edge
  input wire         rst_ni,   // reset, active low
  input wire         valid_i,  // operands are valid: accumulate
  input wire         clear_i,  // from zero: with operands, or without
  input wire  [63:0] a_i,      // operand: sign, exponent, mantissa
  input wire  [63:0] b_i,      // operand
  output wire        valid_o,  // a product has been added
  output wire [31:0] acc_o     // sum
);

  // --- Multiply: 8 lanes, each product by its fields --------------------------------------------
  // Lane 0 is the lowest part of a_i and b_i. Exponent 0 is that of a zero.
  wire [7:0]  signs;
  wire [31:0] exponents;
  wire [31:0] significands;
  wire [7:0]  nans;
  wire [7:0]  valids;

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
      wire       sign       = product[7];
      wire [3:0] exp        = product[6:3];
      wire [2:0] man        = product[2:0];
      wire       hidden     = |exp;
      wire       is_special = &product[6:0];
      assign signs[lane] = sign;
      assign exponents[lane*4 +: 4] = exp;
      assign significands[lane*4 +: 4] = {hidden, man};
      assign nans[lane] = is_special;
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
  wire clear_p = clear_q;

  // --- The register by its fields ---------------------------------------------------------------
  reg [31:0] acc;
  wire [31:0] start     = acc & {32{~clear_p}};
  wire        sign_r    = start[31];
  wire [7:0]  exp_r     = start[30:23];
  wire [22:0] man_r     = start[22:0];
  wire        hidden_r  = |exp_r;
  wire        special_r = &exp_r;

  // --- Align, add, round ------------------------------------------------------------------------
  // The register is the last term; the exponent of its field 0 is that of field 1.
  wire [7:0]   largest;
  wire [125:0] aligned;
  dot8_lmul_e4m3_adder_flush_p1_into_fp32_rne_w14_truncate_align align (
    .exponents_i      (exponents),
    .significands_i   (significands),
    .acc_exponent_i   (exp_r | {7'd0, ~hidden_r}),
    .acc_significand_i({hidden_r, man_r}),
    .largest_o        (largest),
    .aligned_o        (aligned)
  );

  wire [18:0] total;
  dot8_lmul_e4m3_adder_flush_p1_into_fp32_rne_w14_truncate_add add (
    .signs_i  ({sign_r, signs}),
    .aligned_i(aligned),
    .total_o  (total)
  );

  // Infinities of both signs are a NaN, and so is a NaN among the terms.
  wire is_nan        = special_r & (|man_r) | (|nans);
  wire inf_r         = special_r & ~(|man_r);
  wire has_plus_inf  = (inf_r & ~sign_r);
  wire has_minus_inf = (inf_r & sign_r);

  wire [31:0] sum;
  dot8_lmul_e4m3_adder_flush_p1_into_fp32_rne_w14_truncate_round round (
    .total_i   (total),
    .largest_i (largest),
    .is_nan_i  (is_nan | (has_plus_inf & has_minus_inf)),
    .is_inf_i  (has_plus_inf | has_minus_inf),
    .inf_sign_i(has_minus_inf),
    .sum_o     (sum)
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

// =================================================================================================
// dot8_lmul_e4m3_adder_flush_p1_into_fp32_rne_w14_truncate_align
// stage of a dot product, combinational
//
//   Computes   moves 9 terms to the largest exponent, into a window of 14 places
//   Part of    dot8_lmul_e4m3_adder_flush_p1_into_fp32_rne_w14_truncate
//
// SPDX-License-Identifier: Apache-2.0
// =================================================================================================
`default_nettype none

module dot8_lmul_e4m3_adder_flush_p1_into_fp32_rne_w14_truncate_align (
  input wire  [31:0]  exponents_i,        // of products: 8 lanes, lane 0 lowest; 0: a zero
  input wire  [31:0]  significands_i,     // of products
  input wire  [7:0]   acc_exponent_i,     // of the register
  input wire  [23:0]  acc_significand_i,  // of the register
  output wire [7:0]   largest_o,          // exponent of the place at the top
  output wire [125:0] aligned_o           // magnitudes, that of the register highest
);

  // --- The largest exponent ---------------------------------------------------------------------
  // Of the products: of pairs, of pairs of those, and so on. 0 where every product is zero.
  function [3:0] largest_of;
    input [31:0] all;
    reg [31:0] row;
    integer span;
    integer k;
    begin
      row = all;
      for (span = 1; span < 8; span = 2 * span)
        for (k = 0; k + span < 8; k = k + 2 * span)
          if (row[(k + span)*4 +: 4] > row[k*4 +: 4])
            row[k*4 +: 4] = row[(k + span)*4 +: 4];
      largest_of = row[3:0];
    end
  endfunction

  // Of products and register on one scale; a negative lead is one of the register.
  wire [3:0] most             = largest_of(exponents_i);
  wire [7:0] product_exponent = {4'd0, most} + 8'd120;
  wire [7:0] acc_exponent     = acc_exponent_i;
  wire [8:0] lead             = {1'b0, product_exponent} - {1'b0, acc_exponent};
  wire       products_lead    = (|most) & ~lead[8];
  assign largest_o = products_lead ? product_exponent : acc_exponent;

  // --- Move every term to it --------------------------------------------------------------------
  // From where the products' largest exponent is below that of the register, by so many places;
  // by 14 or more, nothing of them is left in the window.
  wire [7:0] below = lead[8] ? 8'd0 - lead[7:0] : 8'd0;
  wire [4:0] reach = {1'd0, most} + ((below < 8'd14) ? below[4:0] : 5'd14);

  genvar lane;
  generate
    for (lane = 0; lane < 8; lane = lane + 1) begin : terms
      wire [4:0]  places = reach - {1'd0, exponents_i[lane*4 +: 4]};
      wire [13:0] moved  = {significands_i[lane*4 +: 4], 10'd0} >> places;
      assign aligned_o[lane*14 +: 14] = moved;
    end
  endgenerate

  wire [7:0]  acc_places = lead[7:0] & {8{products_lead}};
  wire [23:0] acc_moved  = acc_significand_i >> acc_places;
  assign aligned_o[125:112] = acc_moved[23:10];

  wire unused_acc_moved = ^acc_moved[9:0];

endmodule

`default_nettype wire

// =================================================================================================
// dot8_lmul_e4m3_adder_flush_p1_into_fp32_rne_w14_truncate_add
// stage of a dot product, combinational
//
//   Computes   adds 9 terms of 14 places as integers
//   Part of    dot8_lmul_e4m3_adder_flush_p1_into_fp32_rne_w14_truncate
//
// SPDX-License-Identifier: Apache-2.0
// =================================================================================================
`default_nettype none

module dot8_lmul_e4m3_adder_flush_p1_into_fp32_rne_w14_truncate_add (
  input wire  [8:0]   signs_i,    // of the terms, that of the register highest
  input wire  [125:0] aligned_i,  // magnitudes
  output wire [18:0]  total_o     // sum, two's complement
);

  // --- Add --------------------------------------------------------------------------------------
  // As one sum of many terms: its order is the synthesiser's, its value is exact in any. A negative
  // term is its complement and one more.
  function [18:0] added;
    input [8:0]   signs;
    input [125:0] all;
    integer k;
    begin
      added = 19'd0;
      for (k = 0; k < 9; k = k + 1)
        added = added + ({5'd0, all[k*14 +: 14]} ^ {19{signs[k]}}) + {18'd0, signs[k]};
    end
  endfunction

  assign total_o = added(signs_i, aligned_i);

endmodule

`default_nettype wire

// =================================================================================================
// dot8_lmul_e4m3_adder_flush_p1_into_fp32_rne_w14_truncate_round
// stage of a dot product, combinational
//
//   Computes   rounds a sum of 18 places to fp32
//   Part of    dot8_lmul_e4m3_adder_flush_p1_into_fp32_rne_w14_truncate
//
// SPDX-License-Identifier: Apache-2.0
// =================================================================================================
`default_nettype none

module dot8_lmul_e4m3_adder_flush_p1_into_fp32_rne_w14_truncate_round (
  input wire  [18:0] total_i,     // sum, two's complement
  input wire  [7:0]  largest_i,   // exponent of the window
  input wire         is_nan_i,    // sum is not a number
  input wire         is_inf_i,    // sum is infinite
  input wire         inf_sign_i,  // its sign, if so
  output wire [31:0] sum_o        // sum, rounded
);

  // --- Normalise: sign and magnitude, the leading one to the left -------------------------------
  wire        sign = total_i[18];
  wire [17:0] mag  = (total_i[17:0] ^ {18{sign}}) + {17'd0, sign};

  // Moves the leading one to the left: {places moved, mag}.
  function [22:0] normalise;
    input [17:0] value;
    reg [17:0] row;
    reg [4:0]  zeros;
    integer k;
    begin
      row = value;
      for (k = 4; k >= 0; k = k - 1) begin
        zeros[k] = ~(|(row >> (18 - (1 << k))));
        if (zeros[k]) row = row << (1 << k);
      end
      normalise = {zeros, row};
    end
  endfunction

  wire [4:0]  zeros;
  wire [17:0] normal;
  assign {zeros, normal} = normalise(mag);
  wire hidden  = normal[17];
  wire is_zero = ~hidden;

  // The exponent field, less the one that the hidden bit will add: two's complement.
  wire [9:0] exponent = {2'd0, largest_i} + 10'd3 - {5'd0, zeros};

  // --- Round: rne -------------------------------------------------------------------------------
  // The register holds every sum of the window: nothing is rounded.
  wire [23:0] places = {normal, 6'd0};

  // The hidden one and the carry of the rounding both run into the exponent.
  wire [32:0] rounded = {exponent, places[22:0]} +
    {9'd0, 1'b1, 22'd0, 1'b0};

  wire unused_places = ^places[23];

  // --- Select: special cases, ends of the range -------------------------------------------------
  wire underflow = rounded[32] | ~(|rounded[31:23]);
  wire overflow  = rounded[31] | (&rounded[30:23]);

  assign sum_o =
    is_nan_i              ? 32'h7fc00000 :
    is_inf_i              ? {inf_sign_i, 31'h7f800000} :
    (is_zero | underflow) ? {sign, 31'd0} :
    overflow              ? {sign, 31'h7f7fffff} :
    {sign, rounded[30:0]};

endmodule

`default_nettype wire
