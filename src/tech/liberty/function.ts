/**
 * A function in Liberty's words as one in ours, which means the same in both: `(A1*A2)+B1'` is `A1 & A2 | !B1`. In Liberty `!` and `'` bind closest,
 * then `^`, then `&`, `*` or a blank, then `|` and `+`. Undefined for what is no such expression.
 */
export function readFunction(text: string): string | undefined {
  if (text.length > MAX_LENGTH || (text.match(/[(!]/g)?.length ?? 0) > MAX_NESTING) return undefined;
  const tokens = text.match(/[A-Za-z_]\w*(?:\[\d+\])?|\S/g) ?? [];
  let at = 0;
  const binary = (level: number): Term | undefined => {
    const operator = LEVELS[level];
    if (operator === undefined) return unary();
    let left = binary(level + 1);
    while (left !== undefined) {
      const token = tokens[at];
      const written = token !== undefined && operator.signs.some((sign) => sign === token);
      // Two operands side by side are an AND.
      const implied = operator.sign === '&' && token !== undefined && /^[\w!(]/.test(token);
      if (!written && !implied) break;
      if (written) at += 1;
      const right = binary(level + 1);
      left = right && {
        text: `${within(left, operator.binds)} ${operator.sign} ${within(right, operator.binds)}`,
        binds: operator.binds,
      };
    }
    return left;
  };
  const unary = (): Term | undefined => {
    const token = tokens[at];
    if (token === undefined) return undefined;
    at += 1;
    let term: Term | undefined;
    if (token === '!') term = not(unary());
    else if (token === '(') {
      term = binary(0);
      if (tokens[at] !== ')') return undefined;
      at += 1;
    } else if (/^[A-Za-z_]|^[01]$/.test(token)) term = { text: token, binds: 4 };
    while (tokens[at] === "'") {
      at += 1;
      term = not(term);
    }
    return term;
  };
  const whole = binary(0);
  return at < tokens.length ? undefined : whole?.text;
}

/** Longer or deeper than the function of any cell, and short enough to be read by recursion. */
const MAX_LENGTH = 2000;
const MAX_NESTING = 200;

/** Binding strength in our words: 1 `|`, 2 `^`, 3 `&`, 4 a pin or an inverted one. */
interface Term {
  readonly text: string;
  readonly binds: number;
}

const LEVELS = [
  { signs: ['|', '+'], sign: '|', binds: 1 },
  { signs: ['&', '*'], sign: '&', binds: 3 },
  { signs: ['^'], sign: '^', binds: 2 },
] as const;

/** `&` and `^` side by side always get parentheses: Liberty and Verilog disagree on them. */
const within = ({ text, binds }: Term, outer: number): string =>
  binds < outer || (outer === 2 && binds === 3) ? `(${text})` : text;

function not(term: Term | undefined): Term | undefined {
  return term && { text: `!${within(term, 4)}`, binds: 4 };
}

/** The pins of a function in our words. */
export function pinsIn(text: string): string[] {
  return [...new Set(text.match(/[A-Za-z_]\w*(?:\[\d+\])?/g) ?? [])];
}
