import type { Image, Job, Result, Tokens, User } from '@/api/types';

const CREATED = '2026-01-02T03:04:05Z';

export const ADA: User = {
  id: 'usr_1',
  email: 'ada@example.org',
  name: 'Ada',
  role: 'user',
  createdAt: CREATED,
};

export function tokens(n: number, expiresIn = 900): Tokens {
  return {
    accessToken: `access-${n}`,
    refreshToken: `refresh-${n}`,
    expiresIn,
    tokenType: 'Bearer',
    user: ADA,
  };
}

export function image(overrides: Partial<Image> = {}): Image {
  return {
    id: 'img_1',
    name: 'harbour.jpg',
    format: 'jpeg',
    width: 800,
    height: 1200,
    bytes: 100_000,
    sha256: 'ab',
    createdAt: CREATED,
    ...overrides,
  };
}

export function job(overrides: Partial<Job> = {}): Job {
  return {
    id: 'job_1',
    name: 'harbour.jpg',
    status: 'succeeded',
    progress: { total: 1, done: 1, failed: 0 },
    createdAt: CREATED,
    outputs: [{ name: 'output-1', recipe: 'resize:400x/png' }],
    tasks: [
      {
        id: 'task_1',
        image: 'img_1',
        output: 'output-1',
        status: 'succeeded',
        attempt: 1,
        timeline: { decodeMs: 20, stepsMs: 30, encodeMs: 34 },
      },
    ],
    ...overrides,
  };
}

export function result(overrides: Partial<Result> = {}): Result {
  return {
    taskId: 'task_1',
    image: 'img_1',
    recipe: 'resize:400x/png',
    name: 'harbour.png',
    format: 'png',
    width: 400,
    height: 600,
    bytes: 25_000,
    href: '/api/jobs/job_1/results/task_1',
    ...overrides,
  };
}
