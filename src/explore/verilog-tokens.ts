/** A stretch of Verilog of one kind. */
export interface VerilogToken {
  readonly kind: 'plain' | 'comment' | 'keyword' | 'parameter' | 'derived' | 'number';
  readonly text: string;
}

const KEYWORDS = [
  ...['module', 'endmodule', 'parameter', 'localparam', 'input', 'output', 'wire', 'reg', 'assign', 'always'],
  ...['posedge', 'negedge', 'or', 'if', 'else', 'begin', 'end', 'case', 'endcase', 'default', 'function'],
  ...['endfunction', 'integer', 'for', 'generate', 'endgenerate', 'genvar'],
];

/**
 * Generated Verilog cut into tokens; joined, they are the text again. `parameter` is a parameter that may be overridden,
 * `derived` a localparam.
 */
export function verilogTokens(text: string): VerilogToken[] {
  const named = (word: string): Set<string> =>
    new Set(
      [...text.matchAll(new RegExp(`^\\s*${word}\\s+(?:\\[[^\\]]*\\]\\s*)?(\\w+)`, 'gm'))].map(
        ([, name]) => name as string,
      ),
    );
  const [parameters, derived, keywords] = [named('parameter'), named('localparam'), new Set(KEYWORDS)];
  const tokens: VerilogToken[] = [];
  for (const [word] of text.matchAll(
    /\/\/[^\n]*|`?[A-Za-z_]\w*|\d*'[sS]?[bdhoBDHO][0-9a-fA-F_xXzZ]+|\d+|[^\w'`/]+|./g,
  )) {
    const kind = kindOf(word, parameters, derived, keywords);
    const last = tokens.at(-1);
    if (last !== undefined && last.kind === kind && kind === 'plain')
      tokens[tokens.length - 1] = { kind, text: last.text + word };
    else tokens.push({ kind, text: word });
  }
  return tokens;
}

function kindOf(
  word: string,
  parameters: ReadonlySet<string>,
  derived: ReadonlySet<string>,
  keywords: ReadonlySet<string>,
): VerilogToken['kind'] {
  if (word.startsWith('//')) return 'comment';
  if (parameters.has(word)) return 'parameter';
  if (derived.has(word)) return 'derived';
  if (keywords.has(word) || word.startsWith('`')) return 'keyword';
  return /^(\d|')/.test(word) ? 'number' : 'plain';
}
