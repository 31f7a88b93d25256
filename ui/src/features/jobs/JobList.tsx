import { Link } from 'react-router';
import type { JobSummary } from '@/api/types';
import { Badge } from '@/components/ui/Badge';
import { Progress } from '@/components/ui/Progress';
import { count, formatAgo } from '@/lib/format';
import { isFinal, jobStatusLook, jobTitle } from './status';

/** Jobs as rows that lead to their page. */
export function JobList({ jobs, label }: { jobs: JobSummary[]; label: string }) {
  return (
    <ul aria-label={label} className="-mx-2">
      {jobs.map((job) => (
        <li key={job.id}>
          <JobRow job={job} />
        </li>
      ))}
    </ul>
  );
}

function JobRow({ job }: { job: JobSummary }) {
  const { label, tone } = jobStatusLook(job.status);
  const { total, done, failed } = job.progress;
  return (
    <Link
      to={`/jobs/${job.id}`}
      className="grid grid-cols-[1fr_auto] items-center gap-x-3 gap-y-0.5 rounded-md px-2 py-2 transition-colors hover:bg-hover"
    >
      <span className="truncate font-medium">{jobTitle(job)}</span>
      <Badge tone={tone}>{label}</Badge>
      <span className="col-span-2 flex justify-between gap-3 text-sm text-ink-muted">
        <span>
          {done === total ? count(total, 'result') : `${done} of ${count(total, 'result')}`}
        </span>
        <time dateTime={job.createdAt}>{formatAgo(job.createdAt)}</time>
      </span>
      {!isFinal(job.status) && (
        <Progress
          className="col-span-2 mt-1"
          label={`Progress of ${jobTitle(job)}`}
          value={total === 0 ? undefined : (done + failed) / total}
        />
      )}
    </Link>
  );
}
