// =================================================================================================
// exact_e4m3_multiply_rne_full_p3_tb
// self-checking testbench of exact_e4m3_multiply_rne_full_p3
//
//   Checks     valid_o in every cycle, p_o of every vector, 3 cycles after its operands;
//              operands come with pseudo-random gaps
//   Vectors    exact_e4m3_multiply_rne_full_p3.hex, or +vectors=FILE
//   Ends       PASS exact_e4m3_multiply_rne_full_p3: N vectors
//              FAIL exact_e4m3_multiply_rne_full_p3: E errors, and a non-zero exit code
//   Simulate   $ iverilog -g2005 -Wall -o exact_e4m3_multiply_rne_full_p3_tb.vvp \
//                  exact_e4m3_multiply_rne_full_p3_tb.v exact_e4m3_multiply_rne_full_p3.v
//              $ vvp -n exact_e4m3_multiply_rne_full_p3_tb.vvp
//              or
//              $ verilator --binary --timing -Wall \
//                  exact_e4m3_multiply_rne_full_p3_tb.v exact_e4m3_multiply_rne_full_p3.v
//              $ obj_dir/Vexact_e4m3_multiply_rne_full_p3_tb
//
// SPDX-License-Identifier: Apache-2.0
// =================================================================================================
`default_nettype none

module exact_e4m3_multiply_rne_full_p3_tb #(
  parameter Vectors = "exact_e4m3_multiply_rne_full_p3.hex"  // or at run time +vectors=FILE
);

  localparam Name        = "exact_e4m3_multiply_rne_full_p3";  // as in PASS and FAIL
  localparam OperandBits = 8;                                  // of a_i and b_i
  localparam ResultBits  = 8;                                  // of p_o
  localparam Latency     = 3;                                  // cycles from operands to p_o
  localparam MaxShown    = 10;                                 // mismatches that are printed

  // --- Unit under test --------------------------------------------------------------------------
  reg                   clk;    // period 2
  reg                   rst_n;  // active low
  reg                   valid;  // operands are valid
  reg [OperandBits-1:0] a;      // operand
  reg [OperandBits-1:0] b;      // operand

  wire [ResultBits-1:0] p;          // what the unit says
  wire                  valid_out;  // the unit says that p is a product

  exact_e4m3_multiply_rne_full_p3 dut (
    .clk_i   (clk),
    .rst_ni  (rst_n),
    .valid_i (valid),
    .a_i     (a),
    .b_i     (b),
    .valid_o (valid_out),
    .p_o     (p)
  );

  // --- Vectors: operands and what the model says of them ----------------------------------------
  // First line: // N vectors of ...; then N lines: a b p in hexadecimal.
  reg [OperandBits-1:0] next_a;  // operands read last
  reg [OperandBits-1:0] next_b;
  reg [ResultBits-1:0]  next_p;  // and what the model says of them

  reg [8*256-1:0] text;  // a path, or the rest of a line
  integer file;
  integer count;
  integer index;
  integer items;

  task open_vectors;
    begin
      count = 0;
      if ($value$plusargs("vectors=%s", text)) file = $fopen(text, "r");
      else file = $fopen(Vectors, "r");
      if (file == 0) begin
        $display("FAIL %0s: the vector file cannot be opened", Name);
        $fatal(1);
      end
      items = $fscanf(file, "// %d vectors", count);
      if (items != 1 || count < 1) begin
        $display("FAIL %0s: the vector file does not begin with // N vectors", Name);
        $fatal(1);
      end
      items = $fgets(text, file);
    end
  endtask

  task read_vector;
    begin
      items = $fscanf(file, "%h %h %h", next_a, next_b, next_p);
      if (items != 3 || (^{next_a, next_b, next_p}) === 1'bx) begin
        $display("FAIL %0s: vector %0d of %0d is not a b p in hexadecimal",
          Name, index + 1, count);
        $fatal(1);
      end
    end
  endtask

  // --- Check ------------------------------------------------------------------------------------
  integer errors;

  // Counts a difference, and shows the first few.
  task check_product;
    input [OperandBits-1:0] of_a;
    input [OperandBits-1:0] of_b;
    input [ResultBits-1:0]  expected;
    begin
      if (p !== expected) begin
        errors = errors + 1;
        if (errors <= MaxShown)
          $display("a = %h  b = %h  p_o = %h  expected = %h", of_a, of_b, p, expected);
      end
    end
  endtask

  task conclude;
    begin
      $fclose(file);
      if (errors == 0) begin
        $display("PASS %0s: %0d vectors", Name, count);
        $finish(0);
      end else begin
        $display("FAIL %0s: %0d errors", Name, errors);
        $fatal(1);
      end
    end
  endtask

  // --- Cycle: out what went in Latency cycles ago -----------------------------------------------
  // What went in during the last Latency cycles; entry Latency-1 comes out now.
  reg                   due_valid [0:Latency-1];
  reg [OperandBits-1:0] due_a [0:Latency-1];
  reg [OperandBits-1:0] due_b [0:Latency-1];
  reg [ResultBits-1:0]  due_p [0:Latency-1];

  integer cycle;
  integer k;

  task check_valid;
    input expected;
    begin
      if (valid_out !== expected) begin
        errors = errors + 1;
        if (errors <= MaxShown)
          $display("cycle %0d  valid_o = %b  expected = %b", cycle, valid_out, expected);
      end
    end
  endtask

  // Halfway between two rising edges: checks what came out, then puts the next operands in.
  // In a gap the operands are there, inverted, but not valid.
  task step;
    input fed;
    begin
      @(negedge clk);
      cycle = cycle + 1;
      check_valid(due_valid[Latency-1]);
      if (due_valid[Latency-1])
        check_product(due_a[Latency-1], due_b[Latency-1], due_p[Latency-1]);
      for (k = Latency - 1; k >= 1; k = k - 1) begin
        due_valid[k] = due_valid[k-1];
        due_a[k] = due_a[k-1];
        due_b[k] = due_b[k-1];
        due_p[k] = due_p[k-1];
      end
      due_valid[0] = fed;
      due_a[0] = next_a;
      due_b[0] = next_b;
      due_p[0] = next_p;
      valid = fed;
      a = fed ? next_a : ~next_a;
      b = fed ? next_b : ~next_b;
    end
  endtask

  // Valid operands during reset must leave nothing behind.
  task reset;
    begin
      rst_n = 1'b0;
      valid = 1'b1;
      next_a = {OperandBits{1'b0}};
      next_b = {OperandBits{1'b0}};
      next_p = {ResultBits{1'b0}};
      a = next_a;
      b = next_b;
      for (cycle = 0; cycle <= Latency; cycle = cycle + 1) begin
        @(negedge clk);
        check_valid(1'b0);
      end
      for (k = 0; k < Latency; k = k + 1) due_valid[k] = 1'b0;
      rst_n = 1'b1;
      valid = 1'b0;
    end
  endtask

  // --- Run --------------------------------------------------------------------------------------
  // x^16 + x^14 + x^13 + x^11 + 1: a gap of random length before every vector.
  reg [15:0] lfsr;

  task advance_lfsr;
    lfsr = {lfsr[14:0], lfsr[15] ^ lfsr[13] ^ lfsr[12] ^ lfsr[10]};
  endtask

  initial begin
    clk = 1'b0;
    forever #1 clk = ~clk;
  end

  initial begin
    errors = 0;
    lfsr = 16'hace1;
    open_vectors;
    reset;
    for (index = 0; index < count; index = index + 1) begin
      while (lfsr[0]) begin
        step(1'b0);
        advance_lfsr;
      end
      read_vector;
      step(1'b1);
      advance_lfsr;
    end
    repeat (Latency) step(1'b0);
    conclude;
  end

endmodule

`default_nettype wire
