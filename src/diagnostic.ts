/** Exit codes of the `lmul` command, stable: scripts rely on them. */
export const EXIT = {
  ok: 0,
  checkFailed: 1,
  usage: 2,
  tool: 3,
  exhausted: 4,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export interface DiagnosticFields {
  /** Stable, machine-readable: `format/unknown`, `unit/contradiction`, ... */
  readonly code: string;
  /** What is wrong, one sentence. */
  readonly text: string;
  /** What was given, verbatim. */
  readonly got?: string;
  /** The way out: what to type or change instead. */
  readonly wayOut?: string;
  readonly exit?: ExitCode;
}

/**
 * An error as data: what is wrong, what was got, the way out. Everything a user can cause is one of these;
 * it is turned into text only where it is printed. Other exceptions are bugs.
 */
export class Diagnostic extends Error implements DiagnosticFields {
  readonly code: string;
  readonly text: string;
  readonly got?: string;
  readonly wayOut?: string;
  readonly exit: ExitCode;

  constructor(fields: DiagnosticFields) {
    super(formatDiagnostic(fields));
    this.name = 'Diagnostic';
    this.code = fields.code;
    this.text = fields.text;
    if (fields.got !== undefined) this.got = fields.got;
    if (fields.wayOut !== undefined) this.wayOut = fields.wayOut;
    this.exit = fields.exit ?? EXIT.usage;
  }
}

export function formatDiagnostic({ text, got, wayOut }: DiagnosticFields): string {
  return [text, got === undefined ? [] : `  got: ${got}`, wayOut === undefined ? [] : `  try: ${wayOut}`]
    .flat()
    .join('\n');
}
