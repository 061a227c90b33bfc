import { type Column, daddaStages, type Row, rowAt } from '../rtl/index.ts';

/**
 * The body of an integer multiplier as a Dadda tree with one final adder, from a_i and b_i of `width` bits to p_o: the
 * tree of the `array` architecture on plain integers.
 */
export function daddaMultiplier(width: number): string[] {
  const rows = Array.from({ length: width }, (_, j) => j);
  const columns = Array.from(
    { length: 2 * width - 1 },
    (_, c): Column => rows.filter((j) => c >= j && c < j + width).map((j) => `pp_${j}`),
  );
  const stages = daddaStages(columns);
  const last = stages.at(-1)?.columns ?? columns;
  const wire = (msb: number, lsb: number, name: string, value: string): string =>
    `  wire [${msb}:${lsb}] ${name} = ${value};`;
  return [
    ...rows.map((j) => wire(width - 1 + j, j, `pp_${j}`, `a_i & {${width}{b_i[${j}]}}`)),
    ...stages.flatMap(({ adders }) =>
      adders.flatMap(({ sum, carry, x, y, z }) => {
        const [msb, lsb] = [x.msb, x.lsb];
        const [p, q] = [bits(x, msb, lsb), bits(y, msb, lsb)];
        const r = z === undefined ? undefined : bits(z, msb, lsb);
        const both = `(${p} & ${q})`;
        return [
          wire(msb, lsb, sum, r === undefined ? `${p} ^ ${q}` : `${p} ^ ${q} ^ ${r}`),
          wire(msb + 1, lsb + 1, carry, r === undefined ? both : `${both} | ((${p} ^ ${q}) & ${r})`),
        ];
      }),
    ),
    `  assign p_o = ${bits(rowAt(last, 0), 2 * width - 1, 0)} + ${bits(rowAt(last, 1), 2 * width - 1, 0)};`,
  ];
}

/** A row of dots as Verilog over the columns msb to lsb, zeros where it does not reach. */
function bits(row: Row, msb: number, lsb: number): string {
  const zeros = (count: number): string[] => (count > 0 ? [`${count}'d0`] : []);
  const dots = row.slices.map((slice) => `${slice.wire}[${slice.msb}:${slice.lsb}]`);
  return `{${[...zeros(msb - row.msb), ...dots, ...zeros(row.lsb - lsb)].join(', ')}}`;
}
