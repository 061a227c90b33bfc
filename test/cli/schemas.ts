import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'vitest';
import { packageRoot } from '../../src/package-root.ts';
import { SCHEMAS } from '../../src/report/index.ts';

const VALIDATE =
  'import json, sys, jsonschema; jsonschema.validate(json.load(sys.stdin), json.load(open(sys.argv[1])))';
const hasValidator = spawnSync('python3', ['-c', 'import jsonschema'], { stdio: 'ignore' }).status === 0;

/** Expects a text to be JSON of a published form: by the schema's source, and where there is one by a validator that is not ours. */
export function expectValid(name: string, text: string): void {
  const result = SCHEMAS[name]!.schema.safeParse(JSON.parse(text));
  expect(result.error?.issues ?? []).toEqual([]);
  if (!hasValidator) return;
  const file = join(packageRoot, 'schemas', `${name}.json`);
  const { status, stderr } = spawnSync('python3', ['-W', 'ignore', '-c', VALIDATE, file], {
    input: text,
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([0, '']);
}
