/**
 * Yosys in WebAssembly takes quadratic time to write a large file (54 MB: 138 s), but not to print it (2.9 s). So a
 * `write_json NAME` of a wanted output is turned into a print between two marks, and cut out of stdout afterwards.
 */
const opening = (name: string): string => `@@lmul-output ${name}`;
const closing = '@@lmul-end';

export function frameJsonOutputs(script: string, outputs: readonly string[]): string {
  return script
    .split('\n')
    .flatMap((line) => {
      const [command, ...rest] = line.trim().split(/\s+/);
      const name = rest.at(-1);
      if (command !== 'write_json' || name === undefined || !outputs.includes(name)) return [line];
      return [`log ${opening(name)}`, ['write_json', ...rest.slice(0, -1)].join(' '), `log ${closing}`];
    })
    .join('\n');
}

export function takeJsonFrames(stdout: string): { log: string; files: Record<string, string> } {
  const files: Record<string, string> = {};
  let log = '';
  let from = 0;
  for (;;) {
    const mark = stdout.indexOf('@@lmul-output ', from);
    if (mark < 0) break;
    const name = stdout.slice(mark + '@@lmul-output '.length, stdout.indexOf('\n', mark)).trim();
    const end = stdout.indexOf(`\n${closing}`, mark);
    // A run that died while printing has an opening mark only: the rest is no output.
    if (end < 0) break;
    const start = stdout.indexOf('\n{', mark) + 1;
    if (start > 0 && start < end) files[name] = stdout.slice(start, end + 1);
    log += `${stdout.slice(from, mark)}(${name})\n`;
    from = end + closing.length + 2;
  }
  return { log: log + stdout.slice(from), files };
}
