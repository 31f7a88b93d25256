import { type ComponentProps } from 'react';
import { cx } from '@/lib/cx';
import { Icon, type IconName } from './Icon';
import { Spinner } from './Spinner';

type Variant = 'primary' | 'secondary' | 'ghost';
type Size = 'sm' | 'md' | 'icon';

const BASE =
  'inline-flex items-center justify-center gap-2 rounded-md font-medium whitespace-nowrap ' +
  'transition-colors select-none aria-disabled:cursor-not-allowed aria-disabled:opacity-60';

const VARIANTS: Record<Variant, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover',
  secondary: 'border border-line bg-surface text-ink shadow-card hover:bg-hover',
  ghost: 'text-ink-muted hover:bg-hover hover:text-ink',
};

const SIZES: Record<Size, string> = {
  sm: 'min-h-8 px-3 text-sm',
  md: 'min-h-10 px-4 text-base',
  icon: 'size-target',
};

/** The look of a button, for links that act as one. */
export function buttonClass(variant: Variant = 'secondary', size: Size = 'md', className = '') {
  return cx(BASE, VARIANTS[variant], SIZES[size], className);
}

interface ButtonProps extends ComponentProps<'button'> {
  variant?: Variant;
  size?: Size;
  icon?: IconName;
  /** Shows a spinner and ignores presses; the button keeps its focus and its place. */
  busy?: boolean;
}

export function Button({
  variant = 'secondary',
  size = 'md',
  icon,
  busy = false,
  className,
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      type={type}
      className={buttonClass(variant, size, className)}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      {...rest}
    >
      {busy ? <Spinner /> : icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

/** A button that shows an icon only; `label` is its accessible name and its tooltip. */
export function IconButton({
  label,
  icon,
  ...rest
}: Omit<ButtonProps, 'children' | 'size'> & { label: string; icon: IconName }) {
  return (
    <Button variant="ghost" size="icon" icon={icon} aria-label={label} title={label} {...rest} />
  );
}
