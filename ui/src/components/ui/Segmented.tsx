import { useId } from 'react';
import { cx } from '@/lib/cx';
import { Icon, type IconName } from './Icon';

interface SegmentedProps<T extends string> {
  /** Names the group for screen readers. */
  label: string;
  options: readonly { value: T; label: string; icon?: IconName }[];
  value: T;
  onChange: (value: T) => void;
  /** Icons only; the labels stay as accessible names. */
  compact?: boolean;
}

/** A choice of one among few; radio buttons underneath, so the arrow keys work. */
export function Segmented<T extends string>({
  label,
  options,
  value,
  onChange,
  compact = false,
}: SegmentedProps<T>) {
  const name = useId();
  return (
    <fieldset className="inline-flex rounded-md bg-sunken p-0.5">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          title={compact ? option.label : undefined}
          className={cx(
            'flex min-h-7 cursor-pointer items-center gap-1.5 rounded-sm text-sm font-medium',
            'text-ink-muted transition-colors hover:text-ink has-checked:bg-surface',
            'has-checked:text-ink has-checked:shadow-card has-focus-visible:outline-2',
            'has-focus-visible:outline-accent',
            compact ? 'px-2' : 'px-3',
          )}
        >
          <input
            type="radio"
            name={name}
            className="sr-only"
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.icon && <Icon name={option.icon} />}
          <span className={cx(compact && 'sr-only')}>{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
