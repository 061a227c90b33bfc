import { ToolError } from '../src/tools/tool-error.ts';

/** The compiled modules of Yosys by file name: compiled once, and handed to every worker. */
export type YosysModules = Readonly<Record<string, WebAssembly.Module>>;

/** Where the files of the package @yowasp/yosys are, beside the page. */
export const yosysFolder: URL = new URL('./yosys/', import.meta.url);

const FILES = ['yosys.core.wasm', 'yosys.core2.wasm', 'yosys.core3.wasm', 'yosys.core4.wasm'];

let tell: (loadedBytes: number, totalBytes: number) => void = () => {};
let modules: Promise<YosysModules> | undefined;

/** Tells how far loading is; nothing once it is loaded. The total is 0 where the server does not say. */
export function watchLoading(listener: typeof tell): void {
  tell = listener;
}

/** Loads and compiles Yosys, once. A failure is forgotten, so that the next call tries again. */
export function loadYosys(): Promise<YosysModules> {
  modules ??= compileAll().catch((error: unknown) => {
    modules = undefined;
    throw error;
  });
  return modules;
}

async function compileAll(): Promise<YosysModules> {
  const compiled = await Promise.all(FILES.map(async (file) => [file, await compileFile(file)] as const));
  return Object.fromEntries(compiled);
}

async function compileFile(file: string): Promise<WebAssembly.Module> {
  const url = new URL(file, yosysFolder);
  try {
    const response = await fetch(url);
    if (!response.ok || response.body === null) throw new Error(`the server answers ${response.status}`);
    // Its own response: a server that does not know the type of .wasm files would stop it from being compiled.
    const counted = response.body.pipeThrough(counter(Number(response.headers.get('content-length') ?? 0)));
    const asWasm = new Response(counted, { headers: { 'content-type': 'application/wasm' } });
    return await WebAssembly.compileStreaming(asWasm);
  } catch (error) {
    throw new ToolError({
      tool: 'yosys',
      kind: 'missing',
      text: `Yosys could not be loaded: ${file}: ${(error as Error).message}`,
      wayOut: 'check the network and press the button again; all else on this page works without it',
    });
  }
}

function counter(totalBytes: number): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  let loaded = 0;
  return new TransformStream({
    transform(chunk, controller) {
      loaded += chunk.byteLength;
      // Nearly all bytes are in one file: the others would only make the figure jump.
      if (totalBytes === 0 || totalBytes > 1e6) tell(loaded, totalBytes);
      controller.enqueue(chunk);
    },
  });
}
