/** A design to be costed: its Verilog text, the top module, and overrides of the top's integer parameters. */
export interface VerilogSource {
  readonly top: string;
  readonly text: string;
  readonly parameters?: Readonly<Record<string, number>>;
}

export interface Port {
  readonly name: string;
  readonly direction: 'input' | 'output';
  readonly width: number;
}

export const sourceFile = 'design.v';

/** The input files of every script that starts with `readSource`. */
export function sourceFiles(source: VerilogSource): Record<string, string> {
  return { [sourceFile]: source.text };
}

/**
 * The commands that read a source with its parameters and settle its hierarchy. `chparam` before `hierarchy`:
 * `hierarchy -chparam` asserts on a top that instantiates parametrised modules. Throws TypeError for names and values
 * that could not be Verilog, so that nothing else ever reaches a script.
 */
export function readSource({ top, parameters = {} }: VerilogSource): string[] {
  identifier(top);
  const set = Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1));
  const overrides = set.map(([name, value]) => {
    if (!Number.isSafeInteger(value)) throw new TypeError(`parameter ${name} is ${value}, not an integer`);
    return `chparam -set ${identifier(name)} ${value} ${top}`;
  });
  return [`read_verilog ${sourceFile}`, ...overrides, `hierarchy -check -top ${top}`];
}

/** The name itself, if it is a plain Verilog identifier. */
export function identifier(name: string): string {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) throw new TypeError(`not a Verilog identifier: ${name}`);
  return name;
}
