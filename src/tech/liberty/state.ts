import type { AsyncInput, FlipFlopFacts } from '../technology.ts';
import { readFunction } from './function.ts';
import type { Group } from './parse.ts';
import { Unusable } from './tables.ts';

/** The flip-flop in a cell. */
export interface State {
  readonly facts: FlipFlopFacts;
  /** Functions of output pins in the library's words to ours. */
  readonly outputs: ReadonlyMap<string, 'IQ' | '!IQ'>;
}

/** `ff (IQ, IQN) { ... }`, turned so that the state is what the data pin was. */
export function stateOf({ args: [own = '', inverse = ''], attributes }: Group): State {
  const signal = (name: string): { pin: string; inverted: boolean } | undefined => {
    const text = attributes.get(name)?.[0];
    if (text === undefined) return undefined;
    const [, not, pin] = /^(!?)(\w+)$/.exec(readFunction(text) ?? '') ?? [];
    if (pin === undefined) throw new Unusable(`${name} is ${text}, not one pin`);
    return { pin, inverted: not === '!' };
  };
  if (attributes.has('clocked_on_also')) throw new Unusable('has two clocks');
  const [clock, data] = [signal('clocked_on'), signal('next_state')];
  if (clock === undefined || data === undefined) throw new Unusable('its ff has no clock or no next state');
  const level = (name: string): AsyncInput | undefined => {
    const found = signal(name);
    return found && { pin: found.pin, active: found.inverted ? 0 : 1 };
  };
  const turned = data.inverted;
  const clear = level(turned ? 'preset' : 'clear');
  const preset = level(turned ? 'clear' : 'preset');
  const [isState, isInverse] = turned ? (['!IQ', 'IQ'] as const) : (['IQ', '!IQ'] as const);
  return {
    facts: {
      clock: clock.pin,
      edge: clock.inverted ? 'falling' : 'rising',
      data: data.pin,
      ...(clear && { clear }),
      ...(preset && { preset }),
      setupPs: 0,
      clockEnergyFj: 0,
      dataEnergyFj: 0,
    },
    outputs: new Map([
      [own, isState],
      [inverse, isInverse],
      [`!${own}`, isInverse],
      [`!${inverse}`, isState],
    ]),
  };
}

/** Throws `Unusable` unless the flip-flop reads all inputs of its cell and no other pins. */
export function checkPins(facts: FlipFlopFacts, inputs: readonly string[]): FlipFlopFacts {
  const used = [facts.clock, facts.data, facts.clear?.pin, facts.preset?.pin].filter(
    (pin) => pin !== undefined,
  );
  const missing = used.find((pin) => !inputs.includes(pin));
  if (missing !== undefined) throw new Unusable(`its ff uses ${missing}, which is no input`);
  const idle = inputs.find((pin) => !used.includes(pin));
  if (idle !== undefined) throw new Unusable(`its ff has a further input ${idle}`);
  return facts;
}
