import type { JobStatus, JobSummary, Task, TaskStatus } from '@/api/types';
import { type BadgeTone } from '@/components/ui/Badge';
import { count } from '@/lib/format';

const JOB: Record<JobStatus, { label: string; tone: BadgeTone }> = {
  queued: { label: 'Queued', tone: 'active' },
  running: { label: 'Running', tone: 'active' },
  succeeded: { label: 'Succeeded', tone: 'success' },
  partial: { label: 'Partly done', tone: 'warning' },
  failed: { label: 'Failed', tone: 'danger' },
  cancelled: { label: 'Cancelled', tone: 'neutral' },
};

export function jobStatusLook(status: JobStatus) {
  return JOB[status];
}

export function isFinal(status: JobStatus): boolean {
  return status !== 'queued' && status !== 'running';
}

const TASK: Record<TaskStatus, string> = {
  queued: 'Waiting',
  dispatched: 'Handed over',
  running: 'Developing',
  succeeded: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

export function taskStatusLabel({ status }: Pick<Task, 'status'>): string {
  return TASK[status];
}

/** How far the job is, as a sentence: what a live region announces. */
export function describeProgress({ status, progress }: JobSummary): string {
  const { total, done, failed } = progress;
  const results = count(total, 'result');
  switch (status) {
    case 'queued':
      return `Waiting for a free worker, ${results} to make.`;
    case 'running':
      return `${done + failed} of ${results} finished.`;
    case 'succeeded':
      return total === 1 ? 'The result is ready.' : `All ${results} are ready.`;
    case 'partial':
      return `${done} of ${results} are ready, ${failed} failed.`;
    case 'failed':
      return total === 1 ? 'The image could not be processed.' : `All ${results} failed.`;
    case 'cancelled':
      return `Cancelled after ${done} of ${results}.`;
  }
}

/** What to call a job that its owner gave no name. */
export function jobTitle(job: Pick<JobSummary, 'id' | 'name'>): string {
  return job.name?.trim() ? job.name : `Job ${job.id.slice(-6)}`;
}
