import type { ToggleCounts } from '../../sim/index.ts';

/** How much of a design moved under a stimulus. */
export interface Activity {
  readonly nets: number;
  /** Pairs of consecutive vectors or cycles. */
  readonly steps: number;
  readonly togglesPerStep: number;
  /** Nets whose settled value never changed. */
  readonly still: readonly string[];
}

export function activityOf({ nets, transitions: steps }: ToggleCounts): Activity {
  const total = nets.reduce((sum, { toggles }) => sum + toggles, 0);
  return {
    nets: nets.length,
    steps,
    togglesPerStep: steps === 0 ? 0 : total / steps,
    still: nets.filter(({ toggles }) => toggles === 0).map(({ name }) => name),
  };
}

const SHOWN = 20;

export function activityText({ nets, steps, togglesPerStep, still }: Activity): string {
  const moved = `${nets - still.length} of ${nets} nets changed in ${steps.toLocaleString('en')} steps, ${togglesPerStep.toFixed(2)} toggles a step`;
  if (still.length === 0) return moved;
  const more = still.length > SHOWN ? `, and ${still.length - SHOWN} more` : '';
  return `${moved}\nnever: ${still.slice(0, SHOWN).join(' ')}${more}`;
}

/** `net,toggles`, a net a line, the way the netlist orders them. */
export function togglesCsv({ nets }: ToggleCounts): string {
  const rows = nets.map(({ name, toggles }) => `${csvField(name)},${toggles}`);
  return `${['net,toggles', ...rows].join('\n')}\n`;
}

const csvField = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
