// The e4m3 product of somebody else: flush, rounded to nearest even; BUG puts one bit wrong for a few pairs.
module exact_e4m3 #(parameter BUG = 0) (input [7:0] x, y, output [7:0] z);
  wire s = x[7] ^ y[7];
  wire nan = (&x[6:0]) | (&y[6:0]);
  wire zero = (x[6:3] == 0) | (y[6:3] == 0);
  wire [7:0] m = {1'b1, x[2:0]} * {1'b1, y[2:0]};
  wire [7:0] n = m[7] ? m : m << 1;
  wire signed [6:0] e = $signed({3'b0, x[6:3]}) + $signed({3'b0, y[6:3]}) - 7 + $signed({6'b0, m[7]});
  wire up = n[3] & ((|n[2:0]) | n[4]);
  wire [4:0] r = {1'b0, n[7:4]} + {4'b0, up};
  wire signed [6:0] e2 = e + $signed({6'b0, r[4]});
  wire [2:0] f = r[4] ? 3'b0 : r[2:0];
  wire over = (e2 > 15) | ((e2 == 15) & (f == 7));
  wire wrong = BUG & (x == 8'h7a) & (y[3:0] == 4'hb);
  assign z = nan ? 8'h7f : {s, zero ? 7'd0 : (e2 <= 0) ? 7'd0 : over ? 7'h7e : {e2[3:0], f}} ^ {7'b0, wrong};
endmodule
