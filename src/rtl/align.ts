const DECLARATION =
  /^( *)((?:localparam|parameter|input|output|wire|reg)(?: wire)?) +(\[[^\]]*\] +)?(\w+)(.*)$/;

const COLUMNS = 100;

interface Line {
  readonly indent: string;
  readonly kind: string;
  readonly range: string;
  readonly name: string;
  readonly rest: string;
}

/** Lines up ranges, names, values and comments of neighbouring declarations; every other line stays as it is. */
export function align(text: string): string {
  const out: string[] = [];
  let block: Line[] = [];
  const flush = (): void => {
    out.push(...alignBlock(block));
    block = [];
  };
  for (const line of text.split('\n')) {
    const parsed = parse(line);
    if (parsed === undefined || (block[0] !== undefined && !sameKind(block[0], parsed))) flush();
    if (parsed === undefined) out.push(line.trimEnd());
    else block.push(parsed);
  }
  flush();
  return out.join('\n');
}

/** Ports align across directions; a wire does not align with a localparam. */
const sameKind = (a: Line, b: Line): boolean =>
  a.kind.endsWith(' wire') ? b.kind.endsWith(' wire') : a.kind === b.kind;

function parse(line: string): Line | undefined {
  const match = DECLARATION.exec(line);
  // A constant or expression that goes on over several lines is laid out by its template.
  if (match === null || /[={(]\s*$/.test(line)) return undefined;
  const [, indent = '', kind = '', range = '', name = '', rest = ''] = match;
  return { indent, kind, range: range.trim(), name, rest };
}

function alignBlock(block: readonly Line[]): string[] {
  const widest = (of: (line: Line) => string): number => Math.max(0, ...block.map((line) => of(line).length));
  const kind = widest((line) => line.kind);
  const range = widest((line) => line.range);
  const name = widest((line) => line.name);
  const laidOut = block.map((line) => {
    const columns = [line.kind.padEnd(kind), ...(range > 0 ? [line.range.padEnd(range)] : [])];
    const [value = '', comment] = splitComment(line.rest);
    const named = value.startsWith(' =') ? `${line.name.padEnd(name)}${value}` : `${line.name}${value}`;
    return { code: `${line.indent}${columns.join(' ')} ${named}`.trimEnd(), comment };
  });
  const longestComment = Math.max(0, ...laidOut.map((line) => line.comment?.length ?? 0));
  // A comment column that would leave the page gives way: longer lines carry their comment two spaces on.
  const code = Math.min(
    Math.max(0, ...laidOut.map((line) => line.code.length)),
    COLUMNS - 2 - longestComment,
  );
  return laidOut.map((line) =>
    line.comment === undefined ? line.code : `${line.code.padEnd(code)}  ${line.comment}`,
  );
}

function splitComment(rest: string): [string, string | undefined] {
  const at = rest.indexOf('//');
  return at < 0 ? [rest.trimEnd(), undefined] : [rest.slice(0, at).trimEnd(), rest.slice(at)];
}
