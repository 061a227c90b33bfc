import { bitsOf, type MacSpec, windowOf, windowWidths } from '../unit/index.ts';
import { rangeOf } from './mac-widen.ts';
import { unusedView } from './section.ts';
import { port, type StageModule } from './stage-module.ts';
import { extended } from './window.ts';

/** Every term to the largest exponent, cut to the window. */
export function alignStage(spec: MacSpec): StageModule {
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
