import { type DarkroomApi } from '@/api/darkroom';
import { ApiError } from '@/api/problem';
import type { Job } from '@/api/types';
import { isFinal } from './status';

export interface JobObserver {
  onJob: (job: Job) => void;
  /** A failure that ends the watch; passing trouble is retried and not reported. */
  onFailure: (error: unknown) => void;
}

/** A way to follow a job until it ends. Returns how to stop. */
export type WatchJob = (id: string, observer: JobObserver) => () => void;

interface Pace {
  firstMs: number;
  factor: number;
  maxMs: number;
}

const PACE: Pace = { firstMs: 250, factor: 1.5, maxMs: 4_000 };

/**
 * Follows a job by asking again and again: soon after something moved, ever more slowly while
 * nothing does. Anything that can fill a `WatchJob`, such as server-sent events, can take its place.
 */
export function pollingWatch(api: Pick<DarkroomApi, 'job'>, pace: Pace = PACE): WatchJob {
  return (id, { onJob, onFailure }) => {
    const stopped = new AbortController();
    let waitMs = pace.firstMs;
    let seen = '';

    const poll = async () => {
      try {
        const job = await api.job(id, stopped.signal);
        if (stopped.signal.aborted) return;
        onJob(job);
        if (isFinal(job.status)) return;
        const now = fingerprint(job);
        waitMs = now === seen ? Math.min(waitMs * pace.factor, pace.maxMs) : pace.firstMs;
        seen = now;
      } catch (error) {
        if (stopped.signal.aborted) return;
        if (!(error instanceof ApiError && error.retryable)) {
          onFailure(error);
          return;
        }
        waitMs = Math.max((error.retryAfter ?? 0) * 1000, pace.maxMs);
      }
      timer = setTimeout(() => void poll(), waitMs);
    };

    let timer = setTimeout(() => void poll(), 0);
    return () => {
      clearTimeout(timer);
      stopped.abort();
    };
  };
}

function fingerprint({ status, progress, tasks }: Job): string {
  return [status, progress.done, progress.failed, ...tasks.map((task) => task.status)].join();
}
