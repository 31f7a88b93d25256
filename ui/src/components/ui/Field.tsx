import { type ComponentProps, type ReactNode, useId } from 'react';
import { cx } from '@/lib/cx';
import { Icon } from './Icon';

/** What a control inside a field must carry to belong to its label, hint and error. */
export interface ControlProps {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

interface FieldProps {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  className?: string;
  children: (control: ControlProps) => ReactNode;
}

/** A labelled control with an optional hint and an error that is announced when it appears. */
export function Field({ label, hint, error, className, children }: FieldProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const describedBy = cx(hint !== undefined && hintId, error !== undefined && errorId);
  return (
    <div className={cx('grid gap-1.5', className)}>
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      {children({
        id,
        'aria-describedby': describedBy || undefined,
        'aria-invalid': error === undefined ? undefined : true,
      })}
      {hint !== undefined && (
        <p id={hintId} className="text-sm text-ink-muted">
          {hint}
        </p>
      )}
      <p id={errorId} role="alert" className="flex gap-1.5 text-sm text-danger empty:hidden">
        {error !== undefined && (
          <>
            <Icon name="error" className="mt-0.5" />
            <span>{error}</span>
          </>
        )}
      </p>
    </div>
  );
}

const INPUT =
  'w-full min-w-0 rounded-md border border-line-strong bg-surface px-3 text-ink ' +
  'placeholder:text-ink-muted aria-invalid:border-danger';

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input className={cx(INPUT, 'h-10', className)} {...rest} />;
}

export function TextArea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea className={cx(INPUT, 'resize-y py-2.5', className)} {...rest} />;
}

interface TextFieldProps extends ComponentProps<'input'> {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
}

/** The common case: a field around one line of text. */
export function TextField({ label, hint, error, ...input }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => <Input {...control} {...input} />}
    </Field>
  );
}
