import { Link } from 'react-router';
import { messageOf } from '@/api/problem';
import { Alert } from '@/components/ui/Alert';
import { buttonClass, Button } from '@/components/ui/Button';
import { Section } from '@/components/ui/Card';
import { EmptyState } from '@/components/ui/EmptyState';
import { JobList } from './JobList';
import { useRecentJobs } from './queries';

const SHOWN = 5;

export function RecentJobs() {
  const jobs = useRecentJobs(SHOWN);
  return (
    <Section
      title="Recent jobs"
      action={
        <Link to="/jobs" className={buttonClass('ghost', 'sm', '-mr-3')}>
          All jobs
        </Link>
      }
    >
      {jobs.isPending && <p className="text-sm text-ink-muted">Loading…</p>}
      {jobs.isError && (
        <Alert
          action={
            <Button size="sm" onClick={() => void jobs.refetch()}>
              Try again
            </Button>
          }
        >
          {messageOf(jobs.error)}
        </Alert>
      )}
      {jobs.isSuccess &&
        (jobs.data.length > 0 ? (
          <JobList jobs={jobs.data} label="Recent jobs" />
        ) : (
          <EmptyState icon="image" title="No jobs yet">
            Your runs appear here, with their results.
          </EmptyState>
        ))}
    </Section>
  );
}
