import { SimulationError } from '../errors.ts';

export type Bit = 0 | 1;

/**
 * A boolean function of a cell's input pins, as data. `pin` is the index into the cell's inputs.
 * A `table` has one row per combination of all inputs: input i has weight 2^i in the row number.
 */
export type Expression =
  | { readonly kind: 'constant'; readonly value: Bit }
  | { readonly kind: 'pin'; readonly pin: number }
  | { readonly kind: 'not'; readonly of: Expression }
  | { readonly kind: 'and' | 'or' | 'xor'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'mux'; readonly select: Expression; readonly high: Expression; readonly low: Expression }
  | { readonly kind: 'table'; readonly rows: readonly Bit[] };

const binary = [
  { sign: '|', kind: 'or' },
  { sign: '^', kind: 'xor' },
  { sign: '&', kind: 'and' },
] as const;

/** Longer expressions are no function of a cell, and would nest deeper than the stack is. */
const MAX_TOKENS = 1000;

/**
 * Reads `S ? B : !(A & C) | D ^ 1` over the given pin names. Precedence as in Verilog: `!`, `&`, `^`, `|`, `?:`.
 * Throws `bad-expression` for anything else, pins that are not in `pins` included.
 */
export function parseExpression(text: string, pins: readonly string[]): Expression {
  const tokens = text.match(/[A-Za-z_]\w*(\[\d+\])?|\S/g) ?? [];
  if (tokens.length > MAX_TOKENS)
    throw new SimulationError(
      'bad-expression',
      `an expression of ${tokens.length} tokens is longer than the ${MAX_TOKENS} that are read`,
    );
  let at = 0;
  const fail = (): never => {
    const got = at < tokens.length ? `"${tokens[at]}" at token ${at + 1}` : 'its end';
    throw new SimulationError(
      'bad-expression',
      `cannot read the expression "${text}": did not expect ${got}`,
      [`it may use ! & ^ | ? : ( ) 0 1 and the pins ${pins.join(', ')}`],
    );
  };
  const expect = (sign: string): void => {
    if (tokens[at] !== sign) fail();
    at += 1;
  };

  const choice = (): Expression => {
    const select = operators(0);
    if (tokens[at] !== '?') return select;
    at += 1;
    const high = choice();
    expect(':');
    return { kind: 'mux', select, high, low: choice() };
  };
  const operators = (level: number): Expression => {
    const operator = binary[level];
    if (operator === undefined) return operand();
    let left = operators(level + 1);
    while (tokens[at] === operator.sign) {
      at += 1;
      left = { kind: operator.kind, left, right: operators(level + 1) };
    }
    return left;
  };
  const operand = (): Expression => {
    const token = tokens[at] ?? fail();
    const pin = pins.indexOf(token);
    if (pin < 0 && !['!', '(', '0', '1'].includes(token)) fail();
    at += 1;
    if (pin >= 0) return { kind: 'pin', pin };
    if (token === '!') return { kind: 'not', of: operand() };
    if (token !== '(') return { kind: 'constant', value: token === '1' ? 1 : 0 };
    const inner = choice();
    expect(')');
    return inner;
  };

  const whole = choice();
  if (at < tokens.length) fail();
  return whole;
}

/** The value of an expression for the given pin values: the meaning every engine has to agree with. */
export function evaluate(expression: Expression, pins: ArrayLike<number>): Bit {
  switch (expression.kind) {
    case 'constant':
      return expression.value;
    case 'pin':
      return pins[expression.pin] === 1 ? 1 : 0;
    case 'not':
      return evaluate(expression.of, pins) === 1 ? 0 : 1;
    case 'and':
      return evaluate(expression.left, pins) === 1 && evaluate(expression.right, pins) === 1 ? 1 : 0;
    case 'or':
      return evaluate(expression.left, pins) === 1 || evaluate(expression.right, pins) === 1 ? 1 : 0;
    case 'xor':
      return evaluate(expression.left, pins) !== evaluate(expression.right, pins) ? 1 : 0;
    case 'mux':
      return evaluate(expression.select, pins) === 1
        ? evaluate(expression.high, pins)
        : evaluate(expression.low, pins);
    case 'table': {
      let row = 0;
      for (let pin = 0; pin < pins.length; pin += 1) row += pins[pin] === 1 ? 2 ** pin : 0;
      return expression.rows[row] === 1 ? 1 : 0;
    }
  }
}
