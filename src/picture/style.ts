import { scaleLinear } from 'd3-scale';

/** Okabe and Ito's colours (2008), told apart with any kind of colour blindness; shapes and dashes differ as well. */
const SERIES = ['#d55e00', '#0072b2', '#009e73', '#e69f00', '#cc79a7', '#56b4e9', '#7f7f7f'] as const;
export const SERIES_COUNT: number = SERIES.length;

/** Steps of the scale of a heat map, an odd number so that zero is the middle of one. */
export const HEAT_STEPS = 11;

/** Blue for too small, vermilion for too large, pale about zero. */
const heat = scaleLinear<string>()
  .domain([0, (HEAT_STEPS - 1) / 2, HEAT_STEPS - 1])
  .range(['#0072b2', '#f7f7f7', '#d55e00']);

const LIGHT = { paper: '#ffffff', ink: '#1b1f24', quiet: '#57606a', rule: '#d0d7de', fill: '#f3f5f8' };
const DARK = { paper: '#0d1117', ink: '#e6edf3', quiet: '#9aa4af', rule: '#3a424c', fill: '#1a212b' };

/** The rules that differ between light and dark, one a line. */
function rules({ paper, ink, quiet, rule, fill }: typeof LIGHT): string {
  return [
    `.picture .paper{fill:${paper}}`,
    `.picture text,.picture .ink{fill:${ink}}`,
    `.picture text.quiet{fill:${quiet}}`,
    `.picture .rule{stroke:${rule};fill:none}`,
    `.picture .stroke{stroke:${ink};fill:none}`,
    `.picture .box{stroke:${quiet};fill:${fill}}`,
    `.picture .mark{stroke:${paper};stroke-width:.8}`,
  ].join('\n');
}

/** The style of every picture: in each file of its own, and once in a page with many. */
export function pictureStyle(): string {
  return [
    '.picture{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;font-size:12px}',
    '.picture .title{font-size:15px;font-weight:600}',
    '.picture .mono{font-family:ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace}',
    '.picture .small{font-size:11px}',
    '.picture .line{fill:none;stroke-width:2;stroke-linejoin:round}',
    rules(LIGHT),
    ...SERIES.flatMap((colour, at) => [
      `.picture .s${at}{fill:${colour}}`,
      `.picture .l${at}{stroke:${colour}}`,
    ]),
    ...Array.from({ length: HEAT_STEPS }, (_, step) => `.picture .h${step}{fill:${heat(step)}}`),
    `@media (prefers-color-scheme:dark){\n${rules(DARK)}\n}`,
    // Cells of a heat map keep their colours in the dark, and so does what is written on them.
    '.picture text.on-pale{fill:#1b1f24}',
    '.picture text.on-strong{fill:#ffffff}',
  ].join('\n');
}
