// =================================================================================================
// lmul_e4m3_adder_flush_tb
// self-checking testbench of lmul_e4m3_adder_flush
//
//   Checks     p_o of every vector
//   Vectors    lmul_e4m3_adder_flush.hex, or +vectors=FILE
//   Ends       PASS lmul_e4m3_adder_flush: N vectors
//              FAIL lmul_e4m3_adder_flush: E errors, and a non-zero exit code
//   Simulate   $ iverilog -g2005 -Wall -o lmul_e4m3_adder_flush_tb.vvp \
//                  lmul_e4m3_adder_flush_tb.v lmul_e4m3_adder_flush.v
//              $ vvp -n lmul_e4m3_adder_flush_tb.vvp
//              or
//              $ verilator --binary --timing -Wall \
//                  lmul_e4m3_adder_flush_tb.v lmul_e4m3_adder_flush.v
//              $ obj_dir/Vlmul_e4m3_adder_flush_tb
//
// SPDX-License-Identifier: Apache-2.0
// =================================================================================================
`default_nettype none

module lmul_e4m3_adder_flush_tb #(
  parameter Vectors = "lmul_e4m3_adder_flush.hex"  // or at run time +vectors=FILE
);

  localparam Name        = "lmul_e4m3_adder_flush";  // as in PASS and FAIL
  localparam OperandBits = 8;                        // of a_i and b_i
  localparam ResultBits  = 8;                        // of p_o
  localparam MaxShown    = 10;                       // mismatches that are printed

  // --- Unit under test --------------------------------------------------------------------------
  reg [OperandBits-1:0] a;  // operand
  reg [OperandBits-1:0] b;  // operand

  wire [ResultBits-1:0] p;  // what the unit says

  lmul_e4m3_adder_flush dut (
    .a_i (a),
    .b_i (b),
    .p_o (p)
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

  // --- Run --------------------------------------------------------------------------------------
  initial begin
    errors = 0;
    open_vectors;
    for (index = 0; index < count; index = index + 1) begin
      read_vector;
      a = next_a;
      b = next_b;
      #1 check_product(a, b, next_p);
    end
    conclude;
  end

endmodule

`default_nettype wire
