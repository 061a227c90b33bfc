import { afterEach, describe, expect, it, vi } from 'vitest';

afterEach(() => {
  vi.doUnmock('../../src/tools/versions.ts');
  vi.resetModules();
});

describe('runNextpnr', () => {
  it('names the command that installs an absent package', async () => {
    vi.doMock('../../src/tools/versions.ts', async (original) => ({
      ...(await original<typeof import('../../src/tools/versions.ts')>()),
      toolVersions: () => ({ yosys: '0.55.944', nextpnr: null }),
    }));
    const { runNextpnr } = await import('../../src/tools/run-nextpnr.ts');
    await expect(runNextpnr({ json: '{}', device: 'hx8k', seed: 1 })).rejects.toMatchObject({
      code: 'tool/missing',
      message: 'nextpnr is not installed\n  try: npm install @yowasp/nextpnr-ice40@0.8.621',
    });
  });
});

describe('toolVersions', () => {
  it('reads the pinned versions', async () => {
    const { toolVersions } = await import('../../src/tools/versions.ts');
    expect(toolVersions()).toEqual({ yosys: '0.55.944', nextpnr: '0.8.621' });
  });
});
