import {
  type Engine,
  exposeNets,
  type Netlist,
  observe,
  type PortShape,
  parseScript,
  recordText,
  recordToggles,
  recordVcd,
  runScript,
  type Simulator,
  simulatorOf,
  type Vectors,
  wrap,
} from '../../sim/index.ts';
import { openWhole, readText } from './files.ts';
import type { Outcome } from './simulate-report.ts';
import { runVectors } from './simulate-vectors.ts';

interface Watching {
  readonly engine: Engine | 'auto';
  readonly script?: string;
  readonly output?: string;
  readonly vcd?: string;
  readonly wave?: boolean;
  readonly toggles?: string;
}

/** A run through the interface of a simulator, at which waveforms and toggle counts look on. */
export function runWatched(
  netlist: Netlist,
  options: Watching,
  vectors: (inputs: readonly PortShape[]) => Vectors,
): Outcome {
  const { script, output } = options;
  const watched =
    options.toggles !== undefined
      ? exposeNets(netlist)
      : options.vcd === undefined
        ? netlist
        : observe(netlist);
  // One stream needs one word of lanes; independent vectors go many at a time.
  const single =
    script !== undefined || netlist.clocks.length > 0 || options.vcd !== undefined || options.wave;
  const engine = single && options.engine === 'auto' ? 'javascript' : options.engine;
  const plain = simulatorOf(watched, { engine, words: single ? 1 : 256 });
  const vcd = options.vcd === undefined ? undefined : openWhole(options.vcd);
  let simulator = vcd === undefined ? plain : recordVcd(plain, vcd.write, { scope: netlist.top });
  const wave = options.wave ? recordText(simulator) : undefined;
  simulator = wave?.simulator ?? simulator;
  const record = options.toggles === undefined ? undefined : recordToggles(simulator, netlist);
  simulator = record?.simulator ?? simulator;
  try {
    const ran =
      script === undefined
        ? { run: runVectors(ofPorts(simulator, netlist), vectors, output) }
        : { script: runScript(parseScript(readText(script), simulator), simulator) };
    vcd?.close();
    const moments = ran.run?.count ?? record?.looks() ?? 0;
    return {
      engine,
      ...ran,
      ...(record && { toggles: { nets: record.toggles(), transitions: Math.max(0, moments - 1) } }),
      ...(wave && { wave: wave.draw() }),
    };
  } catch (error) {
    vcd?.abort();
    throw error;
  }
}

/** The simulator with the design's own ports only: inner nets are for waveforms. */
function ofPorts(simulator: Simulator, { ports }: Netlist): Simulator {
  return simulator.ports.length === ports.length ? simulator : wrap(simulator, { ports });
}
