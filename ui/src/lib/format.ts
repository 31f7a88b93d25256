const UNITS = ['B', 'KB', 'MB', 'GB'] as const;

/** Bytes for people, decimal units: `84 KB`, `3.2 MB`. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit > 1 && value < 99.5 ? 1 : 0;
  return `${value.toFixed(digits)} ${UNITS[unit] ?? ''}`;
}

/** `1600 × 900` */
export function formatDimensions({ width, height }: { width: number; height: number }): string {
  return `${width} × ${height}`;
}

/** `84 ms`, `2.4 s` */
export function formatDuration(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** How the size changed, in words: `97 % smaller`, `12 % larger`, `same size`. */
export function formatSaving(before: number, after: number): string {
  if (before <= 0) return 'same size';
  const percent = Math.round((1 - after / before) * 100);
  if (percent === 0) return 'same size';
  return percent > 0 ? `${percent} % smaller` : `${-percent} % larger`;
}

const STEPS: [limit: number, unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  [60, 'second', 1],
  [3_600, 'minute', 60],
  [86_400, 'hour', 3_600],
  [Infinity, 'day', 86_400],
];
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });

/** `3 min. ago`; the future counts as now, because clocks differ. */
export function formatAgo(iso: string, now = Date.now()): string {
  const seconds = Math.max(0, (now - Date.parse(iso)) / 1000);
  if (seconds < 10) return 'just now';
  const [, unit, size] = STEPS.find(([limit]) => seconds < limit) ?? ['', 'day' as const, 86_400];
  return relative.format(-Math.floor(seconds / size), unit);
}

/** `1 image`, `3 images` */
export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
