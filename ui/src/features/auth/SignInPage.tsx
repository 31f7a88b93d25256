import { useMutation } from '@tanstack/react-query';
import { Link, useLocation } from 'react-router';
import { messageOf } from '@/api/problem';
import { Alert } from '@/components/ui/Alert';
import { Button } from '@/components/ui/Button';
import { TextField } from '@/components/ui/Field';
import { usePageTitle } from '@/lib/usePageTitle';
import { useSession, useSessionState } from '@/session/SessionContext';
import { AuthLayout } from './AuthLayout';
import { formText, submitting } from './form';
import { PasswordField } from './PasswordField';

export function SignInPage() {
  const heading = usePageTitle('Sign in');
  const session = useSession();
  const state = useSessionState();
  const location = useLocation();
  const signIn = useMutation({
    mutationFn: (form: FormData) =>
      session.signIn(formText(form, 'email'), formText(form, 'password')),
  });
  return (
    <AuthLayout>
      <h1 ref={heading} tabIndex={-1} className="text-xl font-semibold">
        Sign in
      </h1>
      <p className="mt-1 text-ink-muted">
        New here?{' '}
        <Link to="/register" state={location.state as unknown} className="link">
          Create an account
        </Link>
      </p>
      <form onSubmit={submitting((form) => signIn.mutate(form))} className="mt-6 grid gap-4">
        {state.status === 'signed-out' && state.expired && !signIn.isError && (
          <Alert tone="info">Your session has ended. Sign in to go on.</Alert>
        )}
        {signIn.isError && <Alert>{messageOf(signIn.error)}</Alert>}
        <TextField label="Email" name="email" type="email" autoComplete="username" required />
        <PasswordField autoComplete="current-password" />
        <Button type="submit" variant="primary" busy={signIn.isPending}>
          Sign in
        </Button>
      </form>
    </AuthLayout>
  );
}
