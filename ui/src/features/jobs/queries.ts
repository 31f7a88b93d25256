import {
  keepPreviousData,
  skipToken,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Job, JobSummary, Result } from '@/api/types';
import { useApi } from '@/session/SessionContext';
import { isFinal } from './status';
import { pollingWatch } from './watch';

/** Lists change behind our back; while one of their jobs runs they are looked at again. */
const LIST_REFRESH_MS = 3_000;

function refreshWhileRunning(jobs: JobSummary[] | undefined): number | false {
  return jobs?.some((job) => !isFinal(job.status)) ? LIST_REFRESH_MS : false;
}

export function useRecentJobs(limit: number) {
  const api = useApi();
  return useQuery({
    queryKey: ['jobs', 'recent', limit],
    queryFn: async ({ signal }) => (await api.jobs({ limit }, signal)).items,
    refetchInterval: ({ state }) => refreshWhileRunning(state.data),
  });
}

export function useAllJobs() {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ['jobs', 'all'],
    queryFn: ({ pageParam, signal }) => api.jobs({ limit: 25, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: ({ state }) =>
      refreshWhileRunning(state.data?.pages.flatMap((page) => page.items)),
  });
}

/** A job, live until it ends. */
export function useJob(id: string): { job: Job | undefined; error: unknown } {
  const api = useApi();
  const queries = useQueryClient();
  const [failure, setFailure] = useState<{ id: string; error: unknown }>();
  const { data } = useQuery<Job>({ queryKey: ['job', id], queryFn: skipToken });

  useEffect(
    () =>
      pollingWatch(api)(id, {
        onJob: (job) => {
          queries.setQueryData(['job', id], job);
          if (isFinal(job.status)) void queries.invalidateQueries({ queryKey: ['jobs'] });
        },
        onFailure: (error) => setFailure({ id, error }),
      }),
    [api, queries, id],
  );

  return { job: data, error: failure?.id === id ? failure.error : undefined };
}

/** The results so far; asked for again whenever another task is done. */
export function useResults(job: Job | undefined) {
  const api = useApi();
  const id = job?.id ?? '';
  const done = job?.progress.done ?? 0;
  return useQuery({
    queryKey: ['results', id, done],
    queryFn: ({ signal }) => api.results(id, signal),
    enabled: done > 0,
    placeholderData: keepPreviousData,
  });
}

/** A result never changes, so it is fetched once; bytes are let go of soon after they were shown. */
export function useResultContent(result: Result) {
  const api = useApi();
  return useQuery({
    queryKey: ['result', result.href],
    queryFn: ({ signal }) => api.resultContent(result, signal),
    staleTime: Infinity,
    gcTime: 60_000,
  });
}
