/** A section of a unit's Verilog, under its banner. */
export interface Section {
  readonly title: string;
  /** Without comments and functions, whose names are their own. */
  readonly text: string;
}

/** The sections of a module, in datapath order. */
export function sectionsOf(module: string): Section[] {
  const parts = module.split(/^\s*\/\/ --- (.*?) -+$/m);
  const sections: Section[] = [];
  for (let at = 1; at + 1 < parts.length; at += 2) {
    const text = parts[at + 1]!.replace(/\/\/.*$/gm, '').replace(/\bfunction\b[\s\S]*?\bendfunction\b/g, '');
    sections.push({ title: parts[at]!, text });
  }
  return sections;
}

/** Signals a section drives: its wires, the outputs it assigns, and the registers it writes. */
export function drivenIn(text: string): string[] {
  const declared = [...text.matchAll(/^\s*wire\s+(?:signed\s+)?(?:\[[^\]]*\]\s*)?(\w+)/gm)];
  const assigned = [...text.matchAll(/^\s*assign\s+(\w+_o)\b/gm)];
  const written = [...text.matchAll(/^\s*(?:(?:if \(.*?\)|else)\s+)*(\w+)\s*<=/gm)];
  return [...new Set([...declared, ...assigned, ...written].map((match) => match[1] as string))];
}

/** Every identifier a text reads; sized literals, system functions and the ports of instances are none. */
export function readsOf(text: string): ReadonlySet<string> {
  return new Set(
    text.replace(/\d*'[bdh][0-9a-fxz_]+|\.\w+(?=\s*\()/gi, ' ').match(/(?<![\w$])[a-zA-Z_]\w*/g) ?? [],
  );
}

/** A section of plain `wire name = expression;`, or undefined where it is more than that. */
export function statementsOf(
  text: string,
): { readonly name: string; readonly expression: string }[] | undefined {
  const pieces = text
    .split(';')
    .map((piece) => piece.replace(/\s+/g, ' ').trim())
    .filter((piece) => piece !== '' && !piece.startsWith('localparam'));
  const statements = pieces.map((piece) => {
    const [, name, expression] = /^wire (?:\[[^\]]*\] )?(\w+) = (.*)$/.exec(piece) ?? [];
    return name === undefined || expression === undefined ? undefined : { name, expression };
  });
  return statements.every((each) => each !== undefined) ? statements : undefined;
}

const LONGEST = 46;

/** An expression in a line or two: padding with zeros says nothing in a picture, and long ones say only what they do. */
export function expressionOf(expression: string): string[] {
  const short = expression
    .replace(/\{\{\([^()]*\)\{1'b0\}\}, ([^{}]*)\}/g, '{$1}')
    .replace(/\{2'b00, ([^{}]*)\}/g, '{$1}')
    .replace(/\{(\w+)\}/g, '$1')
    .replace(/(\w)\[\w+-1:0\]/g, '$1');
  if (short.length <= LONGEST) return [short];
  const at = short.lastIndexOf(' ', LONGEST);
  const rest = short.slice(at + 1);
  return at > 0 && rest.length <= LONGEST
    ? [short.slice(0, at), rest]
    : [`${short.slice(0, LONGEST - 3)}...`];
}
