/**
 * A techmap rule: carries of word-level adders ripple, instead of Yosys's Brent-Kung prefix tree. Fewer gates, more
 * levels; ABC cannot turn one into the other by itself. Of several rules for a cell Yosys takes the first by name: the
 * `_80_` goes before the built-in `_90_lcu_brent_kung`.
 */
export const rippleFile = 'ripple.v';

export const rippleText = `(* techmap_celltype = "$lcu" *)
module _80_ripple_lcu (P, G, CI, CO);
  parameter WIDTH = 1;
  (* force_downto *) input [WIDTH-1:0] P, G;
  input CI;
  (* force_downto *) output [WIDTH-1:0] CO;
  wire [WIDTH:0] c;
  assign c[0] = CI;
  assign CO = c[WIDTH:1];
  genvar i;
  generate
    for (i = 0; i < WIDTH; i = i + 1) begin : gen_carry
      assign c[i+1] = G[i] | (P[i] & c[i]);
    end
  endgenerate
endmodule
`;
