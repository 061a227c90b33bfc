import { chunksOf, type Task } from '../kernel/chunks.ts';
import { driverFunction } from '../kernel/driver.ts';
import { chunkFunction } from '../kernel/emit.ts';
import type { Layout, Place } from '../kernel/layout.ts';
import { type FunctionCode, moduleOf } from '../wasm/encode.ts';

/** A module that runs a task step by step, and what has to stand in its memory before it does. */
export interface Built {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly functions: number;
}

export function build(task: Task, layout: Layout, stepBits: readonly Place[], operations: number): Built {
  const chunks = chunksOf(task, layout, operations);
  const functions: FunctionCode[] = chunks.map((chunk) => chunkFunction(task.network, chunk, layout.groups));
  functions.push(driverFunction(chunks.length, layout, stepBits, task.alarm !== undefined));
  return { bytes: moduleOf(functions, layout.pages), functions: functions.length };
}
