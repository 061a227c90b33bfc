/** What travels to a worker and back: plain data, since classes do not survive the way. */
export interface ToolTask {
  readonly tool: 'yosys' | 'nextpnr';
  readonly args: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  /** nextpnr only: the one chip database the run needs, as `chipdb-8k.bin`. */
  readonly chipDatabase?: string;
}

export type ToolAnswer =
  | {
      readonly kind: 'done';
      readonly files: Record<string, string>;
      readonly stdout: string;
      readonly stderr: string;
      /** What the tool took, loading it apart. */
      readonly seconds: number;
    }
  | {
      readonly kind: 'failed' | 'crashed' | 'memory' | 'missing';
      readonly text: string;
      readonly stdout: string;
      readonly stderr: string;
    };

/** A task on its way to a worker, with a count, shared by all, of the workers that load a tool just now. */
export type WorkerTask = ToolTask & { readonly loading: Int32Array<SharedArrayBuffer> };
