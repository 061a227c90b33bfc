import { type Netlist, net0, net1, type Port } from '../netlist/netlist.ts';

/**
 * The netlist with its named inner signals as further output ports, so that every engine keeps them and they can be
 * recorded. Signals of which synthesis has taken bits away, and names of Yosys's own (with `$`), are left out.
 */
export function observe(netlist: Netlist): Netlist {
  const taken = new Set(netlist.ports.map(({ name }) => name));
  const driven = new Set([
    net0,
    net1,
    ...netlist.ports.filter(({ direction }) => direction === 'input').flatMap(({ nets }) => nets),
    ...netlist.cells.flatMap(({ outputs }) => outputs),
    ...netlist.flipFlops.map(({ output }) => output),
  ]);
  const inner = netlist.signals
    .filter(
      ({ name, nets }) => !taken.has(name) && !name.includes('$') && nets.every((net) => driven.has(net)),
    )
    .map(({ name, nets }): Port => ({ name, direction: 'output', width: nets.length, nets }));
  return { ...netlist, ports: [...netlist.ports, ...inner] };
}
