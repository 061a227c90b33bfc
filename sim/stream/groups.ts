import type { Literal, Network } from '../network/network.ts';

/** States whose next values can be had together, once those of the groups before are there. */
export interface Group {
  /** Whether the states depend on themselves, so that clock has to follow clock. */
  readonly loop: boolean;
  /** Indices of states. */
  readonly states: readonly number[];
}

/** Of a group of loops: their function is run clock after clock, and should stay in the first-level cache. */
const MOST_STATES = 64;

/**
 * The states in groups, those that others depend on first. States that depend on each other in a circle are a loop; small
 * loops that do not depend on each other share a group, and so do states that take what the groups before have.
 */
export function groupsOf(network: Network, states: readonly Literal[], next: readonly Literal[]): Group[] {
  const sources = sourcesOf(network, states, next);
  const level = new Int32Array(states.length);
  const stages: number[][] = [];
  /** By level, in groups. */
  const loops: number[][][] = [];
  for (const circle of circlesOf(sources)) {
    const members = new Set(circle);
    const before = circle.flatMap((state) => sources[state]!).filter((state) => !members.has(state));
    const own = before.reduce((most, state) => Math.max(most, level[state]! + 1), 0);
    const isLoop = circle.length > 1 || sources[circle[0]!]!.includes(circle[0]!);
    for (const state of circle) level[state] = own;
    if (isLoop) {
      loops[own] ??= [];
      const open = loops[own].at(-1);
      if (open !== undefined && open.length + circle.length <= MOST_STATES) open.push(...circle);
      else loops[own].push([...circle]);
    } else {
      stages[own] ??= [];
      stages[own].push(...circle);
    }
  }
  const levels = Array.from({ length: Math.max(stages.length, loops.length) }, (_, at) => at);
  return levels.flatMap((at) => [
    ...(stages[at] === undefined ? [] : [{ loop: false, states: stages[at] }]),
    ...(loops[at] ?? []).map((states) => ({ loop: true, states })),
  ]);
}

/** For each state those that its next value is made from. */
function sourcesOf({ nodes }: Network, states: readonly Literal[], next: readonly Literal[]): number[][] {
  const stateOf = new Map(states.map((literal, at) => [literal >> 1, at]));
  const seen = new Int32Array(nodes.length).fill(-1);
  return next.map((literal, at) => {
    const found: number[] = [];
    const stack = [literal >> 1];
    while (stack.length > 0) {
      const node = stack.pop()!;
      if (seen[node] === at) continue;
      seen[node] = at;
      const state = stateOf.get(node);
      if (state !== undefined) found.push(state);
      const { operation, left, right } = nodes[node]!;
      if (operation !== 'source') stack.push(left, right);
    }
    return found;
  });
}

/** The strongly connected components of a graph, sources first (Tarjan, 1972; with a stack of its own). */
function circlesOf(sources: readonly (readonly number[])[]): number[][] {
  const count = sources.length;
  const order = new Int32Array(count).fill(-1);
  const lowest = new Int32Array(count);
  const isOpen = new Uint8Array(count);
  const open: number[] = [];
  const circles: number[][] = [];
  let visited = 0;
  for (let root = 0; root < count; root += 1) {
    if (order[root] !== -1) continue;
    const path: { readonly state: number; next: number }[] = [];
    const enter = (state: number): void => {
      order[state] = lowest[state] = visited;
      visited += 1;
      open.push(state);
      isOpen[state] = 1;
      path.push({ state, next: 0 });
    };
    enter(root);
    while (path.length > 0) {
      const top = path.at(-1)!;
      const { state } = top;
      const source = sources[state]![top.next];
      top.next += 1;
      if (source !== undefined) {
        if (order[source] === -1) enter(source);
        else if (isOpen[source] === 1) lowest[state] = Math.min(lowest[state]!, order[source]!);
        continue;
      }
      path.pop();
      const below = path.at(-1)?.state;
      if (below !== undefined) lowest[below] = Math.min(lowest[below]!, lowest[state]!);
      if (lowest[state] !== order[state]) continue;
      const circle = open.splice(open.indexOf(state));
      for (const member of circle) isOpen[member] = 0;
      circles.push(circle);
    }
  }
  return circles;
}
