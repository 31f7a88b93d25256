import { expect, it } from 'vitest';
import { curlForNewJob, curlForResults, shellQuote } from './curl';

const origin = 'http://localhost:8080';

it('quotes for the shell', () => {
  expect(shellQuote('a/b:c=d,e')).toBe('a/b:c=d,e');
  expect(shellQuote("it's $HOME")).toBe(`'it'\\''s $HOME'`);
});

it('starts a job from uploaded images', () => {
  expect(curlForNewJob({ origin, images: [{ id: 'img_1' }], recipe: 'rotate:90/png' })).toBe(
    String.raw`curl -sS http://localhost:8080/api/jobs \
  -H "Authorization: Bearer $TOKEN" \
  -H 'Content-Type: application/json' \
  -d '{"images":["img_1"],"outputs":[{"recipe":"rotate:90/png"}]}'`,
  );
});

it('uploads first when there is no image yet', () => {
  const commands = curlForNewJob({ origin, images: [], recipe: 'png' });
  expect(commands).toContain('IMAGE=$(curl -sS');
  expect(commands).toContain(`-d '{"images":["'"$IMAGE"'"],"outputs":[{"recipe":"png"}]}'`);
});

it('fetches the result on the screen', () => {
  const result = { name: 'my cat.png', href: '/api/jobs/job_1/results/task_1' };
  expect(curlForResults({ origin, jobId: 'job_1', result })).toMatch(
    /results\/task_1 [^]*-o 'my cat\.png'$/,
  );
});
