import { identifier, type Port, type VerilogSource } from './source.ts';

export const harnessTop = 'lmul_harness';

/** The pins of every harness: clk, rst_n, serial_in, capture, serial_out. */
export const harnessPins = 5;

const clockPorts = ['clk_i', 'rst_ni'];

/**
 * A register-to-register wrapper with five pins, for Fmax: nextpnr only times paths between registers, and a bare unit
 * has more pins than a small device. Operands are shifted in and copied to the registers that drive the unit; its
 * outputs are registered, copied to another rank (both copies on `capture`) and shifted out. Between registers the
 * wrapper has one multiplexer, so the unit is what limits the clock. The operand registers are a rank of their own: if
 * the shift register drove the unit, Yosys would merge the unit's input registers with it. `clk_i` and `rst_ni` of a
 * pipelined unit are wired through; all its other ports, the valid bits included, are data.
 */
export function harnessOf(source: VerilogSource, ports: readonly Port[]): VerilogSource {
  const data = ports.filter(({ name }) => !clockPorts.includes(name));
  const inputs = data.filter(({ direction }) => direction === 'input');
  const outputs = data.filter(({ direction }) => direction === 'output');
  const inBits = widthOf(inputs);
  const outBits = widthOf(outputs);
  if (inBits < 2 || outBits < 2)
    throw new TypeError('a harness needs at least two input and two output bits');

  const clocks = ports.filter(({ name }) => clockPorts.includes(name));
  const connections = [
    ...clocks.map(({ name }) => `.${name}(${name === 'clk_i' ? 'clk' : 'rst_n'})`),
    ...slices(inputs, 'operands_q'),
    ...slices(outputs, 'results_d'),
  ];
  const overrides = Object.entries(source.parameters ?? {}).map(([name, n]) => `.${identifier(name)}(${n})`);
  const parameters = overrides.length === 0 ? '' : ` #(${overrides.join(', ')})`;

  const text = `
module ${harnessTop} (
  input  wire clk,
  input  wire rst_n,
  input  wire serial_in,
  input  wire capture,
  output wire serial_out
);
  reg  [${inBits - 1}:0] shift_in_q;
  reg  [${inBits - 1}:0] operands_q;
  wire [${outBits - 1}:0] results_d;
  reg  [${outBits - 1}:0] results_q;
  reg  [${outBits - 1}:0] shift_out_q;

  always @(posedge clk) begin
    shift_in_q  <= {shift_in_q[${inBits - 2}:0], serial_in};
    if (capture) operands_q <= shift_in_q;
    results_q   <= results_d;
    shift_out_q <= capture ? results_q : {shift_out_q[${outBits - 2}:0], 1'b0};
  end
  assign serial_out = shift_out_q[${outBits - 1}];

  ${identifier(source.top)}${parameters} unit (
    ${connections.join(',\n    ')}
  );
endmodule
`;
  const { generated } = source;
  return { top: harnessTop, text: `${source.text}\n${text}`, ...(generated && { generated }) };
}

function widthOf(ports: readonly Port[]): number {
  return ports.reduce((sum, { width }) => sum + width, 0);
}

function slices(ports: readonly Port[], vector: string): string[] {
  let low = 0;
  return ports.map(({ name, width }) => {
    const slice = `.${identifier(name)}(${vector}[${low + width - 1}:${low}])`;
    low += width;
    return slice;
  });
}
