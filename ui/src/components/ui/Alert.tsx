import { type ReactNode } from 'react';
import { cx } from '@/lib/cx';
import { Icon, type IconName } from './Icon';

type Tone = 'danger' | 'warning' | 'info';

const TONES: Record<Tone, { box: string; icon: IconName }> = {
  danger: { box: 'bg-danger-soft text-danger', icon: 'error' },
  warning: { box: 'bg-warning-soft text-warning', icon: 'error' },
  info: { box: 'bg-sunken text-ink-muted', icon: 'info' },
};

interface AlertProps {
  tone?: Tone;
  title?: string;
  /** A button or link that gets out of the situation. */
  action?: ReactNode;
  children?: ReactNode;
}

/** A message in the flow of the page; a problem interrupts a screen reader, information waits. */
export function Alert({ tone = 'danger', title, action, children }: AlertProps) {
  const { box, icon } = TONES[tone];
  return (
    <div
      role={tone === 'info' ? 'status' : 'alert'}
      className={cx('flex flex-wrap items-start gap-x-3 gap-y-2 rounded-lg p-3 text-sm', box)}
    >
      <Icon name={icon} className="mt-0.5" />
      <div className="min-w-0 flex-1 basis-40">
        {title !== undefined && <p className="font-semibold">{title}</p>}
        <div className="text-ink wrap-anywhere">{children}</div>
      </div>
      {action}
    </div>
  );
}
