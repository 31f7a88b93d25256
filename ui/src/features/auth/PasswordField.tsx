import { type ReactNode, useState } from 'react';
import { Field, Input } from '@/components/ui/Field';

interface PasswordFieldProps {
  autoComplete: 'current-password' | 'new-password';
  hint?: ReactNode;
  error?: string | undefined;
}

/** A password that can be shown, which helps on phones and with long sentences. */
export function PasswordField({ autoComplete, hint, error }: PasswordFieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <Field label="Password" hint={hint} error={error}>
      {(control) => (
        <div className="relative">
          <Input
            {...control}
            name="password"
            type={shown ? 'text' : 'password'}
            autoComplete={autoComplete}
            required
            className="pr-16"
          />
          <button
            type="button"
            onClick={() => setShown(!shown)}
            className="absolute inset-y-1 right-1 rounded-sm px-2 text-sm text-ink-muted hover:bg-hover hover:text-ink"
          >
            {shown ? 'Hide' : 'Show'} <span className="sr-only">password</span>
          </button>
        </div>
      )}
    </Field>
  );
}
