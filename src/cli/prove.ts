import type { Command } from 'commander';
import { Diagnostic, EXIT } from '../diagnostic.ts';
import { proofsData, proofsText, verificationMarkdown } from '../report/index.ts';
import { verifyAll } from '../study/index.ts';
import { type AnySpec, nameOf } from '../unit/index.ts';
import { type Proof, proveUnit, theoremsOf } from '../verify/index.ts';
import { addMacOptions, anyUnitsOf, type MacOptions } from './any-words.ts';
import { onProgress } from './checked.ts';
import { collect, printJson, printResult } from './output.ts';
import { wholeNumberTo } from './unit-options.ts';
import { unitsOf } from './unit-words.ts';

interface ProveOptions extends MacOptions {
  readonly theorem?: readonly string[];
  readonly timeout: number;
  readonly canonical?: boolean;
  readonly markdown?: boolean;
  readonly json?: boolean;
}

/** `lmul prove UNIT...`: what holds of a unit for every input; exit 1 when something does not. */
export function addProve(program: Command): void {
  addMacOptions(program.command('prove').argument('[unit...]', 'product and format, or short names'))
    .description('prove units by SAT: against their netlists, model, specification, rivals and laws')
    .option('--theorem <name>', 'this one only; may be repeated', collect)
    .option('--timeout <s>', 'seconds for each theorem, its netlist once made', wholeNumberTo(86_400), 60)
    .option('--markdown', 'units checked, mutated and proved, as a page such as docs/verification.md')
    .option('--canonical', 'of --markdown: the canonical units, and more; many minutes')
    .option('--json', 'the proofs, as data, as described by schemas/prove.json')
    .addHelpText(
      'after',
      `
Proved of every unit: gate and iCE40 netlist = RTL; RTL = bit-true model; the laws its contract gives. Of L-Mul: RTL = its
one-line integer specification, and its error bounds up to 10 mantissa bits. Of exact units: RTL = every other
architecture. Of pipelines: the latency, and that nothing of an earlier operation is left; by unrolling and by induction.
Of units that accumulate: one operation is that of the model, from any state; clear, reset, and lanes in any order. Of
integers: what Verilog's own signed arithmetic says.
A theorem is proved by SAT, or by going through all inputs where SAT is slower; one that is open when its time is up is
unknown, and then the exit code is 4. A theorem that does not hold is shown with the inputs that break it.

Examples:
  lmul prove lmul e4m3 bf16 fp32
  lmul prove exact e5m2 --architecture carry-in --rounding rup --stages 3
  lmul prove mac e4m3 --product lmul --accumulator kulisch
  lmul prove exact bf16 --theorem commutative --theorem monotone --timeout 600`,
    )
    .action(async (words: string[], options: ProveOptions) => {
      if (options.markdown || options.canonical) return page(words, options);
      const specs = anyUnitsOf(words, options);
      if (options.theorem !== undefined) checkTheorems(specs, options.theorem);
      const results: { spec: AnySpec; proofs: Proof[] }[] = [];
      // Each unit's theorems take every core: units follow each other.
      for (const spec of specs) results.push({ spec, proofs: await proofsOf(spec, options) });
      const kinds = results.flatMap(({ proofs }) => proofs.map(({ kind }) => kind));
      if (kinds.includes('refuted')) process.exitCode = EXIT.checkFailed;
      else if (kinds.includes('unknown')) process.exitCode = EXIT.exhausted;
      if (options.json) printJson(results.map(({ spec, proofs }) => proofsData(spec, proofs)));
      else printResult(results.map(({ spec, proofs }) => proofsText(spec, proofs)).join('\n\n'));
    });
}

/** Everything that is known of these units, or of the canonical ones, as a page. */
async function page(words: readonly string[], options: ProveOptions): Promise<void> {
  const { canonical = false, timeout, json, markdown, theorem } = options;
  if (!markdown || json || theorem !== undefined || canonical === words.length > 0)
    throw new Diagnostic({
      code: 'cli/canonical',
      text: 'A page is of units or of the canonical set, of all their theorems, and is Markdown.',
      got:
        [words, canonical ? '--canonical' : [], json ? '--json' : [], theorem ? '--theorem' : []]
          .flat()
          .join(' ') || 'no unit',
      wayOut: '--markdown with units, or --markdown --canonical',
    });
  const units = canonical ? {} : { units: unitsOf(words, options) };
  printResult(verificationMarkdown(await verifyAll({ ...units, timeoutMs: 1000 * timeout, onProgress })));
}

function proofsOf(spec: AnySpec, { theorem, timeout }: ProveOptions): Promise<Proof[]> {
  const name = nameOf(spec);
  return proveUnit(spec, {
    timeoutMs: 1000 * timeout,
    ...(theorem === undefined ? {} : { only: theorem }),
    onProof: (proof) => onProgress(`${name}: ${proof.name}: ${proof.kind}, ${proof.seconds} s`),
  });
}

function checkTheorems(specs: readonly AnySpec[], wanted: readonly string[]): void {
  const known = [...new Set(specs.flatMap((spec) => theoremsOf(spec).map(({ name }) => name)))];
  const unknown = wanted.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new Diagnostic({
    code: 'cli/theorem',
    text: 'There is no theorem of that name about these units.',
    got: `--theorem "${unknown}"`,
    wayOut: known.join(', '),
  });
}
