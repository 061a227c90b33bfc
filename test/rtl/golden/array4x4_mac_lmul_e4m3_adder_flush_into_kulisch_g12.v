// =================================================================================================
// array4x4_mac_lmul_e4m3_adder_flush_into_kulisch_g12
// systolic array
//
//   Computes   C = A * B, 4 x 4 elements that each keep one sum (output-stationary)
//   Operands   e4m3: a column of A and a row of B a clock
//   Element    mac_lmul_e4m3_adder_flush_into_kulisch_g12
//   Control    valid_i with each pair of column and row, clear_i with the first of a product
//              A moves right with its controls, B moves down; both are skewed here
//   Latency    row 0 may be read 4 cycles after its last operands went in, each next row one later
//              3 cycles without operands between products, and 4 between their beginnings
//   Made by    lmul array --rows 4 --cols 4 --unit "mac e4m3 --product lmul --form adder \
//                --contract flush --accumulator kulisch --guard-bits 12" --verilog DIR
//
// SPDX-License-Identifier: Apache-2.0
// =================================================================================================
`default_nettype none

module array4x4_mac_lmul_e4m3_adder_flush_into_kulisch_g12 (
  input wire          clk_i,     // clock, rising edge
  input wire          rst_ni,    // reset, active low
  input wire          valid_i,   // operands are valid
  input wire          clear_i,   // they are the first of a product
  input wire  [31:0]  a_i,       // a column of A, row 0 lowest
  input wire  [31:0]  b_i,       // a row of B, column 0 lowest
  input wire  [1:0]   row_i,     // row of C to read
  output wire         valid_o,   // the last element has added
  output wire [123:0] c_o,       // sums of that row, column 0 lowest
  output wire [3:0]   invalid_o  // which of them are no numbers
);

  // --- Skew: operands wait at the edges ---------------------------------------------------------
  // Row r waits r + 1 cycles with its controls, column c waits c + 1. What enters element (r, c) is
  // number r*4 + c of each of these.
  wire [15:0]  valids;
  wire [15:0]  clears;
  wire [127:0] lefts;
  wire [127:0] tops;

  genvar r;
  genvar c;
  generate
    for (r = 0; r < 4; r = r + 1) begin : skew_rows
      array4x4_mac_lmul_e4m3_adder_flush_into_kulisch_g12_delay #(
        .Bits  (10),
        .Cycles(r + 1)
      ) delay (
        .clk_i (clk_i),
        .rst_ni(rst_ni),
        .d_i   ({valid_i, clear_i, a_i[r*8 +: 8]}),
        .q_o   ({valids[r*4], clears[r*4], lefts[r*32 +: 8]})
      );
    end
    for (c = 0; c < 4; c = c + 1) begin : skew_cols
      array4x4_mac_lmul_e4m3_adder_flush_into_kulisch_g12_delay #(
        .Bits  (8),
        .Cycles(c + 1)
      ) delay (
        .clk_i (clk_i),
        .rst_ni(rst_ni),
        .d_i   (b_i[c*8 +: 8]),
        .q_o   (tops[c*8 +: 8])
      );
    end
  endgenerate

  // --- Elements: 4 x 4 --------------------------------------------------------------------------
  wire [495:0] sums;
  wire [15:0]  added;
  wire [15:0]  invalids;

  generate
    for (r = 0; r < 4; r = r + 1) begin : rows
      for (c = 0; c < 4; c = c + 1) begin : cols
        localparam At = r*4 + c;
        mac_lmul_e4m3_adder_flush_into_kulisch_g12 element (
          .clk_i  (clk_i),
          .rst_ni (rst_ni),
          .valid_i(valids[At]),
          .clear_i(clears[At]),
          .a_i    (lefts[At*8 +: 8]),
          .b_i    (tops[At*8 +: 8]),
          .valid_o(added[At]),
          .acc_o  (sums[At*31 +: 31]),
          .invalid_o(invalids[At])
        );
        if (c < 3) begin : to_the_right
          array4x4_mac_lmul_e4m3_adder_flush_into_kulisch_g12_delay #(
            .Bits  (10),
            .Cycles(1)
          ) pass (
            .clk_i (clk_i),
            .rst_ni(rst_ni),
            .d_i   ({valids[At], clears[At], lefts[At*8 +: 8]}),
            .q_o   ({valids[At+1], clears[At+1], lefts[(At+1)*8 +: 8]})
          );
        end
        if (r < 3) begin : down
          array4x4_mac_lmul_e4m3_adder_flush_into_kulisch_g12_delay #(
            .Bits  (8),
            .Cycles(1)
          ) pass (
            .clk_i (clk_i),
            .rst_ni(rst_ni),
            .d_i   (tops[At*8 +: 8]),
            .q_o   (tops[(At+4)*8 +: 8])
          );
        end
      end
    end
  endgenerate

  // --- Read -------------------------------------------------------------------------------------
  // One row of sums, column 0 lowest; the last element to finish says when.
  assign c_o = sums[row_i*124 +: 124];
  assign invalid_o = invalids[row_i*4 +: 4];
  assign valid_o = added[15];
  wire unused_added = ^added[14:0];

endmodule

`default_nettype wire

// =================================================================================================
// array4x4_mac_lmul_e4m3_adder_flush_into_kulisch_g12_delay
// delay line of a systolic array
//
//   Computes   q = d, some cycles later
//   Part of    array4x4_mac_lmul_e4m3_adder_flush_into_kulisch_g12
//
// SPDX-License-Identifier: Apache-2.0
// =================================================================================================
`default_nettype none

module array4x4_mac_lmul_e4m3_adder_flush_into_kulisch_g12_delay #(
  parameter Bits   = 1, // of what is delayed
  parameter Cycles = 1  // 1 or more
) (
  input wire             clk_i,  // clock, rising edge
  input wire             rst_ni, // reset, active low
  input wire  [Bits-1:0] d_i,    // now
  output wire [Bits-1:0] q_o     // Cycles later
);

  reg [Bits*Cycles-1:0] line;
  assign q_o = line[Bits*Cycles-1 -: Bits];

  generate
    if (Cycles == 1) begin : one
      always @(posedge clk_i or negedge rst_ni) begin
        if (!rst_ni) line <= {Bits{1'b0}};
        else line <= d_i;
      end
    end else begin : more
      always @(posedge clk_i or negedge rst_ni) begin
        if (!rst_ni) line <= {(Bits*Cycles){1'b0}};
        else line <= {line[Bits*(Cycles-1)-1:0], d_i};
      end
    end
  endgenerate

endmodule

`default_nettype wire
