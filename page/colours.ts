type Rgb = readonly [red: number, green: number, blue: number];

/** Blue for results too small, orange for too large: told apart by every kind of colour vision, and by lightness in print. */
const SCALES: Readonly<
  Record<'light' | 'dark', { readonly below: readonly Rgb[]; readonly above: readonly Rgb[] }>
> = {
  light: {
    below: [
      [247, 247, 247],
      [146, 197, 222],
      [33, 102, 172],
      [5, 48, 97],
    ],
    above: [
      [247, 247, 247],
      [253, 184, 99],
      [179, 88, 6],
      [110, 50, 4],
    ],
  },
  dark: {
    below: [
      [38, 42, 50],
      [40, 96, 150],
      [84, 164, 222],
      [190, 226, 250],
    ],
    above: [
      [38, 42, 50],
      [150, 82, 16],
      [232, 146, 50],
      [255, 220, 160],
    ],
  },
};

export type Theme = keyof typeof SCALES;

export function themeNow(): Theme {
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** The colour of a value from -1 to 1. */
export function colourOf(value: number, theme: Theme): Rgb {
  const stops = SCALES[theme][value < 0 ? 'below' : 'above'];
  const place = Math.min(Math.abs(value), 1) * (stops.length - 1);
  const at = Math.min(Math.floor(place), stops.length - 2);
  const [from, to] = [stops[at] as Rgb, stops[at + 1] as Rgb];
  const mix = (channel: 0 | 1 | 2): number =>
    Math.round(from[channel] + (place - at) * (to[channel] - from[channel]));
  return [mix(0), mix(1), mix(2)];
}

/** The whole scale as a background for a legend. */
export function scaleGradient(theme: Theme): string {
  const stops = Array.from({ length: 25 }, (_, i) => `rgb(${colourOf(i / 12 - 1, theme).join(' ')})`);
  return `linear-gradient(to right, ${stops.join(', ')})`;
}
