import { cx } from '@/lib/cx';

interface ProgressProps {
  label: string;
  /** 0 to 1; undefined while the end is not known. */
  value: number | undefined;
  className?: string;
}

/** A thin bar. Announcing milestones is up to a live region beside it. */
export function Progress({ label, value, className }: ProgressProps) {
  const percent = value === undefined ? undefined : Math.round(value * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className={cx('h-1 overflow-hidden rounded-full bg-line', className)}
    >
      <div
        className={cx(
          'h-full rounded-full bg-accent',
          percent === undefined ? 'w-1/3 animate-sweep' : 'transition-[width] duration-300',
        )}
        style={percent === undefined ? undefined : { width: `${percent}%` }}
      />
    </div>
  );
}
