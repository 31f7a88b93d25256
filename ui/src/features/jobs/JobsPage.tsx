import { Link } from 'react-router';
import { messageOf } from '@/api/problem';
import { Alert } from '@/components/ui/Alert';
import { Button, buttonClass } from '@/components/ui/Button';
import { Card } from '@/components/ui/Card';
import { EmptyState } from '@/components/ui/EmptyState';
import { Icon } from '@/components/ui/Icon';
import { usePageTitle } from '@/lib/usePageTitle';
import { JobList } from './JobList';
import { useAllJobs } from './queries';

export function JobsPage() {
  const heading = usePageTitle('Jobs');
  const query = useAllJobs();
  const jobs = query.data?.pages.flatMap((page) => page.items);
  return (
    <div className="mx-auto grid max-w-list gap-4">
      <div className="flex items-center justify-between gap-3">
        <h1 ref={heading} tabIndex={-1} className="text-xl font-semibold">
          Jobs
        </h1>
        <Link to="/" className={buttonClass('primary', 'sm')}>
          <Icon name="plus" /> New job
        </Link>
      </div>
      {query.isError && <Alert>{messageOf(query.error)}</Alert>}
      <Card className="p-4">
        {query.isPending && <p className="text-ink-muted">Loading…</p>}
        {jobs?.length === 0 && (
          <EmptyState icon="image" title="No jobs yet">
            Start one: drop an image, choose a recipe, run it.
          </EmptyState>
        )}
        {jobs !== undefined && jobs.length > 0 && <JobList jobs={jobs} label="Jobs" />}
      </Card>
      {query.hasNextPage && (
        <Button
          className="justify-self-center"
          busy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Show more
        </Button>
      )}
    </div>
  );
}
