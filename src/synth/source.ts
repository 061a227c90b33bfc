/** A design to be costed: its Verilog text, the top module, and overrides of the top's integer parameters. */
export interface VerilogSource {
  readonly top: string;
  readonly text: string;
  /** Ours: no comment in it means anything to a tool. */
  readonly generated?: boolean;
  /** Files that are read before the text, by the name they go by in messages; `.sv` is SystemVerilog. */
  readonly files?: Readonly<Record<string, string>>;
  readonly parameters?: Readonly<Record<string, number>>;
  /**
   * Wires that synthesis leaves alone: logic on either side of them is not optimised together. Of the top, or `MODULE/WIRE`
   * of each instance of a module.
   */
  readonly keep?: readonly string[];
  /** A module whose instances are taken out of the top; what they were connected to become ports, `PATH.PORT`. */
  readonly without?: string;
}

export interface Port {
  readonly name: string;
  readonly direction: 'input' | 'output';
  readonly width: number;
}

export const sourceFile = 'design.v';

/**
 * The input files of every script that starts with `readSource`. A generated source goes without its comments: the
 * digest of all templates in its header would make every run of a tool a new one whenever any template changes.
 */
export function sourceFiles(source: VerilogSource): Record<string, string> {
  const textOf = (text: string): string => (source.generated ? withoutComments(text) : text);
  const more = Object.values(source.files ?? {}).map((text, at) => [fileName(at), textOf(text)]);
  return { ...Object.fromEntries(more), [sourceFile]: textOf(source.text) };
}

/** Generated Verilog without its line comments, every line where it was. */
export function withoutComments(text: string): string {
  return text.replaceAll(/[ \t]*\/\/.*$/gm, '');
}

/** In a script a file has a name of ours: whatever the user's is, it never reaches one. */
const fileName = (at: number): string => `source_${at}.v`;

/** A tool's message with the user's own file names. */
export function withFileNames(message: string, source: VerilogSource): string {
  const names = Object.keys(source.files ?? {});
  return message.replace(/\bsource_(\d+)\.v\b/g, (ours, at: string) => names[Number(at)] ?? ours);
}

/**
 * The commands that read a source with its parameters and settle its hierarchy. `chparam` before `hierarchy`:
 * `hierarchy -chparam` asserts on a top that instantiates parametrised modules. Throws TypeError for names and values
 * that could not be Verilog, so that nothing else ever reaches a script.
 */
export function readSource({
  top,
  parameters = {},
  files = {},
  keep = [],
  without,
}: VerilogSource): string[] {
  identifier(top);
  const set = Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1));
  const overrides = set.map(([name, value]) => {
    if (!Number.isSafeInteger(value)) throw new TypeError(`parameter ${name} is ${value}, not an integer`);
    return `chparam -set ${identifier(name)} ${value} ${top}`;
  });
  const reads = Object.keys(files).map(
    (name, at) => `read_verilog${name.endsWith('.sv') ? ' -sv' : ''} ${fileName(at)}`,
  );
  return [
    ...reads,
    `read_verilog ${sourceFile}`,
    ...overrides,
    `hierarchy -check -top ${top}`,
    ...keep.map((name) => {
      const [module, wire] = name.includes('/') ? name.split('/', 2) : [top, name];
      return `setattr -set keep 1 ${identifier(module!)}/w:${identifier(wire!)}`;
    }),
    ...(without === undefined ? [] : takeOut(identifier(without), top)),
  ];
}

function takeOut(module: string, top: string): string[] {
  return [
    `setattr -mod -set keep_hierarchy 1 ${module}`,
    'proc -norom',
    'flatten',
    `select -module ${top}`,
    `expose -evert t:${module}`,
    'select -clear',
    `delete ${module}`,
    `hierarchy -top ${top}`,
  ];
}

/** The name itself, if it is a plain Verilog identifier. */
export function identifier(name: string): string {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) throw new TypeError(`not a Verilog identifier: ${name}`);
  return name;
}
