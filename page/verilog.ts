import { verilogTokens } from '../src/explore/index.ts';
import { emitVerilog } from '../src/rtl/index.ts';
import { commandWords, shortName, type UnitSpec } from '../src/unit/index.ts';
import { byId, element } from './dom.ts';

let text = '';
let name = '';

export function setUpVerilog(): void {
  byId('verilog').append(
    element('p', { class: 'note', id: 'made-by' }),
    element(
      'p',
      { class: 'buttons' },
      element('button', { type: 'button', id: 'download', on: { click: download } }, 'Download'),
      element('button', { type: 'button', id: 'copy', on: { click: copy } }, 'Copy'),
      element('output', { id: 'copied' }),
    ),
    element(
      'p',
      { class: 'note' },
      element('mark', {}, 'Parameters'),
      ' may be overridden where the header says so; ',
      element('span', { class: 'derived' }, 'localparams'),
      ' follow them.',
    ),
    element('pre', { id: 'source', tabindex: '0', 'aria-label': 'Verilog of the unit' }),
  );
}

/** Shows the Verilog of a unit, the text that `lmul generate` writes. */
export function showVerilog(spec: UnitSpec): void {
  const before = text;
  text = emitVerilog(spec);
  name = shortName(spec);
  byId('made-by').replaceChildren(element('code', {}, `lmul generate ${commandWords(spec)}`));
  if (text === before) return;
  byId('copied').textContent = '';
  byId('source').replaceChildren(
    ...verilogTokens(text).map(({ kind, text: word }) =>
      kind === 'plain'
        ? word
        : kind === 'parameter'
          ? element('mark', {}, word)
          : element('span', { class: kind }, word),
    ),
  );
}

function download(): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  element('a', { href: address, download: `${name}.v` }).click();
  // The browser has taken hold of it by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

async function copy(): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    byId('copied').textContent = 'copied';
  } catch {
    byId('copied').textContent = 'the browser does not allow it: download instead';
  }
}
