import type { ToggleRecord } from '../../sim/index.ts';

/** How much of a design moved under a stimulus. */
export interface Activity {
  readonly nets: number;
  /** Pairs of consecutive vectors or cycles. */
  readonly steps: number;
  readonly togglesPerStep: number;
  /** Nets whose settled value never changed. */
  readonly still: readonly string[];
}

/** `moments`: how many vectors or cycles were run; by default as many as there were looks. */
export function activityOf(record: ToggleRecord, moments: number = record.looks()): Activity {
  const nets = record.toggles();
  const steps = Math.max(0, moments - 1);
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
export function togglesCsv(record: ToggleRecord): string {
  const rows = record.toggles().map(({ name, toggles }) => `${csvField(name)},${toggles}`);
  return `${['net,toggles', ...rows].join('\n')}\n`;
}

const csvField = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
