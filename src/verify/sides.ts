import { cutTogether, type NetlistModule, NotFeedForwardError, unroll } from '../synth/index.ts';

/** Two circuits without registers, to be compared. */
export interface Sides {
  readonly gold: NetlistModule;
  readonly gate: NetlistModule;
  /** What holds if they are equal. */
  readonly claim: string;
  /** One step from any state, not outputs from inputs alone. */
  readonly isStep: boolean;
}

/**
 * The RTL and a netlist mapped from it: a feed-forward pipeline unrolled, anything else one step from any state. Throws
 * NotFeedForwardError where neither can be had, TypeError for other ports.
 */
export function sidesOf(rtl: NetlistModule, mapped: NetlistModule): Sides {
  const portsOf = ({ ports }: NetlistModule): string =>
    Object.entries(ports)
      .map(([name, { direction, bits }]) => `${direction} ${name}[${bits.length}]`)
      .sort()
      .join(', ');
  if (portsOf(rtl) !== portsOf(mapped)) {
    throw new TypeError(`the ports differ: RTL has ${portsOf(rtl)}; the netlist has ${portsOf(mapped)}`);
  }
  const depth = feedForwardDepth(rtl, mapped);
  if (typeof depth === 'string') {
    try {
      const { gold, gate, registers, shared } = cutTogether(rtl, mapped);
      const once = shared === 0 ? '' : ` in which those that the netlist holds once are equal`;
      const claim = `equal outputs and next states for every input, from every state of its ${registers} registers${once}`;
      return { gold, gate, claim, isStep: true };
    } catch (error) {
      if (!(error instanceof NotFeedForwardError)) throw error;
      throw new NotFeedForwardError(`not a feed-forward pipeline: ${depth}; and ${error.message}`);
    }
  }
  const [gold, gate] = [rtl, mapped].map((side) => unroll(side, depth).module) as [
    NetlistModule,
    NetlistModule,
  ];
  return { gold, gate, claim: claimOf(depth), isStep: false };
}

/** How many cycles back the outputs of both look, or why that cannot be said. */
function feedForwardDepth(rtl: NetlistModule, mapped: NetlistModule): number | string {
  try {
    return Math.max(unroll(rtl).frames, unroll(mapped).frames);
  } catch (error) {
    if (error instanceof NotFeedForwardError) return error.message;
    throw error;
  }
}

function claimOf(frames: number): string {
  if (frames === 0) return 'equal outputs for every input';
  const cycles = frames === 1 ? 'the first cycle' : `the first ${frames} cycles`;
  return `equal outputs in every cycle after ${cycles}, for every input sequence and any initial state`;
}
