import { type ChildProcess, spawn } from 'node:child_process';
import { request } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { lmul, mainOfPackage, refusal, workingFolder } from './lmul-command.ts';

const folder = workingFolder();

interface Served {
  readonly child: ChildProcess;
  readonly port: number;
}

function serve(): Promise<Served> {
  const child = spawn(process.execPath, [mainOfPackage, 'explore', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return new Promise((resolve, reject) => {
    child.stdout.once('data', (bytes: Buffer) => {
      const port = /^http:\/\/127\.0\.0\.1:(\d+)\/\n$/.exec(bytes.toString())?.[1];
      if (port === undefined) reject(new Error(`no address: ${bytes.toString()}`));
      else resolve({ child, port: Number(port) });
    });
    child.once('error', reject);
  });
}

/** Status and type of an answer; `fetch` would tidy the path first. */
function ask(
  port: number,
  path: string,
  method = 'GET',
): Promise<readonly [number | undefined, string | undefined]> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method }, (response) => {
      response.resume();
      response.once('end', () => resolve([response.statusCode, response.headers['content-type']]));
    });
    asked.once('error', reject);
    asked.end();
  });
}

describe('lmul explore', () => {
  it('serves the page and Yosys, nothing else, until it is interrupted', async () => {
    const { child, port } = await serve();
    expect(await ask(port, '/')).toEqual([200, 'text/html; charset=utf-8']);
    expect(await ask(port, '/main.js')).toEqual([200, 'text/javascript; charset=utf-8']);
    expect(await ask(port, '/yosys/yosys.core3.wasm', 'HEAD')).toEqual([200, 'application/wasm']);
    for (const path of [
      '/../package.json',
      '/..%2fpackage.json',
      '/yosys/../../package.json',
      '/nothing',
      '//',
    ])
      expect(await ask(port, path), path).toEqual([404, undefined]);
    expect((await ask(port, '/', 'POST'))[0]).toBe(405);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGINT');
    expect(await ended).toBe(130);
  });

  it('says when the port is taken, and what to do', async () => {
    const { port } = await serve();
    expect(await lmul(`explore --port ${port}`, folder())).toEqual(
      refusal('Something else listens on this port.', `--port ${port}`, '--port 0 for any that is free'),
    );
  });
});
