import { Diagnostic, EXIT } from '../diagnostic.ts';

export type ToolName = 'yosys' | 'nextpnr';

export type ToolErrorKind = 'failed' | 'timeout' | 'crashed' | 'missing' | 'memory';

export interface ToolErrorFields {
  readonly tool: ToolName;
  readonly kind: ToolErrorKind;
  readonly text: string;
  readonly wayOut?: string;
  /** Everything the tool said, stdout before stderr. */
  readonly log?: string;
  readonly script?: string;
  readonly files?: Readonly<Record<string, string>>;
}

/**
 * An external tool did not deliver. Its code is `tool/<kind>`. Log, script and inputs are kept for `keepFailure`, but
 * are not enumerable: printing the error never pours whole designs onto the terminal.
 */
export class ToolError extends Diagnostic {
  readonly tool: ToolName;
  readonly kind: ToolErrorKind;
  declare readonly log: string;
  declare readonly script: string;
  declare readonly files: Readonly<Record<string, string>>;

  constructor(fields: ToolErrorFields) {
    const { tool, kind, text, wayOut, log = '', script = '', files = {} } = fields;
    const exit = kind === 'timeout' || kind === 'memory' ? EXIT.exhausted : EXIT.tool;
    super({ code: `tool/${kind}`, text, exit, ...(wayOut === undefined ? {} : { wayOut }) });
    this.name = 'ToolError';
    this.tool = tool;
    this.kind = kind;
    for (const [key, value] of Object.entries({ log, script, files })) {
      Object.defineProperty(this, key, { value, enumerable: false });
    }
  }
}

/** The optional package of a tool is not installed; the text names the command that installs it. */
export class ToolMissingError extends ToolError {
  constructor(tool: ToolName, install: string) {
    super({ tool, kind: 'missing', text: `${tool} is not installed`, wayOut: install });
    this.name = 'ToolMissingError';
  }
}
