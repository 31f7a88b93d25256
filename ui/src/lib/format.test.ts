import { describe, expect, it } from 'vitest';
import { count, formatAgo, formatBytes, formatDuration, formatSaving } from './format';

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1_000, '1 KB'],
    [83_600, '84 KB'],
    [999_600, '1.0 MB'],
    [3_240_000, '3.2 MB'],
    [150_000_000, '150 MB'],
  ])('%d is %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));
});

describe('formatSaving', () => {
  it.each([
    [100, 3, '97 % smaller'],
    [100, 112, '12 % larger'],
    [1000, 1001, 'same size'],
    [0, 5, 'same size'],
  ])('%d to %d is %s', (before, after, text) => expect(formatSaving(before, after)).toBe(text));
});

describe('formatAgo', () => {
  const now = Date.parse('2026-01-02T12:00:00Z');
  it.each([
    ['2026-01-02T11:59:55Z', 'just now'],
    ['2026-01-02T12:00:30Z', 'just now'],
    ['2026-01-02T11:57:10Z', '2 min. ago'],
    ['2026-01-02T09:00:00Z', '3 hr. ago'],
    ['2026-01-01T11:00:00Z', 'yesterday'],
  ])('%s is %s', (iso, text) => expect(formatAgo(iso, now)).toBe(text));
});

it('tells durations', () => {
  expect(formatDuration(84.2)).toBe('84 ms');
  expect(formatDuration(2_440)).toBe('2.4 s');
});

it('counts', () => {
  expect(count(1, 'image')).toBe('1 image');
  expect(count(2, 'image')).toBe('2 images');
});
