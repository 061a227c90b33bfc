/** What went wrong, for programs to branch on; the text is for people. */
export type SimulationErrorCode =
  | 'malformed-netlist'
  | 'no-top'
  | 'too-large'
  | 'unknown-cell'
  | 'unknown-pin'
  | 'hierarchy'
  | 'latch'
  | 'unconnected-pin'
  | 'not-tied'
  | 'width-mismatch'
  | 'multiple-drivers'
  | 'undriven-net'
  | 'clock'
  | 'conflicting-init'
  | 'combinational-loop'
  | 'bad-expression'
  | 'unknown-port'
  | 'port-direction'
  | 'value-range'
  | 'option-range'
  | 'port-mismatch'
  | 'mismatch'
  | 'script'
  | 'vectors';

/**
 * The only error this room throws on purpose. `text` is one sentence: what is wrong and what was got;
 * `notes` are further lines, usually ending in the way out. `message` is both together.
 */
export class SimulationError extends Error {
  override readonly name: string = 'SimulationError';
  readonly code: SimulationErrorCode;
  readonly text: string;
  readonly notes: readonly string[];

  constructor(code: SimulationErrorCode, text: string, notes: readonly string[] = []) {
    super([text, ...notes.map((note) => `  ${note}`)].join('\n'));
    this.code = code;
    this.text = text;
    this.notes = notes;
  }
}
