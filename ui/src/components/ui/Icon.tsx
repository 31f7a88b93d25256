import { cx } from '@/lib/cx';

/** Line icons on a 24 px grid, one stroke width. */
const PATHS = {
  arrowRight: 'M5 12h14m-6-6 6 6-6 6',
  auto: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm0 0v18m0-14h6.5M12 12h9m-9 5h6.5',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  clipboard:
    'M9 4.5h6v3H9zM9 6H6.5A1.5 1.5 0 0 0 5 7.5v11A1.5 1.5 0 0 0 6.5 20h11a1.5 1.5 0 0 0 1.5-1.5v-11A1.5 1.5 0 0 0 17.5 6H15',
  close: 'm6 6 12 12M18 6 6 18',
  code: 'm8 7-5 5 5 5m8-10 5 5-5 5',
  compare: 'M12 3v18M9 8l-4 4 4 4m6-8 4 4-4 4',
  copy: 'M9 9h10v10H9zM6 15H5V5h10v1',
  download: 'M12 4v11m-5-5 5 5 5-5M5 20h14',
  error: 'M12 8v5m0 3.2v.1M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z',
  image:
    'M5.5 4h13A1.5 1.5 0 0 1 20 5.5v13a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 18.5v-13A1.5 1.5 0 0 1 5.5 4Zm-1 13 5-5.5 4 4 2.5-2.5 4 4M15.5 9v.1',
  info: 'M12 11v5m0-8.2v.1M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z',
  plus: 'M12 5v14M5 12h14',
  retry: 'M19.5 12a7.5 7.5 0 1 1-2.2-5.3L19.5 9M19.5 4v5h-5',
  signOut: 'M14 5H6v14h8m-4-7h10m-4-4 4 4-4 4',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8Zm0-5.5V4m0 16v1.5M21.5 12H20M4 12H2.5m16.2-6.7-1 1M6.3 17.7l-1 1m13.4 0-1-1M6.3 6.3l-1-1',
  upload: 'M12 20V9m-5 5 5-5 5 5M5 4h14',
} as const;

export type IconName = keyof typeof PATHS;

/** Decorative: the text beside it, or the label of its button, carries the meaning. */
export function Icon({ name, className }: { name: IconName; className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className={cx('size-4 shrink-0', className)}
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
