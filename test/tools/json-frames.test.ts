import { describe, expect, it } from 'vitest';
import { frameJsonOutputs, takeJsonFrames } from '../../src/tools/json-frames.ts';

describe('frameJsonOutputs', () => {
  it('prints the wanted JSON instead of writing it, options kept', () => {
    expect(frameJsonOutputs('proc\nwrite_json -noscopeinfo a.json\nwrite_json b.json', ['a.json'])).toBe(
      'proc\nlog @@lmul-output a.json\nwrite_json -noscopeinfo\nlog @@lmul-end\nwrite_json b.json',
    );
  });
});

describe('takeJsonFrames', () => {
  it('cuts outputs out of the log', () => {
    const stdout = 'one\n@@lmul-output a.json\n\n1. Executing\n{\n  "x": 1\n}\n@@lmul-end \ntwo\n';
    const { log, files } = takeJsonFrames(stdout);
    expect(files).toEqual({ 'a.json': '{\n  "x": 1\n}\n' });
    expect(log).toBe('one\n(a.json)\n\ntwo\n');
  });

  it('takes a frame that never ended for log', () => {
    expect(takeJsonFrames('@@lmul-output a.json\n{ "x"').files).toEqual({});
  });
});
