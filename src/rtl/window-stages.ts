import { infMag, magBitsOf, maxFiniteMag, nanCode, widthOf } from '../format/index.ts';
import { bitsOf, type MacSpec, windowOf, windowWidths } from '../unit/index.ts';
import { rangeOf } from './mac-widen.ts';
import type { PortView } from './ports.ts';
import { type Section, unusedView } from './section.ts';
import { extended, zerosBefore } from './window.ts';

/** A stage of a windowed dot product that is a module of its own, so that its cost can be told. */
export interface StageModule {
  readonly stage: 'align' | 'add' | 'round';
  readonly does: string;
  readonly ports: readonly PortView[];
  readonly sections: readonly Section[];
}

export function windowStages(spec: MacSpec): StageModule[] {
  return [alignStage(spec), addStage(spec), roundStage(spec)];
}

function port(direction: string, name: string, bits: number, comment: string): PortView {
  return { direction, name, range: rangeOf(bits), comment };
}

function alignStage(spec: MacSpec): StageModule {
  const { lanes } = spec;
  const { product, register, exponentBits, terms, window, productOffset, registerOffset } =
    windowWidths(spec);
  const lane = `${lanes} lanes, lane 0 lowest`;
  return {
    stage: 'align',
    does: `moves ${terms} terms to the largest exponent, into a window of ${window} places`,
    ports: [
      port('input', 'exponents_i', lanes * product.expBits, `of products: ${lane}; 0: a zero`),
      port('input', 'significands_i', lanes * (product.manBits + 1), 'of products'),
      ...(spec.scale === 'mx' ? [port('input', 'scale_i', 9, 'of the products: two codes of E8M0')] : []),
      port('input', 'acc_exponent_i', register.expBits, 'of the register'),
      port('input', 'acc_significand_i', register.manBits + 1, 'of the register'),
      port('output', 'largest_o', exponentBits, 'exponent of the place at the top'),
      port('output', 'aligned_o', terms * window, 'magnitudes, that of the register highest'),
    ],
    sections: [
      {
        banner: 'The largest exponent',
        template: 'window-largest',
        view: {
          lanes,
          expBits: product.expBits,
          expMsb: product.expBits - 1,
          exponentsMsb: lanes * product.expBits - 1,
          exponentBits,
          exponentMsb: exponentBits - 1,
          productExponent: `${onScale('most', product.expBits, exponentBits, productOffset)}${
            spec.scale === 'mx' ? ` + ${extended('scale_i', exponentBits - 9)}` : ''
          }`,
          accExponent: onScale('acc_exponent_i', register.expBits, exponentBits, registerOffset),
        },
      },
      { banner: 'Move every term to it', template: 'window-move', view: moveView(spec) },
    ],
  };
}

function onScale(name: string, from: number, to: number, offset: number): string {
  const wide = extended(name, to - from);
  return offset === 0 ? wide : `${wide} + ${to}'d${offset}`;
}

function moveView(spec: MacSpec): object {
  const { lanes } = spec;
  const { align } = windowOf(spec);
  const { product, register, exponentBits, terms, window } = windowWidths(spec);
  const [sigBits, accSigBits] = [product.manBits + 1, register.manBits + 1];
  const [laneBits, accBits] = [Math.max(window, sigBits), Math.max(window, accSigBits)];
  const reachBits = bitsOf(2 ** product.expBits - 1 + laneBits);
  const fallBits = Math.min(exponentBits, reachBits);
  const placed = (name: string, from: number, to: number): string =>
    to === from ? name : `{${name}, ${to - from}'d0}`;
  const lane = placed(`significands_i[lane*${sigBits} +: ${sigBits}]`, sigBits, laneBits);
  const acc = placed('acc_significand_i', accSigBits, accBits);
  const sticky = align === 'sticky';
  const mover = (name: string, bits: number, placesBits: number): object => ({
    name,
    bits,
    msb: bits - 1,
    ones: `{${bits}{1'b1}}`,
    placesBits,
    placesMsb: placesBits - 1,
  });
  // Where window and significand differ, what stands below the window goes the way of what was moved out of it.
  const kept = (name: string, bits: number): string => {
    if (bits === window) return name;
    const [top, below] = [bits - 1, bits - window];
    if (!sticky) return `${name}[${top}:${below}]`;
    return `{${name}[${top}:${below + 1}], |${name}[${below}:0]}`;
  };
  const unused = (name: string, bits: number): { name: string; bits: string }[] =>
    unusedView(name, sticky || bits === window ? '' : `${name}${rangeOf(bits - window) || '[0]'}`);
  return {
    lanes,
    window,
    laneBits,
    laneMsb: laneBits - 1,
    accMsb: accBits - 1,
    exponentBits,
    exponentMsb: exponentBits - 1,
    reachBits,
    reachMsb: reachBits - 1,
    most: extended('most', reachBits - product.expBits),
    below: extended(`below${fallBits === exponentBits ? '' : `[${fallBits - 1}:0]`}`, reachBits - fallBits),
    ownExponent: extended(
      `exponents_i[lane*${product.expBits} +: ${product.expBits}]`,
      reachBits - product.expBits,
    ),
    functions: sticky
      ? [mover('move_lane', laneBits, reachBits), mover('move_acc', accBits, exponentBits)]
      : [],
    movedLane: sticky ? `move_lane(${lane}, places)` : `${lane} >> places`,
    movedAcc: sticky ? `move_acc(${acc}, acc_places)` : `${acc} >> acc_places`,
    keptLane: kept('moved', laneBits),
    keptAcc: kept('acc_moved', accBits),
    leads: `{${exponentBits}{products_lead}}`,
    alignedMsb: terms * window - 1,
    alignedLanes: lanes * window,
    unusedLane: unused('moved', laneBits),
    unused: unused('acc_moved', accBits),
  };
}

function addStage(spec: MacSpec): StageModule {
  const { terms, window, carryBits } = windowWidths(spec);
  const sumBits = window + carryBits + 1;
  return {
    stage: 'add',
    does: `adds ${terms} terms of ${window} places as integers`,
    ports: [
      port('input', 'signs_i', terms, 'of the terms, that of the register highest'),
      port('input', 'aligned_i', terms * window, 'magnitudes'),
      port('output', 'total_o', sumBits, "sum, two's complement"),
    ],
    sections: [
      {
        banner: 'Add',
        template: 'window-add',
        view: {
          terms,
          termsMsb: terms - 1,
          sumBits,
          sumMsb: sumBits - 1,
          alignedMsb: terms * window - 1,
          extended: extended(`all[k*${window} +: ${window}]`, carryBits + 1),
          flipped: `{${sumBits}{signs[k]}}`,
          one: extended('signs[k]', sumBits - 1),
        },
      },
    ],
  };
}

function roundStage(spec: MacSpec): StageModule {
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
