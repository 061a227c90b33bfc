// =================================================================================================
// dot4_exact_e4m3_multiply_full_wide_into_bf16_rne_w12_sticky
// dot product of 4 lanes in a window of 12 places, bf16 register
//
//   Computes   acc = (clear ? 0 : acc) + a[0]*b[0] + ... + a[3]*b[3], rounded once
//   Operands   4 of e4m3 each, lane 0 lowest
//   Parts      exact_e4m3_multiply_full_wide
//              align, add and round, by the name of this unit
//   Window     12 places, from the largest exponent of products and register down
//              sticky: a one below them makes the last place of its magnitude one
//   Register   bf16, every sum rounded once, rne: to nearest, ties to even
//   Contract   full: subnormals in and out; overflow as IEEE 754 (Inf)
//              NaN in, or Inf - Inf, gives the canonical NaN; Inf gives Inf
//   Control    clear_i with valid_i begins a new sum with this product; clear_i alone leaves zero
//              otherwise the sum holds
//   Latency    1 cycle, 4 products a cycle
//   Made by    lmul generate dot e4m3 --lanes 4 --product exact --architecture multiply \
//                --contract full --wide --accumulator bf16 --accumulator-rounding rne \
//                --window 12 --align sticky -o DIR
//
// SPDX-License-Identifier: Apache-2.0
// =================================================================================================
`default_nettype none

module dot4_exact_e4m3_multiply_full_wide_into_bf16_rne_w12_sticky (
  input wire         clk_i,    // clock, rising edge
  input wire         rst_ni,   // reset, active low
  input wire         valid_i,  // operands are valid: accumulate
  input wire         clear_i,  // from zero: with operands, or without
  input wire  [31:0] a_i,      // operand: sign, exponent, mantissa
  input wire  [31:0] b_i,      // operand
  output wire        valid_o,  // a product has been added
  output wire [15:0] acc_o     // sum
);

  // --- Multiply: 4 lanes, each product by its fields --------------------------------------------
  // Lane 0 is the lowest part of a_i and b_i. Exponent 0 is that of a zero.
  wire [3:0]  signs;
  wire [19:0] exponents;
  wire [31:0] significands;
  wire [3:0]  nans;

  genvar lane;
  generate
    for (lane = 0; lane < 4; lane = lane + 1) begin : lanes
      wire [12:0] product;
      exact_e4m3_multiply_full_wide multiply (
        .a_i(a_i[lane*8 +: 8]),
        .b_i(b_i[lane*8 +: 8]),
        .p_o(product)
      );
      wire       sign       = product[12];
      wire [4:0] exp        = product[11:7];
      wire [6:0] man        = product[6:0];
      wire       hidden     = |exp;
      wire       is_special = &product[11:0];
      assign signs[lane] = sign;
      assign exponents[lane*5 +: 5] = exp | {4'd0, ~hidden & (|man)};
      assign significands[lane*8 +: 8] = {hidden, man};
      assign nans[lane] = is_special;
    end
  endgenerate
  wire valid_p = valid_i;
  wire clear_p = clear_i;

  // --- The register by its fields ---------------------------------------------------------------
  reg [15:0] acc;
  wire [15:0] start     = acc & {16{~clear_p}};
  wire        sign_r    = start[15];
  wire [7:0]  exp_r     = start[14:7];
  wire [6:0]  man_r     = start[6:0];
  wire        hidden_r  = |exp_r;
  wire        special_r = &exp_r;

  // --- Align, add, round ------------------------------------------------------------------------
  // The register is the last term; the exponent of its field 0 is that of field 1.
  wire [7:0]  largest;
  wire [59:0] aligned;
  dot4_exact_e4m3_multiply_full_wide_into_bf16_rne_w12_sticky_align align (
    .exponents_i      (exponents),
    .significands_i   (significands),
    .acc_exponent_i   (exp_r | {7'd0, ~hidden_r}),
    .acc_significand_i({hidden_r, man_r}),
    .largest_o        (largest),
    .aligned_o        (aligned)
  );

  wire [15:0] total;
  dot4_exact_e4m3_multiply_full_wide_into_bf16_rne_w12_sticky_add add (
    .signs_i  ({sign_r, signs}),
    .aligned_i(aligned),
    .total_o  (total)
  );

  // Infinities of both signs are a NaN, and so is a NaN among the terms.
  wire is_nan        = special_r & (|man_r) | (|nans);
  wire inf_r         = special_r & ~(|man_r);
  wire has_plus_inf  = (inf_r & ~sign_r);
  wire has_minus_inf = (inf_r & sign_r);

  wire [15:0] sum;
  dot4_exact_e4m3_multiply_full_wide_into_bf16_rne_w12_sticky_round round (
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

// =================================================================================================
// dot4_exact_e4m3_multiply_full_wide_into_bf16_rne_w12_sticky_align
// stage of a dot product, combinational
//
//   Computes   moves 5 terms to the largest exponent, into a window of 12 places
//   Part of    dot4_exact_e4m3_multiply_full_wide_into_bf16_rne_w12_sticky
//
// SPDX-License-Identifier: Apache-2.0
// =================================================================================================
`default_nettype none

module dot4_exact_e4m3_multiply_full_wide_into_bf16_rne_w12_sticky_align (
  input wire  [19:0] exponents_i,        // of products: 4 lanes, lane 0 lowest; 0: a zero
  input wire  [31:0] significands_i,     // of products
  input wire  [7:0]  acc_exponent_i,     // of the register
  input wire  [7:0]  acc_significand_i,  // of the register
  output wire [7:0]  largest_o,          // exponent of the place at the top
  output wire [59:0] aligned_o           // magnitudes, that of the register highest
);

  // --- The largest exponent ---------------------------------------------------------------------
  // Of the products: of pairs, of pairs of those, and so on. 0 where every product is zero.
  function [4:0] largest_of;
    input [19:0] all;
    reg [19:0] row;
    integer span;
    integer k;
    begin
      row = all;
      for (span = 1; span < 4; span = 2 * span)
        for (k = 0; k + span < 4; k = k + 2 * span)
          if (row[(k + span)*5 +: 5] > row[k*5 +: 5])
            row[k*5 +: 5] = row[(k + span)*5 +: 5];
      largest_of = row[4:0];
    end
  endfunction

  // Of products and register on one scale; a negative lead is one of the register.
  wire [4:0] most             = largest_of(exponents_i);
  wire [7:0] product_exponent = {3'd0, most} + 8'd113;
  wire [7:0] acc_exponent     = acc_exponent_i;
  wire [8:0] lead             = {1'b0, product_exponent} - {1'b0, acc_exponent};
  wire       products_lead    = (|most) & ~lead[8];
  assign largest_o = products_lead ? product_exponent : acc_exponent;

  // --- Move every term to it --------------------------------------------------------------------
  // Moves right; the last place is sticky: it remembers that a one was lost.
  function [11:0] move_lane;
    input [11:0] value;
    input [5:0]  places;
    reg [11:0] row;
    reg        lost;
    integer k;
    begin
      row = value;
      lost = 1'b0;
      for (k = 0; k < 6; k = k + 1)
        if (places[k]) begin
          lost = lost | (|(row & ~({12{1'b1}} << (1 << k))));
          row = row >> (1 << k);
        end
      move_lane = {row[11:1], row[0] | lost};
    end
  endfunction

  // Moves right; the last place is sticky: it remembers that a one was lost.
  function [11:0] move_acc;
    input [11:0] value;
    input [7:0]  places;
    reg [11:0] row;
    reg        lost;
    integer k;
    begin
      row = value;
      lost = 1'b0;
      for (k = 0; k < 8; k = k + 1)
        if (places[k]) begin
          lost = lost | (|(row & ~({12{1'b1}} << (1 << k))));
          row = row >> (1 << k);
        end
      move_acc = {row[11:1], row[0] | lost};
    end
  endfunction

  // From where the products' largest exponent is below that of the register, by so many places;
  // by 12 or more, nothing of them is left in the window.
  wire [7:0] below = lead[8] ? 8'd0 - lead[7:0] : 8'd0;
  wire [5:0] reach = {1'd0, most} + ((below < 8'd12) ? below[5:0] : 6'd12);

  genvar lane;
  generate
    for (lane = 0; lane < 4; lane = lane + 1) begin : terms
      wire [5:0]  places = reach - {1'd0, exponents_i[lane*5 +: 5]};
      wire [11:0] moved  = move_lane({significands_i[lane*8 +: 8], 4'd0}, places);
      assign aligned_o[lane*12 +: 12] = moved;
    end
  endgenerate

  wire [7:0]  acc_places = lead[7:0] & {8{products_lead}};
  wire [11:0] acc_moved  = move_acc({acc_significand_i, 4'd0}, acc_places);
  assign aligned_o[59:48] = acc_moved;

endmodule

`default_nettype wire

// =================================================================================================
// dot4_exact_e4m3_multiply_full_wide_into_bf16_rne_w12_sticky_add
// stage of a dot product, combinational
//
//   Computes   adds 5 terms of 12 places as integers
//   Part of    dot4_exact_e4m3_multiply_full_wide_into_bf16_rne_w12_sticky
//
// SPDX-License-Identifier: Apache-2.0
// =================================================================================================
`default_nettype none

module dot4_exact_e4m3_multiply_full_wide_into_bf16_rne_w12_sticky_add (
  input wire  [4:0]  signs_i,    // of the terms, that of the register highest
  input wire  [59:0] aligned_i,  // magnitudes
  output wire [15:0] total_o     // sum, two's complement
);

  // --- Add --------------------------------------------------------------------------------------
  // As one sum of many terms: its order is the synthesiser's, its value is exact in any. A negative
  // term is its complement and one more.
  function [15:0] added;
    input [4:0]  signs;
    input [59:0] all;
    integer k;
    begin
      added = 16'd0;
      for (k = 0; k < 5; k = k + 1)
        added = added + ({4'd0, all[k*12 +: 12]} ^ {16{signs[k]}}) + {15'd0, signs[k]};
    end
  endfunction

  assign total_o = added(signs_i, aligned_i);

endmodule

`default_nettype wire

// =================================================================================================
// dot4_exact_e4m3_multiply_full_wide_into_bf16_rne_w12_sticky_round
// stage of a dot product, combinational
//
//   Computes   rounds a sum of 15 places to bf16
//   Part of    dot4_exact_e4m3_multiply_full_wide_into_bf16_rne_w12_sticky
//
// SPDX-License-Identifier: Apache-2.0
// =================================================================================================
`default_nettype none

module dot4_exact_e4m3_multiply_full_wide_into_bf16_rne_w12_sticky_round (
  input wire  [15:0] total_i,     // sum, two's complement
  input wire  [7:0]  largest_i,   // exponent of the window
  input wire         is_nan_i,    // sum is not a number
  input wire         is_inf_i,    // sum is infinite
  input wire         inf_sign_i,  // its sign, if so
  output wire [15:0] sum_o        // sum, rounded
);

  // --- Normalise: sign and magnitude, the leading one to the left -------------------------------
  wire        sign = total_i[15];
  wire [14:0] mag  = (total_i[14:0] ^ {15{sign}}) + {14'd0, sign};

  // Moves the leading one to the left, but no further than the exponent allows: what then has
  // no hidden one is subnormal. {places moved, mag}.
  function [18:0] normalise;
    input [14:0] value;
    input [8:0]  most;
    reg [14:0] row;
    reg [3:0]  zeros;
    reg [8:0]  left;
    integer k;
    begin
      row = value;
      left = most;
      for (k = 3; k >= 0; k = k - 1) begin
        zeros[k] = ~(|(row >> (15 - (1 << k)))) & (|(left >> k));
        if (zeros[k]) row = row << (1 << k);
        if (zeros[k]) left = left - (9'd1 << k);
      end
      normalise = {zeros, row};
    end
  endfunction

  wire [8:0]  most   = {1'd0, largest_i} + 9'd2;
  wire [3:0]  zeros;
  wire [14:0] normal;
  assign {zeros, normal} = normalise(mag, most);
  wire hidden  = normal[14];
  wire is_zero = ~(|mag);

  // The exponent field, less the one that the hidden bit will add: two's complement.
  wire [9:0] exponent = {2'd0, largest_i} + 10'd2 - {6'd0, zeros};

  // --- Round: rne -------------------------------------------------------------------------------
  //   places: | hidden | mantissa | guard | sticky ... |
  wire [14:0] places = normal;
  wire        odd    = places[7];
  wire        guard  = places[6];
  wire        sticky = |places[5:0];

  // The hidden one and the carry of the rounding both run into the exponent.
  wire [16:0] rounded = {exponent, places[13:7]} +
    {9'd0, hidden, 6'd0, guard & (sticky | odd)};

  wire unused_places = ^places[14];

  // --- Select: special cases, ends of the range -------------------------------------------------
  wire overflow = (|rounded[16:15]) | (&rounded[14:7]);

  assign sum_o =
    is_nan_i ? 16'h7fc0 :
    is_inf_i ? {inf_sign_i, 15'h7f80} :
    is_zero  ? {sign, 15'd0} :
    overflow ? {sign, 15'h7f80} :
    {sign, rounded[14:0]};

endmodule

`default_nettype wire
