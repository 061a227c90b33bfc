import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { Diagnostic } from '../diagnostic.ts';

/** A text in UTF-8, without the byte order mark that some editors write. */
export function readText(file: string): string {
  return new TextDecoder().decode(readBytes(file));
}

export function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new Diagnostic({
      code: 'cli/file',
      text: 'A file cannot be read.',
      got: (error as Error).message,
      wayOut: 'the path of a file that is there',
    });
  }
}

export function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Diagnostic({
      code: 'simulate/netlist',
      text: `${file} is not JSON, or ends too early.`,
      got: (error as Error).message,
      wayOut: 'the file that write_json of Yosys wrote',
    });
  }
}

/** A file written piece by piece beside its place, and put there when it is whole. */
export function openWhole(file: string): {
  write: (content: string | Uint8Array) => void;
  close: () => void;
  abort: () => void;
} {
  const temporary = `${file}.${process.pid}.tmp`;
  let descriptor: number;
  try {
    descriptor = openSync(temporary, 'w');
  } catch (error) {
    throw new Diagnostic({
      code: 'cli/file',
      text: 'A file cannot be written.',
      got: (error as Error).message,
      wayOut: 'a place in a folder that is there and may be written to',
    });
  }
  let isOpen = true;
  const abort = (): void => {
    // After `close` as well: what comes later, and fails, is the error to tell.
    if (isOpen) closeSync(descriptor);
    isOpen = false;
    rmSync(temporary, { force: true });
  };
  return {
    write: (content) => {
      const bytes = Buffer.from(content);
      for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
    },
    close: () => {
      isOpen = false;
      try {
        closeSync(descriptor);
        renameSync(temporary, file);
      } catch (error) {
        abort();
        throw error;
      }
    },
    abort,
  };
}

/** Whether a file can be put in its place, asked before long work, not after it. */
export function checkWritable(file: string): void {
  try {
    accessSync(dirname(file), constants.W_OK);
    if (existsSync(file) && statSync(file).isDirectory()) throw new Error(`${file} is a folder`);
  } catch (error) {
    throw new Diagnostic({
      code: 'cli/file',
      text: 'A file cannot be written.',
      got: (error as Error).message,
      wayOut: 'a place in a folder that is there and may be written to',
    });
  }
}

/** A text or bytes, put in their place when they are whole. */
export function writeWhole(file: string, content: string | Uint8Array): void {
  const whole = openWhole(file);
  try {
    whole.write(content);
  } catch (error) {
    whole.abort();
    throw error;
  }
  whole.close();
}
