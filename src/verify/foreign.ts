import { Diagnostic } from '../diagnostic.ts';
import {
  identifier,
  modulePorts,
  type ToolLimits,
  type VerilogSource,
  withFileNames,
} from '../synth/index.ts';
import { ToolError } from '../tools/index.ts';
import { type Port, portsOf, type UnitSpec } from '../unit/index.ts';

/** A circuit of somebody else's that claims to be a unit. */
export interface ForeignDesign {
  /** Verilog by file name. */
  readonly files: Readonly<Record<string, string>>;
  readonly top: string;
  readonly parameters?: Readonly<Record<string, number>>;
  /** Their port by ours, where the names differ; a `!` before it inverts a one-bit input. */
  readonly ports?: Readonly<Record<string, string>>;
}

/** Ports a foreign pipeline may do without: it then has no reset, and validity is counted beside it. */
const OPTIONAL = ['rst_ni', 'valid_i', 'valid_o'];

/**
 * The foreign design in a thin module with the ports of the unit it claims to be, so that it is simulated, costed and
 * proved by the same flow. A pipeline without valid ports gets a shift register for them, which its cost then shows.
 *
 * @throws Diagnostic `foreign/...`: a port that is missing, unknown, or of another width or direction
 */
export async function wrapForeign(
  spec: UnitSpec,
  design: ForeignDesign,
  limits: ToolLimits = {},
): Promise<VerilogSource> {
  const { files, top, parameters = {}, ports: mapped = {} } = design;
  for (const name of [top, ...Object.keys(parameters)]) checkName(name);
  const own = { top, text: '', files, parameters };
  const theirs = await withTheirNames(own, () => modulePorts(own, limits));
  const wanted = portsOf(spec);
  checkMap(mapped, wanted, spec);

  const connections: string[] = [];
  const taken = new Set<string>();
  const missing = new Set<string>();
  for (const port of wanted) {
    const named = mapped[port.name] ?? port.name;
    const inverted = named.startsWith('!');
    const name = inverted ? named.slice(1) : named;
    const found = theirs.find((each) => each.name === name);
    if (found === undefined && mapped[port.name] === undefined && OPTIONAL.includes(port.name)) {
      missing.add(port.name);
      continue;
    }
    if (found === undefined) throw portError(top, `has no port ${name} for ${port.name}`, theirs);
    if (found.direction !== port.direction)
      throw portError(
        top,
        `has ${name} as an ${found.direction}, where ${port.name} is an ${port.direction}`,
        theirs,
      );
    if (found.width !== port.width)
      throw portError(
        top,
        `has ${found.width} bits at ${name}, where ${port.name} has ${port.width}`,
        theirs,
      );
    taken.add(name);
    connections.push(`.${checkName(name)}(${inverted ? '~' : ''}${port.name})`);
  }
  const loose = theirs.find(({ name, direction }) => direction !== 'output' && !taken.has(name));
  if (loose !== undefined)
    throw portError(top, `has an ${loose.direction} ${loose.name} that nothing drives`, theirs);
  const text = wrapper(spec, top, parameters, connections, missing.has('valid_o'));
  return { top: `${top}_as_unit`, text, files };
}

function wrapper(
  spec: UnitSpec,
  top: string,
  parameters: Readonly<Record<string, number>>,
  connections: readonly string[],
  countsValid: boolean,
): string {
  const range = ({ width }: Port): string => (width === 1 ? '' : `[${width - 1}:0] `);
  const ports = portsOf(spec).map((port) => `${port.direction} ${range(port)}${port.name}`);
  const overrides = Object.entries(parameters).map(([name, value]) => `.${name}(${value})`);
  const last = spec.stages - 1;
  return [
    `module ${top}_as_unit (${ports.join(', ')});`,
    `  ${top} ${overrides.length > 0 ? `#(${overrides.join(', ')}) ` : ''}foreign (${connections.join(', ')});`,
    ...(countsValid && spec.stages > 0
      ? [
          `  reg [${last}:0] valid_q;`,
          `  wire [${spec.stages}:0] valid_d = {valid_q, valid_i};`,
          '  always @(posedge clk_i or negedge rst_ni)',
          `    if (!rst_ni) valid_q <= {${spec.stages}{1'b0}}; else valid_q <= valid_d[${last}:0];`,
          `  assign valid_o = valid_q[${last}];`,
        ]
      : []),
    'endmodule',
    '',
  ].join('\n');
}

/** Runs a tool on foreign Verilog; what it says of a file names the file as its owner does, and is a usage error. */
export async function withTheirNames<T>(source: VerilogSource, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof ToolError) || error.kind !== 'failed') throw error;
    throw new Diagnostic({
      code: 'foreign/verilog',
      text: 'The Verilog given cannot be used.',
      got: withFileNames(firstError(error), source),
      wayOut: 'synthesisable Verilog with all its modules: --verilog a.v --verilog b.v --top NAME',
    });
  }
}

/** Yosys says where a syntax error is only in its log. */
function firstError({ log, text }: ToolError): string {
  return /^.*\bERROR:.*$/m.exec(log)?.[0] ?? text.replace(/^yosys: /, '');
}

function checkMap(mapped: Readonly<Record<string, string>>, wanted: readonly Port[], spec: UnitSpec): void {
  const unknown = Object.keys(mapped).find((name) => wanted.every((port) => port.name !== name));
  if (unknown === undefined) return;
  throw new Diagnostic({
    code: 'foreign/map',
    text: `The unit has no port ${unknown} to map${spec.stages === 0 ? '; clock and reset need --stages in --as' : ''}.`,
    got: `--map ${unknown}=${mapped[unknown]}`,
    wayOut: `its ports are ${wanted.map(({ name }) => name).join(', ')}`,
  });
}

function checkName(name: string): string {
  try {
    return identifier(name);
  } catch {
    throw new Diagnostic({
      code: 'foreign/name',
      text: 'Names of modules, ports and parameters are plain Verilog identifiers here.',
      got: name,
      wayOut: 'a wrapper module of your own with plain names',
    });
  }
}

function portError(
  top: string,
  what: string,
  theirs: readonly { readonly name: string; readonly direction: string; readonly width: number }[],
): Diagnostic {
  return new Diagnostic({
    code: 'foreign/port',
    text: `Module ${top} ${what}.`,
    got:
      theirs.map(({ name, direction, width }) => `${direction} [${width}] ${name}`).join(', ') || 'no ports',
    wayOut: '--map a_i=x,b_i=y,p_o=z gives their names for ours',
  });
}
