import type { Port, VerilogSource } from '../../src/synth/index.ts';

/** A combinational two-operand unit computing `expression` of a_i and b_i. */
export function unit(width: number, outWidth: number, expression: string): VerilogSource {
  const text = `module unit(input [${width - 1}:0] a_i, b_i, output [${outWidth - 1}:0] p_o);
  assign p_o = ${expression};
endmodule`;
  return { top: 'unit', text };
}

export const adder = (width: number): VerilogSource => unit(width, width + 1, 'a_i + b_i');
export const multiplier = (width: number): VerilogSource => unit(width, 2 * width, 'a_i * b_i');

/** A multiplier in three register stages with a valid chain; `reset` chooses the flavour of its reset. */
export function pipeline(width: number, reset: 'async' | 'sync'): VerilogSource {
  const text = `module unit(
  input clk_i, input rst_ni, input valid_i, input [${width - 1}:0] a_i, b_i,
  output reg valid_o, output reg [${2 * width - 1}:0] p_o
);
  reg valid_q, valid_q2;
  reg [${width - 1}:0] a_q, b_q;
  reg [${2 * width - 1}:0] p_q;
  always @(posedge clk_i) begin
    a_q <= a_i;
    b_q <= b_i;
    p_q <= a_q * b_q;
    p_o <= p_q;
  end
  always @(posedge clk_i${reset === 'async' ? ' or negedge rst_ni' : ''})
    if (!rst_ni) {valid_o, valid_q2, valid_q} <= 3'b0;
    else {valid_o, valid_q2, valid_q} <= {valid_q2, valid_q, valid_i};
endmodule`;
  return { top: 'unit', text };
}

export function portsOf(width: number, outWidth: number, pipelined = false): Port[] {
  const input = (name: string, bits: number): Port => ({ name, direction: 'input', width: bits });
  const output = (name: string, bits: number): Port => ({ name, direction: 'output', width: bits });
  const control = [input('clk_i', 1), input('rst_ni', 1), input('valid_i', 1), output('valid_o', 1)];
  return [...(pipelined ? control : []), input('a_i', width), input('b_i', width), output('p_o', outWidth)];
}

/**
 * A floating-point multiplier with round to nearest even, infinities, NaN, and subnormals flushed: a multiplier with
 * all that makes proofs hard around it.
 */
export function floatMultiplier(e: number, m: number): VerilogSource {
  const [w, p, x] = [1 + e + m, 2 * m + 2, e + 2];
  const max = (1 << e) - 1;
  const text = `module unit(input [${w - 1}:0] a_i, b_i, output [${w - 1}:0] p_o);
  wire s = a_i[${w - 1}] ^ b_i[${w - 1}];
  wire [${e - 1}:0] ea = a_i[${w - 2}:${m}], eb = b_i[${w - 2}:${m}];
  wire [${m - 1}:0] ma = a_i[${m - 1}:0], mb = b_i[${m - 1}:0];
  wire za = ea == 0, zb = eb == 0, sa = &ea, sb = &eb;
  wire [${p - 1}:0] prod = {1'b1, ma} * {1'b1, mb};
  wire norm = prod[${p - 1}];
  wire [${p - 1}:0] sh = norm ? prod : prod << 1;
  wire up = sh[${m}] & (|sh[${m - 1}:0] | sh[${m + 1}]);
  wire [${m + 1}:0] r = {1'b0, sh[${p - 1}:${m + 1}]} + {${m + 1}'d0, up};
  wire [${x - 1}:0] ex = {2'b0, ea} + {2'b0, eb} + {${x - 1}'d0, norm} + {${x - 1}'d0, r[${m + 1}]} - ${x}'d${max >> 1};
  wire under = ex[${x - 1}] | (ex == 0), over = ~ex[${x - 1}] & (ex >= ${x}'d${max});
  wire nan = (sa & (|ma | zb)) | (sb & (|mb | za));
  assign p_o = nan ? {1'b0, ${e}'d${max}, 1'b1, ${m - 1}'d0} : (sa | sb) ? {s, ${e}'d${max}, ${m}'d0} :
    (za | zb | under) ? {s, ${w - 1}'d0} : over ? {s, ${e}'d${max}, ${m}'d0} : {s, ex[${e - 1}:0], r[${m - 1}:0]};
endmodule`;
  return { top: 'unit', text };
}
