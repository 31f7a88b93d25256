import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ApiError, networkError } from '@/api/problem';
import type { Job } from '@/api/types';
import { job } from '@/test/fixtures';
import { pollingWatch } from './watch';

const PACE = { firstMs: 100, factor: 2, maxMs: 1_000 };
const running = job({ status: 'running', progress: { total: 2, done: 0, failed: 0 } });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watch(answers: (Job | Error)[]) {
  const ask = vi.fn(() => {
    const answer = (answers.length > 1 ? answers.shift() : answers[0]) ?? new Error('no answer');
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  });
  const observer = { onJob: vi.fn(), onFailure: vi.fn() };
  const stop = pollingWatch({ job: ask }, PACE)('job_1', observer);
  return { ask, stop, ...observer };
}

it('ends with the final state', async () => {
  const { ask, onJob } = watch([running, job()]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(ask).toHaveBeenCalledTimes(2);
  expect(onJob).toHaveBeenLastCalledWith(job());
});

it('slows down while nothing moves, and speeds up when something does', async () => {
  const moved = { ...running, progress: { total: 2, done: 1, failed: 0 } };
  const { ask } = watch([running, running, running, moved, moved]);
  await vi.advanceTimersByTimeAsync(0);
  expect(ask).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(100 + 200 + 400);
  expect(ask).toHaveBeenCalledTimes(4);
  await vi.advanceTimersByTimeAsync(100);
  expect(ask).toHaveBeenCalledTimes(5);
});

it('goes on after passing trouble', async () => {
  const { onJob, onFailure } = watch([networkError(), job()]);
  await vi.advanceTimersByTimeAsync(PACE.maxMs);
  expect(onJob).toHaveBeenCalledWith(job());
  expect(onFailure).not.toHaveBeenCalled();
});

it('gives up on a refusal', async () => {
  const missing = new ApiError(404, 'not-found', 'There is no such job');
  const { ask, onFailure } = watch([missing]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(ask).toHaveBeenCalledTimes(1);
  expect(onFailure).toHaveBeenCalledWith(missing);
});

it('stops when told to', async () => {
  const { ask, stop, onJob } = watch([running]);
  await vi.advanceTimersByTimeAsync(0);
  stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(ask).toHaveBeenCalledTimes(1);
  expect(onJob).toHaveBeenCalledTimes(1);
});
