import { createReadStream } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { Diagnostic } from '../diagnostic.ts';
import { printJson, printResult, say } from './output.ts';
import { pageFiles, writePage } from './page-files.ts';

interface ExploreOptions {
  readonly port: number;
  readonly output?: string;
  readonly json?: boolean;
}

const HOST = '127.0.0.1';
const PORT = 4303;

/** `lmul explore`: the explorer in a browser of this machine, or its files for any web server. */
export function addExplore(program: Command): void {
  program
    .command('explore')
    .description('a page to try units on: bits, the product step by step, error, Verilog, and cost')
    .option('--port <n>', 'of the address to open; 0 is any that is free', parsePort, PORT)
    .option('-o, --output <dir>', 'write the page as a static site instead, for any web server')
    .option('--json', 'the address, or the list of written files, as data')
    .addHelpText(
      'after',
      `
Examples:
  lmul explore             serves http://${HOST}:${PORT}/ to this machine alone, until Ctrl-C
  lmul explore --port 0
  lmul explore -o site     a folder to publish`,
    )
    .action(async ({ port, output, json }: ExploreOptions) => {
      const files = pageFiles();
      if (output !== undefined) {
        writePage(files, output);
        if (json) printJson({ directory: output, files: [...files.keys()] });
        else say(`lmul: ${files.size} files in ${output}`);
        return;
      }
      const server = await listen(serverOf(files), port);
      const url = `http://${HOST}:${(server.address() as AddressInfo).port}/`;
      if (json) printJson({ url });
      else printResult(url);
      say('lmul: open that address in a browser; Ctrl-C ends it');
      await new Promise((_resolve, reject) => server.once('error', reject));
    });
}

function serverOf(files: ReadonlyMap<string, string>): Server {
  return createServer((request: IncomingMessage, response: ServerResponse) => {
    // Nothing is resolved: an address is the name of a file, or it is none.
    const path = (request.url ?? '/').replace(/[?#].*$/, '').slice(1) || 'index.html';
    const file = files.get(path);
    if (request.method !== 'GET' && request.method !== 'HEAD') response.writeHead(405).end();
    else if (file === undefined) response.writeHead(404).end('not found');
    else {
      response.writeHead(200, { 'content-type': typeOf(path), 'cache-control': 'no-cache' });
      if (request.method === 'HEAD') response.end();
      else
        createReadStream(file)
          .on('error', () => response.destroy())
          .pipe(response);
    }
  });
}

function listen(server: Server, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(notServed(port, error)));
    server.listen(port, HOST, () => resolve(server.removeAllListeners('error')));
  });
}

function notServed(port: number, { code, message }: NodeJS.ErrnoException): Diagnostic {
  return new Diagnostic({
    code: 'explore/port',
    text:
      code === 'EADDRINUSE' ? 'Something else listens on this port.' : `The port cannot be used: ${message}.`,
    got: `--port ${port}`,
    wayOut: '--port 0 for any that is free',
  });
}

function typeOf(path: string): string {
  const types: Readonly<Record<string, string>> = {
    '.html': 'text/html; charset=utf-8',
    '.css': 'text/css; charset=utf-8',
    '.js': 'text/javascript; charset=utf-8',
    '.wasm': 'application/wasm',
  };
  return types[extname(path)] ?? 'application/octet-stream';
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError('A port from 0 to 65535 is wanted.');
}
