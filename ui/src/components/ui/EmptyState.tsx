import { type ReactNode } from 'react';
import { Icon, type IconName } from './Icon';

interface EmptyStateProps {
  icon: IconName;
  title: string;
  children?: ReactNode;
}

/** What stands where there is nothing yet: says so, and what to do about it. */
export function EmptyState({ icon, title, children }: EmptyStateProps) {
  return (
    <div className="grid justify-items-center gap-1 px-4 py-8 text-center">
      <Icon name={icon} className="mb-2 size-6 text-ink-muted" />
      <p className="font-medium">{title}</p>
      <div className="max-w-form text-sm text-ink-muted">{children}</div>
    </div>
  );
}
