import { Diagnostic } from '../../diagnostic.ts';

/** The signs of a Liberty file, one after the other. */
export class Scanner {
  readonly #text: string;
  readonly #file: string;
  #at = 0;
  /** What is being read, for messages. */
  within = 'the library';

  constructor(text: string, file: string) {
    this.#text = text;
    this.#file = file;
  }

  get atEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  /** Whether this sign comes next, behind blanks; it is then passed. */
  takes(sign: ':' | ';' | '{' | '}'): boolean {
    this.blanks();
    if (this.#text[this.#at] !== sign) return false;
    this.#at += 1;
    return true;
  }

  /** White space, comments and continued lines. */
  blanks(): void {
    const text = this.#text;
    for (;;) {
      const code = text.charCodeAt(this.#at);
      if (code <= SPACE || code === BACKSLASH) this.#at += 1;
      else if (code === SLASH && text.charCodeAt(this.#at + 1) === STAR)
        this.#at = this.#find('*/', this.#at + 2) + 2;
      else if (code === SLASH && text.charCodeAt(this.#at + 1) === SLASH) this.#toLineEnd();
      else break;
    }
  }

  word(): string {
    const start = this.#at;
    while (isWord(this.#text.charCodeAt(this.#at))) this.#at += 1;
    if (this.atEnd) throw this.truncated();
    if (this.#at === start) throw this.error('A name was expected.', this.#here());
    return this.#text.slice(start, this.#at);
  }

  args(): string[] {
    this.expect('(');
    const found: string[] = [];
    for (;;) {
      this.blanks();
      const code = this.#text.charCodeAt(this.#at);
      if (code === RIGHT) {
        this.#at += 1;
        return found;
      }
      if (code === COMMA) this.#at += 1;
      else if (code === QUOTE) found.push(this.#quoted());
      else {
        const start = this.#at;
        while (isBare(this.#text.charCodeAt(this.#at))) this.#at += 1;
        if (this.atEnd) throw this.truncated();
        if (this.#at === start) throw this.error('A list of values was expected.', this.#here());
        found.push(this.#text.slice(start, this.#at));
      }
    }
  }

  /** What stands behind a colon, to the semicolon or, where there is none, to the end of the line. */
  value(): string {
    const text = this.#text;
    while (text.charCodeAt(this.#at) <= SPACE && text.charCodeAt(this.#at) !== NEWLINE) this.#at += 1;
    if (text.charCodeAt(this.#at) === QUOTE) return this.#quoted();
    const start = this.#at;
    for (; this.#at < text.length; this.#at += 1) {
      const code = text.charCodeAt(this.#at);
      if (code === SEMICOLON || code === NEWLINE || code === CLOSE || code === OPEN) break;
      if (code === SLASH && text.charCodeAt(this.#at + 1) === STAR) break;
    }
    if (this.atEnd) throw this.truncated();
    return text.slice(start, this.#at).trim();
  }

  expect(sign: string): void {
    this.blanks();
    if (this.atEnd) throw this.truncated();
    if (this.#text[this.#at] !== sign) throw this.error(`"${sign}" was expected.`, this.#here());
    this.#at += 1;
  }

  error(text: string, got: string): Diagnostic {
    return new Diagnostic({
      code: 'liberty/syntax',
      text: `${this.#file}, line ${this.#line()}: ${text}`,
      got,
      wayOut: 'a Liberty file as a library vendor or OpenROAD ships it: .lib or .lib.gz',
    });
  }

  truncated(): Diagnostic {
    return new Diagnostic({
      code: 'liberty/truncated',
      text: `${this.#file} ends too early, inside ${this.within}.`,
      got: `${this.#line()} lines`,
      wayOut: 'the whole file: this one was cut off',
    });
  }

  #quoted(): string {
    const start = this.#at + 1;
    const end = this.#find('"', start);
    this.#at = end + 1;
    return this.#text.slice(start, end);
  }

  /** Passes over everything to the closing brace of a group. */
  skipBody(): void {
    for (let depth = 1; depth > 0; ) {
      this.blanks();
      const code = this.#text.charCodeAt(this.#at);
      if (code === QUOTE) this.#quoted();
      else {
        if (this.atEnd) throw this.truncated();
        if (code === OPEN) depth += 1;
        else if (code === CLOSE) depth -= 1;
        this.#at += 1;
      }
    }
  }

  #find(sign: string, from: number): number {
    const found = this.#text.indexOf(sign, from);
    if (found >= 0) return found;
    this.#at = this.#text.length;
    throw this.truncated();
  }

  #toLineEnd(): void {
    const end = this.#text.indexOf('\n', this.#at);
    this.#at = end < 0 ? this.#text.length : end;
  }

  #here(): string {
    return JSON.stringify(this.#text.slice(this.#at, this.#at + 20).split('\n')[0]);
  }

  #line(): number {
    let line = 1;
    for (let at = this.#text.indexOf('\n'); at >= 0 && at < this.#at; at = this.#text.indexOf('\n', at + 1))
      line += 1;
    return line;
  }
}

const [NEWLINE, SPACE, QUOTE, RIGHT, STAR, COMMA] = [10, 32, 34, 41, 42, 44] as const;
const [SLASH, SEMICOLON, BACKSLASH, OPEN, CLOSE] = [47, 59, 92, 123, 125] as const;

function isWord(code: number): boolean {
  return (
    (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95
  );
}

/** A value without quotes inside parentheses. */
function isBare(code: number): boolean {
  return (
    code > SPACE && code !== RIGHT && code !== COMMA && code !== QUOTE && code !== OPEN && code !== SEMICOLON
  );
}
