import { useMutation } from '@tanstack/react-query';
import { Link, useLocation } from 'react-router';
import { ApiError, messageOf, sentence } from '@/api/problem';
import { Alert } from '@/components/ui/Alert';
import { Button } from '@/components/ui/Button';
import { TextField } from '@/components/ui/Field';
import { usePageTitle } from '@/lib/usePageTitle';
import { useSession } from '@/session/SessionContext';
import { AuthLayout } from './AuthLayout';
import { formText, submitting } from './form';
import { PasswordField } from './PasswordField';

export function RegisterPage() {
  const heading = usePageTitle('Create an account');
  const session = useSession();
  const location = useLocation();
  const register = useMutation({
    mutationFn: (form: FormData) =>
      session.register({
        name: formText(form, 'name').trim(),
        email: formText(form, 'email').trim(),
        password: formText(form, 'password'),
      }),
  });
  const errors = fieldErrors(register.error);
  return (
    <AuthLayout>
      <h1 ref={heading} tabIndex={-1} className="text-xl font-semibold">
        Create an account
      </h1>
      <p className="mt-1 text-ink-muted">
        Have one already?{' '}
        <Link to="/sign-in" state={location.state as unknown} className="link">
          Sign in
        </Link>
      </p>
      <form onSubmit={submitting((form) => register.mutate(form))} className="mt-6 grid gap-4">
        {errors.form !== undefined && <Alert>{errors.form}</Alert>}
        <TextField label="Name" name="name" autoComplete="name" required error={errors.name} />
        <TextField
          label="Email"
          name="email"
          type="email"
          autoComplete="username"
          required
          error={errors.email}
        />
        <PasswordField
          autoComplete="new-password"
          hint="At least 10 characters. A short sentence works well."
          error={errors.password}
        />
        <Button type="submit" variant="primary" busy={register.isPending}>
          Create account
        </Button>
      </form>
    </AuthLayout>
  );
}

interface FieldErrors {
  name?: string | undefined;
  email?: string | undefined;
  password?: string | undefined;
  form?: string | undefined;
}

/** Puts each violation beside its field; what belongs to no field goes above the form. */
function fieldErrors(error: unknown): FieldErrors {
  if (!(error instanceof ApiError)) return error === null ? {} : { form: messageOf(error) };
  if (error.code === 'conflict') return { email: 'There is an account with this address already.' };
  if (error.code === 'weak-password') return { password: error.message };
  const at = (pointer: string) => {
    const detail = error.violationAt(pointer);
    return detail && sentence(detail);
  };
  const fields = {
    name: at('/name'),
    email: at('/email'),
    password: at('/password'),
  };
  const placed = Object.values(fields).some((message) => message !== undefined);
  return placed ? fields : { form: messageOf(error) };
}
