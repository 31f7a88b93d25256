import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Oklch = [lightness: number, chroma: number, hue: number];

const css = readFileSync('src/styles/tokens.css', 'utf8');
const PAIR = /--color-([\w-]+): light-dark\(oklch\(([^)]+)\), oklch\(([^)]+)\)\)/g;
const tokens = new Map(
  Array.from(css.matchAll(PAIR), ([, name = '', light = '', dark = '']) => [
    name,
    { light: parse(light), dark: parse(dark) },
  ]),
);

function parse(text: string): Oklch {
  const [l = 0, c = 0, h = 0] = text.split(' ').map(Number);
  return [l, c, h];
}

/** Relative luminance (WCAG 2.2) of an OKLCH colour. */
function luminance([l, c, h]: Oklch): number {
  const a = c * Math.cos((h * Math.PI) / 180);
  const b = c * Math.sin((h * Math.PI) / 180);
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clamp = (value: number) => Math.min(1, Math.max(0, value));
  const red = clamp(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short);
  const green = clamp(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short);
  const blue = clamp(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string, theme: 'light' | 'dark'): number {
  const [a, b] = [one, other].map((name) => {
    const token = tokens.get(name);
    if (token === undefined) throw new Error(`there is no token ${name}`);
    return luminance(token[theme]) + 0.05;
  }) as [number, number];
  return Math.max(a, b) / Math.min(a, b);
}

const TEXT: [string, string][] = [
  ...['canvas', 'surface', 'sunken', 'hover', 'matte'].flatMap((back): [string, string][] => [
    ['ink', back],
    ['ink-muted', back],
  ]),
  ['accent', 'canvas'],
  ['accent', 'surface'],
  ['accent', 'accent-soft'],
  ['ink', 'accent-soft'],
  ['ink-muted', 'accent-soft'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['danger', 'surface'],
  ['danger', 'accent-soft'],
  ...['success', 'warning', 'danger'].flatMap((tone): [string, string][] => [
    [tone, `${tone}-soft`],
    ['ink', `${tone}-soft`],
  ]),
];

const SHAPES: [string, string][] = [
  ['line-strong', 'canvas'],
  ['line-strong', 'surface'],
  ['accent', 'canvas'],
  ['accent', 'line'],
];

describe.each(['light', 'dark'] as const)('%s theme', (theme) => {
  it.each(TEXT)('%s can be read on %s', (text, back) => {
    expect(contrast(text, back, theme)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(SHAPES)('%s can be made out on %s', (shape, back) => {
    expect(contrast(shape, back, theme)).toBeGreaterThanOrEqual(3);
  });
});
