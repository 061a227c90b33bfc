import { infMag, magBitsOf, maxFiniteMag, nanCode, widthOf } from '../format/index.ts';
import { bitsOf, type MacSpec, windowOf, windowWidths } from '../unit/index.ts';
import { rangeOf } from './mac-widen.ts';
import { unusedView } from './section.ts';
import { port, type StageModule } from './stage-module.ts';
import { extended, zerosBefore } from './window.ts';

/** The sum of the window as a number of the register. */
export function roundStage(spec: MacSpec): StageModule {
  const { register, window, carryBits, exponentBits } = windowWidths(spec);
  const bits = widthOf(register);
  return {
    stage: 'round',
    does: `rounds a sum of ${window + carryBits} places to ${register.name}`,
    ports: [
      port('input', 'total_i', window + carryBits + 1, "sum, two's complement"),
      port('input', 'largest_i', exponentBits, 'exponent of the window'),
      port('input', 'is_nan_i', 1, 'sum is not a number'),
      port('input', 'is_inf_i', 1, 'sum is infinite'),
      port('input', 'inf_sign_i', 1, 'its sign, if so'),
      port('output', 'sum_o', bits, 'sum, rounded'),
    ],
    sections: [
      {
        banner: 'Normalise: sign and magnitude, the leading one to the left',
        template: 'window-normalise',
        view: normaliseView(spec),
      },
      { banner: `Round: ${windowOf(spec).rounding}`, template: 'window-round', view: roundView(spec) },
      { banner: 'Select: special cases, ends of the range', template: 'select', view: selectView(spec) },
    ],
  };
}

/** Bits of the exponent while it is not yet bounded, and of the exponent and mantissa together. */
function workBits(spec: MacSpec): { workBits: number; roundedBits: number } {
  const { register, window, carryBits, exponentBits } = windowWidths(spec);
  const work = 1 + bitsOf(Math.max(2 ** exponentBits + carryBits, window));
  return { workBits: work, roundedBits: work + register.manBits };
}

function normaliseView(spec: MacSpec): object {
  const { window, carryBits, exponentBits, registerOffset } = windowWidths(spec);
  const full = spec.product.contract === 'full';
  const magBits = window + carryBits;
  const zeroBits = bitsOf(magBits - 1);
  const { workBits: work } = workBits(spec);
  const limitBits = bitsOf(2 ** exponentBits + carryBits);
  const shifted = (name: string, bits: number): string => {
    const add = carryBits - 1 - registerOffset;
    const wide = extended(name, bits - exponentBits);
    return add === 0 ? wide : `${wide} ${add > 0 ? '+' : '-'} ${bits}'d${Math.abs(add)}`;
  };
  return {
    full,
    magBits,
    magMsb: magBits - 1,
    signs: `{${magBits}{sign}}`,
    signCarry: extended('sign', magBits - 1),
    zeroMsb: zeroBits - 1,
    normaliseMsb: zeroBits + magBits - 1,
    limitBits,
    limitMsb: limitBits - 1,
    limit: shifted('largest_i', limitBits),
    isZero: full ? '~(|mag)' : '~hidden',
    workMsb: work - 1,
    exponent: `${shifted('largest_i', work)} - ${extended('zeros', work - zeroBits)}`,
  };
}

function roundView(spec: MacSpec): object {
  const { register, window, carryBits } = windowWidths(spec);
  const { workBits: work, roundedBits } = workBits(spec);
  const magBits = window + carryBits;
  const { manBits } = register;
  const rounds = magBits > manBits + 1;
  const nearest = rounds && windowOf(spec).rounding === 'rne';
  // Room for a guard and a sticky bit, where there is anything to round.
  const places = Math.max(magBits, manBits + (rounds ? 3 : 1));
  const lastPlace = places - 1 - manBits;
  const hidden = spec.product.contract === 'full' ? 'hidden' : "1'b1";
  const up = nearest ? 'guard & (sticky | odd)' : "1'b0";
  return {
    rounds,
    nearest,
    placesMsb: places - 1,
    places: places === magBits ? 'normal' : `{normal, ${places - magBits}'d0}`,
    lastPlace,
    guardPlace: lastPlace - 1,
    stickyMsb: lastPlace - 2,
    fractionMsb: places - 2,
    roundedMsb: roundedBits - 1,
    increment: `\n    {${work - 1}'d0, ${hidden}, ${zerosBefore(manBits - 1)}${up}}`,
    unused: unusedView('places', nearest ? `places[${places - 1}]` : unusedPlaces(places, lastPlace)),
  };
}

function unusedPlaces(places: number, lastPlace: number): string {
  const top = `places[${places - 1}]`;
  return lastPlace === 0 ? top : `{${top}, places${rangeOf(lastPlace) || '[0]'}}`;
}

function selectView(spec: MacSpec): object {
  const { register } = windowWidths(spec);
  const { workBits: work } = workBits(spec);
  const { manBits, expBits } = register;
  const flush = spec.product.contract === 'flush';
  const magBits = magBitsOf(register);
  const top = magBits + work - expBits - 1;
  const hex = (code: bigint): string => code.toString(16);
  const inf = `{inf_sign_i, ${magBits}'h${hex(infMag(register))}}`;
  const end = flush || windowOf(spec).rounding === 'rtz' ? maxFiniteMag(register) : infMag(register);
  const last = flush ? top - 1 : top;
  const above = last === magBits ? `rounded[${last}]` : `(|rounded[${last}:${magBits}])`;
  const beyond = `${above} | (&rounded[${magBits - 1}:${manBits}])`;
  const zero = flush ? '(is_zero | underflow)' : 'is_zero';
  const cases = [
    { condition: 'is_nan_i', value: `${widthOf(register)}'h${hex(nanCode(register) as bigint)}` },
    { condition: 'is_inf_i', value: inf },
    { condition: zero, value: `{sign, ${magBits}'d0}` },
    { condition: 'overflow', value: `{sign, ${magBits}'h${hex(end)}}` },
  ];
  const widest = Math.max(...cases.map(({ condition }) => condition.length));
  return {
    wires: [
      ...(flush
        ? [{ name: 'underflow', value: `rounded[${top}] | ~(|rounded[${top - 1}:${manBits}])` }]
        : []),
      { name: 'overflow', value: beyond },
    ],
    target: 'assign sum_o',
    cases: cases.map(({ condition, value }) => ({ condition: condition.padEnd(widest), value })),
    final: `{sign, rounded[${magBits - 1}:0]}`,
    unused: [],
  };
}
