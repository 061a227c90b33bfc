import { type Netlist, net0, net1, type Step } from './netlist.ts';

/** The nets a step reads; a forced flip-flop waits for its reset only. */
export function inputsOf(step: Step): readonly number[] {
  return step.kind === 'evaluate' ? step.cell.inputs : [step.flipFlop.reset!.wire];
}

export function outputsOf(step: Step): readonly number[] {
  return step.kind === 'evaluate' ? step.cell.outputs : [step.flipFlop.output];
}

/** The nets whose values are needed after settling: outputs and what flip-flops look at, in order. */
export function observedNets(netlist: Netlist): number[] {
  const outputs = netlist.ports.filter((port) => port.direction === 'output').flatMap((port) => port.nets);
  const pins = netlist.flipFlops.flatMap(({ data, enable, reset, output }) => [
    data,
    ...(enable ? [enable.wire] : []),
    ...(reset ? [reset.wire] : []),
    output,
  ]);
  return [...outputs, ...pins];
}

/** Every net that something drives, but constants and clocks: the nets that can toggle, in the order of their numbers. */
export function movingNets({ ports, cells, flipFlops, clocks }: Netlist): number[] {
  const still = new Set([net0, net1, ...clocks.map(({ net }) => net)]);
  const driven = [
    ...ports.filter(({ direction }) => direction === 'input').flatMap(({ nets }) => nets),
    ...cells.flatMap(({ outputs }) => outputs),
    ...flipFlops.map(({ output }) => output),
  ];
  return [...new Set(driven)].filter((net) => !still.has(net)).sort((a, b) => a - b);
}

/**
 * The steps in depth-first order from what is observed, leaving out cells that nothing observes. A value is then
 * made shortly before it is used, so few are alive at once; by level, whole levels would be.
 */
export function depthFirst(netlist: Netlist): Step[] {
  const driver = new Int32Array(netlist.netCount).fill(-1);
  netlist.steps.forEach((step, index) => {
    for (const net of outputsOf(step)) driver[net] = index;
  });
  const order: Step[] = [];
  const visited = new Uint8Array(netlist.steps.length);
  const visit = (root: number): void => {
    // A stack of our own: chains of tens of thousands of cells would overflow the language's.
    const stack: { index: number; next: number }[] = [];
    const push = (index: number): void => {
      if (index < 0 || visited[index] === 1) return;
      visited[index] = 1;
      stack.push({ index, next: 0 });
    };
    push(root);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const step = netlist.steps[top.index]!;
      const input = inputsOf(step)[top.next];
      top.next += 1;
      if (input !== undefined) {
        push(driver[input]!);
      } else {
        order.push(step);
        stack.pop();
      }
    }
  };
  for (const net of observedNets(netlist)) visit(driver[net]!);
  return order;
}
