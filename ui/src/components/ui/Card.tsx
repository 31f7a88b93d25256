import { type ComponentProps, type ReactNode, useId } from 'react';
import { cx } from '@/lib/cx';

/** A raised surface. */
export function Card({ className, ...rest }: ComponentProps<'div'>) {
  return (
    <div
      className={cx('rounded-xl border border-line bg-surface shadow-card', className)}
      {...rest}
    />
  );
}

interface SectionProps {
  title: string;
  /** Shown at the end of the title line. */
  action?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A card with a title; a landmark region named by it. */
export function Section({ title, action, className, children }: SectionProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className={cx('min-w-0 rounded-xl border border-line bg-surface shadow-card', className)}
    >
      <header className="flex min-h-12 items-center justify-between gap-3 px-4 pt-2 sm:px-5">
        <h2 id={id} className="text-base font-semibold">
          {title}
        </h2>
        {action}
      </header>
      <div className="px-4 pt-1 pb-4 sm:px-5 sm:pb-5">{children}</div>
    </section>
  );
}
