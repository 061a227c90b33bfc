import { expect, test } from 'vitest';
import { packNumbers } from '../../sim/engine/lanes.ts';
import { ORDERINGS } from '../../sim/kernel/ordering.ts';
import { schedule } from '../../sim/kernel/schedule.ts';
import { Network } from '../../sim/network/network.ts';
import { depthFirstNodes } from '../../sim/network/order.ts';
import { compileSweep, type SweepDesign } from '../../sim/sweep/program.ts';
import { runSweep } from '../../sim/sweep/sweep.ts';
import { tuneSweep } from '../../sim/sweep/tune.ts';
import { randomNumbers, recipes, synthesize } from './support.ts';

const netlist = await synthesize(
  'module top(input [7:0] a, b, output [15:0] y); assign y = a * b; endmodule',
  recipes.gates,
);
const products = Float64Array.from({ length: 65_536 }, (_, index) => (index >> 8) * (index & 255));
const against = (values: Float64Array): SweepDesign => ({
  netlist,
  indexBits: 16,
  inputs: { a: { firstBit: 8 }, b: { firstBit: 0 } },
  table: { y: packNumbers(values, 16, 2048) },
});
const WRONG = 200 * 256 + 77;
const wrong = against(products.with(WRONG, 1));

test.each(ORDERINGS.map((ordering, index) => ({ index, ordering })))(
  'ordering $index finds the same as any other, in code of its own',
  async ({ index, ordering }) => {
    const program = compileSweep({ ...against(products), ordering });
    expect(await runSweep(program)).toEqual({ right: { from: 0, to: program.steps } });
    const outcome = await runSweep(compileSweep({ ...wrong, ordering }));
    expect(outcome.wrong?.inputs).toEqual({ a: 200n, b: 77n });
    for (const other of ORDERINGS.slice(0, index))
      expect(compileSweep({ ...against(products), ordering: other }).bytes).not.toEqual(program.bytes);
  },
);

test('every ordering makes each node once, after its operands (seed 1)', () => {
  const random = randomNumbers(1);
  const network = new Network();
  const literals = Array.from({ length: 12 }, () => network.source());
  while (literals.length < 400) {
    const [left, right] = [random(literals.length), random(literals.length)].map(
      (at) => literals[at]! ^ random(2),
    ) as [number, number];
    literals.push([network.and, network.or, network.xor][random(3)]!.call(network, left, right));
  }
  const nodes = depthFirstNodes(network, literals.slice(-40));
  for (const ordering of ORDERINGS) {
    const order = schedule(network, nodes, { ordering });
    expect(order.toSorted((a, b) => a - b)).toEqual(nodes.toSorted((a, b) => a - b));
    const place = new Map(order.map((node, at) => [node, at]));
    for (const [at, node] of order.entries())
      for (const operand of [network.nodes[node]!.left, network.nodes[node]!.right])
        expect(place.get(operand) ?? -1).toBeLessThan(at);
  }
});

test('a tuned sweep is one of them, and finds what is wrong', async () => {
  const tuned = tuneSweep(wrong);
  const bytes = ORDERINGS.map((ordering) => compileSweep({ ...wrong, ordering }).bytes);
  expect(bytes).toContainEqual(tuned.bytes);
  expect((await runSweep(tuned)).wrong?.inputs).toEqual({ a: 200n, b: 77n });
});
