import { Link } from 'react-router';
import { FullPage } from '@/components/layout/FullPage';
import { Alert } from '@/components/ui/Alert';
import { Button, buttonClass } from '@/components/ui/Button';
import { EmptyState } from '@/components/ui/EmptyState';

export function NotFoundPage() {
  return (
    <EmptyState icon="image" title="There is nothing at this address">
      <Link to="/" className={buttonClass('secondary', 'sm', 'mt-3')}>
        New job
      </Link>
    </EmptyState>
  );
}

/** The last resort when rendering itself fails. */
export function CrashPage() {
  return (
    <FullPage>
      <Alert
        title="This page broke"
        action={
          <Button size="sm" onClick={() => location.reload()}>
            Reload
          </Button>
        }
      >
        Your images and jobs are safe on the server.
      </Alert>
    </FullPage>
  );
}
