import { Navigate, Outlet, useLocation } from 'react-router';
import { FullPage } from '@/components/layout/FullPage';
import { Alert } from '@/components/ui/Alert';
import { Button } from '@/components/ui/Button';
import { Spinner } from '@/components/ui/Spinner';
import { useSession, useSessionState } from '@/session/SessionContext';

/** Shows what is below to a signed-in user and sends everybody else to the sign-in page. */
export function RequireSession() {
  const session = useSession();
  const state = useSessionState();
  const { pathname, search } = useLocation();
  switch (state.status) {
    case 'signed-in':
      return <Outlet />;
    case 'restoring':
      return (
        <FullPage>
          <p role="status" className="flex items-center gap-2 text-ink-muted">
            <Spinner /> Taking up your session…
          </p>
        </FullPage>
      );
    case 'unreachable':
      return (
        <FullPage>
          <Alert
            title="No connection"
            action={
              <Button size="sm" onClick={() => void session.restore()}>
                Try again
              </Button>
            }
          >
            {state.message}
          </Alert>
        </FullPage>
      );
    case 'signed-out':
      return <Navigate to="/sign-in" replace state={{ from: pathname + search }} />;
  }
}
