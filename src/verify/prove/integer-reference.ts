import {
  activationBits,
  bitsOfStep,
  type FixedSpec,
  fixedBits,
  type IntegerMacSpec,
  type IntegerProductSpec,
  type IntMacSpec,
  integerName,
  integerPorts,
  type TernaryMacSpec,
  takesNumbers,
  WEIGHTS_PER_BYTE,
} from '../../unit/index.ts';
import { constant, predicatesOf } from './predicates.ts';

/** The module that a reference is: the ports of a unit, and behaviour straight from its definition. */
export const REFERENCE = 'reference';

/** An integer product as Verilog says it: `*`, and for fixed point one rounding and the ends of the range. */
export function productReference(spec: IntegerProductSpec): string {
  const lines = spec.kind === 'int' ? ['assign p_o = $signed(a_i) * $signed(b_i);'] : fixedLines(spec);
  return moduleText(integerPorts(spec), lines);
}

function fixedLines(spec: FixedSpec): string[] {
  const { fractionBits, rounding } = spec;
  const bits = fixedBits(spec);
  const wide = 2 * bits + 2;
  const half = fractionBits === 0 ? '0' : constant(wide, 1n << BigInt(fractionBits - 1));
  // Added before the floor of a shift: nothing, all but the last place, half, or half less one unless the floor is odd.
  const added = {
    rdn: '0',
    rtz: `((product < 0) ? ${constant(wide, (1n << BigInt(fractionBits)) - 1n)} : ${constant(wide, 0n)})`,
    'half-up': half,
    rne: `(${half} - ${constant(wide, 1n)} + {${constant(wide - 1, 0n)}, floor[0]})`,
  }[fractionBits === 0 ? 'rdn' : rounding];
  return [
    `wire signed [${wide - 1}:0] product = $signed(a_i) * $signed(b_i);`,
    `wire signed [${wide - 1}:0] floor = product >>> ${fractionBits};`,
    `wire signed [${wide - 1}:0] biased = product + $signed(${added});`,
    `wire signed [${wide - 1}:0] rounded = biased >>> ${fractionBits};`,
    ...endsLines('rounded', wide, bits),
    `assign p_o = ended[${bits - 1}:0];`,
  ];
}

/** `ended`: a signed integer kept within those of so many bits. */
function endsLines(name: string, wide: number, bits: number): string[] {
  const most = `$signed(${constant(wide, (1n << BigInt(bits - 1)) - 1n)})`;
  return [
    `wire signed [${wide - 1}:0] ended = ${name} > ${most} ? ${most} : ${name} < -${most} - 1 ? -${most} - 1 : ${name};`,
  ];
}

/**
 * A register and what is added to it in a clock: the terms of all lanes, as signed integers with bits to spare. Without the
 * module of the product that its lanes may have.
 */
export function macReference(spec: IntegerMacSpec): string {
  const { register, lanes } = spec;
  const wide = register.bits + bitsOfStep(spec) + 2;
  const terms = [...Array(lanes).keys()].flatMap((lane) =>
    spec.kind === 'int-mac' ? productTerm(spec, lane) : ternaryTerm(spec, lane),
  );
  const sum = [...Array(lanes).keys()].map((lane) => `t${lane}`).join(' + ');
  const ended =
    register.overflow === 'wrap'
      ? [`wire [${wide - 1}:0] ended = total;`]
      : endsLines('total', wide, register.bits);
  return moduleText(integerPorts(spec), [
    `reg signed [${register.bits - 1}:0] acc;`,
    'reg valid_q;',
    `wire signed [${register.bits - 1}:0] start = clear_i ? ${constant(register.bits, 0n)} : acc;`,
    ...terms,
    `wire signed [${wide - 1}:0] total = start + ${sum};`,
    ...ended,
    'always @(posedge clk_i or negedge rst_ni)',
    `  if (!rst_ni) acc <= ${constant(register.bits, 0n)};`,
    `  else acc <= valid_i ? ended[${register.bits - 1}:0] : start;`,
    "always @(posedge clk_i or negedge rst_ni) if (!rst_ni) valid_q <= 1'b0; else valid_q <= valid_i;",
    'assign acc_o = acc;',
    'assign valid_o = valid_q;',
  ]);
}

/** By the unit that the lanes have: what it computes is a theorem of its own. */
function productTerm(spec: IntMacSpec, lane: number): string[] {
  const { bits, architecture } = spec;
  const operand = (port: string): string => `${port}[${lane * bits} +: ${bits}]`;
  return [
    `wire signed [${2 * bits - 1}:0] t${lane};`,
    `${integerName({ kind: 'int', bits, architecture })} u${lane} (.a_i(${operand('a_i')}), .b_i(${operand('b_i')}), .p_o(t${lane}));`,
  ];
}

/** One, minus one, or zero times an activation; a code of a weight that is none of them is zero. */
function ternaryTerm(spec: TernaryMacSpec, lane: number): string[] {
  const width = activationBits(spec);
  const activation = `a_i[${lane * width} +: ${width}]`;
  const bits = bitsOfStep(spec) + 1;
  return [
    ...weightLines(spec, lane),
    ...(takesNumbers(spec)
      ? numberLines(spec, lane, activation, bits)
      : [`wire signed [${bits - 1}:0] x${lane} = $signed(${activation});`]),
    `wire signed [${bits - 1}:0] t${lane} = w${lane} == 2'b01 ? x${lane} : w${lane} == 2'b11 ? -x${lane} : 0;`,
  ];
}

/** `w`: the weight in two bits. Of a packed byte each ternary digit is the whole of three times what is left of it. */
function weightLines({ packed }: TernaryMacSpec, lane: number): string[] {
  if (!packed) return [`wire [1:0] w${lane} = b_i[${2 * lane} +: 2];`];
  const digit = lane % WEIGHTS_PER_BYTE;
  const byte = (8 * (lane - digit)) / WEIGHTS_PER_BYTE;
  const left = digit === 0 ? `b_i[${byte} +: 8]` : `r${lane - 1}[7:0]`;
  return [`wire [9:0] r${lane} = {2'b00, ${left}} * 10'd3;`, `wire [1:0] w${lane} = r${lane}[9:8] - 2'd1;`];
}

/** `x`: a number of a format in units of its smallest subnormal; NaN and Inf count as zero. */
function numberLines(
  { activation }: TernaryMacSpec & { readonly activation: NonNullable<TernaryMacSpec['activation']> },
  lane: number,
  code: string,
  bits: number,
): string[] {
  const is = predicatesOf(activation, { contract: 'full' });
  const [name, width] = [`c${lane}`, 1 + activation.expBits + activation.manBits];
  const significand = `{${constant(bits - activation.manBits - 1, 0n)}, |${is.exp(name)}, ${is.man(name)}}`;
  return [
    `wire [${width - 1}:0] ${name} = ${code};`,
    `wire [${activation.expBits - 1}:0] place${lane} = |${is.exp(name)} ? ${is.exp(name)} - ${constant(activation.expBits, 1n)} : ${constant(activation.expBits, 0n)};`,
    `wire signed [${bits - 1}:0] mag${lane} = ${significand} << place${lane};`,
    `wire signed [${bits - 1}:0] x${lane} = ${is.isNan(name)} | ${is.isInf(name)} ? 0 : ${is.sign(name)} ? -mag${lane} : mag${lane};`,
  ];
}

function moduleText(ports: ReturnType<typeof integerPorts>, lines: readonly string[]): string {
  const declared = ports.map(
    ({ direction, name, width }) => `${direction} wire ${width === 1 ? '' : `[${width - 1}:0] `}${name}`,
  );
  return [
    `module ${REFERENCE} (\n  ${declared.join(',\n  ')}\n);`,
    ...lines.map((line) => `  ${line}`),
    'endmodule',
    '',
  ].join('\n');
}
