// Bundles the explorer into dist/page, from the TypeScript of src/ and page/; run after tsc. A module of src/ that needs
// Node has a stand-in of the same path in page/stand-ins. One that reaches Node without one ends the build.
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';
import { packageVersion } from '../dist/src/package-root.js';
import { readTemplates } from '../dist/src/rtl/index.js';
import { toolVersions } from '../dist/src/tools/index.js';

const page = dirname(fileURLToPath(import.meta.url));
const root = dirname(page);
const output = join(root, 'dist', 'page');

const standIns = {
  name: 'stand-ins',
  async resolveId(id, importer, options) {
    // What is imported of Node and not used falls away; what is used fails in `checkNode`.
    if (id.startsWith('node:')) return { id, external: true, moduleSideEffects: false };
    const found = await this.resolve(id, importer, { ...options, skipSelf: true });
    if (found === null || !/^(src|sim)\//.test(relative(root, found.id))) return found;
    const standIn = join(page, 'stand-ins', relative(root, found.id));
    return { ...found, id: existsSync(standIn) ? standIn : found.id, moduleSideEffects: false };
  },
};

rmSync(output, { recursive: true, force: true });
mkdirSync(output, { recursive: true });
const facts = { version: packageVersion, yosys: toolVersions().yosys, templates: readTemplates() };
for (const entry of ['main', 'check-worker', 'yosys-worker']) {
  const { output: chunks } = await build({
    input: join(page, `${entry}.ts`),
    platform: 'browser',
    plugins: [standIns],
    transform: { define: { PACKAGE_FACTS: JSON.stringify(facts) } },
    output: { dir: output, format: 'es', entryFileNames: '[name].js', minify: true },
    logLevel: 'warn',
  });
  checkNode(entry, chunks);
}
for (const file of ['index.html', 'style.css']) cpSync(join(page, file), join(output, file));

/** One file, which asks nothing of Node; what it loads at run time has an address of its own. */
function checkNode(entry, chunks) {
  const asked = chunks.flatMap(({ code = '' }) => code.match(/["'`]node:\w+["'`]/g) ?? []);
  if (chunks.length !== 1 || asked.length > 0)
    throw new Error(`page/${entry}.ts is to be one file without Node, but asks for ${asked.join(', ')}`);
}
