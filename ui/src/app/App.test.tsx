import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { image, job, result, tokens } from '@/test/fixtures';
import { answerUploads } from '@/test/FakeXhr';
import { renderApp } from '@/test/render';
import { json, problem, serve } from '@/test/server';

const SESSION = { 'POST /api/auth/refresh': () => json(tokens(1)) };
const NO_JOBS = { 'GET /api/jobs': () => json({ items: [] }) };
const DONE_JOB = {
  'GET /api/jobs/job_1': () => json(job()),
  'GET /api/jobs/job_1/results': () => json({ results: [result()] }),
  'GET /api/jobs/job_1/results/task_1': () => new Response('result'),
  'GET /api/images/img_1': () => json(image()),
  'GET /api/images/img_1/content': () => new Response('original'),
};

it('asks a stranger to sign in and then goes where they wanted to', async () => {
  serve({ 'POST /api/auth/login': () => json(tokens(1)), ...NO_JOBS });
  const { router } = renderApp('/jobs', { signedIn: false });
  await userEvent.type(screen.getByLabelText('Email'), 'ada@example.org');
  await userEvent.type(screen.getByLabelText('Password'), 'correct horse battery{Enter}');
  expect(await screen.findByRole('heading', { name: 'Jobs' })).toBeInTheDocument();
  expect(router.state.location.pathname).toBe('/jobs');
  expect(await screen.findByText('No jobs yet')).toBeInTheDocument();
});

it('says why signing in failed and keeps what was typed', async () => {
  serve({
    'POST /api/auth/login': () =>
      problem(401, 'bad-credentials', 'The e-mail address or password is wrong'),
  });
  renderApp('/sign-in', { signedIn: false });
  await userEvent.type(screen.getByLabelText('Email'), 'ada@example.org');
  await userEvent.type(screen.getByLabelText('Password'), 'wrong');
  await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
  expect(await screen.findByText('The e-mail address or password is wrong.')).toBeInTheDocument();
  expect(screen.getByLabelText('Email')).toHaveValue('ada@example.org');
});

it('puts what is wrong with a registration beside the field', async () => {
  serve({
    'POST /api/auth/register': () =>
      problem(422, 'weak-password', 'The password must have at least 10 characters', [
        { pointer: '/password', detail: 'must have at least 10 characters' },
      ]),
  });
  renderApp('/register', { signedIn: false });
  await userEvent.type(screen.getByLabelText('Name'), 'Ada');
  await userEvent.type(screen.getByLabelText('Email'), 'ada@example.org');
  await userEvent.type(screen.getByLabelText('Password'), 'short');
  await userEvent.click(screen.getByRole('button', { name: 'Create account' }));
  await waitFor(() => expect(screen.getByLabelText('Password')).toBeInvalid());
  expect(screen.getByLabelText('Password')).toHaveAccessibleDescription(
    /The password must have at least 10 characters/,
  );
});

it('runs a recipe on an image and shows the result', async () => {
  const uploads = answerUploads(() => ({ status: 201, body: image() }));
  const seen = serve({
    ...SESSION,
    ...NO_JOBS,
    ...DONE_JOB,
    'POST /api/jobs': () => json(job({ status: 'queued' }), 202),
  });
  const { router } = renderApp('/', { signedIn: true });

  const photo = new File(['bytes'], 'harbour.jpg', { type: 'image/jpeg' });
  await userEvent.upload(await screen.findByLabelText('Add images'), photo);
  expect(await screen.findByText('800 × 1200 · 100 KB')).toBeInTheDocument();
  expect(uploads[0]).toEqual({
    url: '/api/images?name=harbour.jpg',
    headers: { 'Content-Type': 'image/jpeg', Authorization: 'Bearer access-1' },
  });

  await userEvent.click(screen.getByRole('button', { name: 'Grayscale' }));
  await userEvent.click(screen.getByRole('button', { name: 'Run' }));
  expect(await screen.findByRole('slider', { name: 'Compare original and result' })).toBeVisible();
  expect(router.state.location.pathname).toBe('/jobs/job_1');
  expect(seen.find(({ method, path }) => method === 'POST' && path === '/api/jobs')?.body).toEqual({
    name: 'harbour.jpg',
    images: ['img_1'],
    outputs: [{ recipe: 'grayscale/jpeg:q=80' }],
  });

  const facts = screen.getByRole('region', { name: 'Result' });
  expect(within(facts).getByText('75 % smaller')).toBeInTheDocument();
  expect(within(facts).getByText('400 × 600 · 25 KB · PNG')).toBeInTheDocument();
  expect(within(facts).getByText('84 ms')).toBeInTheDocument();
  const download = screen.getByRole('link', { name: 'Download result' });
  expect(download).toHaveAttribute('download', 'harbour.png');
  expect(download).toHaveAttribute('href', expect.stringMatching(/^blob:/));
});

it('edits a job as a new one with the same images, and starts afresh for a new job', async () => {
  answerUploads(() => ({ status: 201, body: image() }));
  serve({
    ...SESSION,
    ...NO_JOBS,
    ...DONE_JOB,
    'POST /api/jobs': () => json(job({ status: 'queued' }), 202),
  });
  renderApp('/', { signedIn: true });
  const photo = new File(['bytes'], 'harbour.jpg', { type: 'image/jpeg' });
  await userEvent.upload(await screen.findByLabelText('Add images'), photo);
  await screen.findByText('800 × 1200 · 100 KB');
  await userEvent.click(screen.getByRole('button', { name: 'Mirror' }));
  await userEvent.click(screen.getByRole('button', { name: 'Run' }));

  await userEvent.click(await screen.findByRole('button', { name: 'Edit as new' }));
  expect(await screen.findByText('800 × 1200 · 100 KB')).toBeInTheDocument();
  expect(screen.getByLabelText('Recipe')).toHaveValue('resize:400x/png');
  await userEvent.click(screen.getByRole('button', { name: 'Run' }));

  const main = within(screen.getByRole('main'));
  await userEvent.click(await main.findByRole('link', { name: 'New job' }));
  expect(screen.queryByText('800 × 1200 · 100 KB')).not.toBeInTheDocument();
});

it('shows the complaint of the server about the recipe', async () => {
  answerUploads(() => ({ status: 201, body: image() }));
  serve({
    ...SESSION,
    ...NO_JOBS,
    'POST /api/jobs': () =>
      problem(422, 'invalid-recipe', 'The recipe is not valid', [
        { pointer: '/outputs/0/recipe/steps/0', detail: 'unknown operation "shrink"' },
      ]),
  });
  renderApp('/', { signedIn: true });
  const photo = new File(['bytes'], 'harbour.jpg', { type: 'image/jpeg' });
  await userEvent.upload(await screen.findByLabelText('Add images'), photo);
  await screen.findByText('800 × 1200 · 100 KB');

  const recipe = screen.getByLabelText('Recipe');
  await userEvent.clear(recipe);
  await userEvent.type(recipe, 'shrink:2{Enter}');
  await waitFor(() => expect(recipe).toBeInvalid());
  expect(recipe).toHaveAccessibleDescription(/Step 1: unknown operation "shrink"\./);
  await userEvent.type(recipe, 'x');
  expect(recipe).toBeValid();
});

it('wants an image before it runs', async () => {
  serve({ ...SESSION, ...NO_JOBS });
  renderApp('/', { signedIn: true });
  await userEvent.click(await screen.findByRole('button', { name: 'Run' }));
  expect(screen.getByText('Add an image first.')).toBeInTheDocument();
});

it('shows a job again after a reload of its page', async () => {
  serve({ ...SESSION, ...DONE_JOB });
  renderApp('/jobs/job_1', { signedIn: true });
  expect(await screen.findByRole('slider')).toBeVisible();
  expect(screen.getByText('The result is ready.')).toHaveAttribute('role', 'status');
});

it('shows the recipe of a job and runs it again as a new one', async () => {
  const seen = serve({
    ...SESSION,
    ...DONE_JOB,
    'POST /api/jobs/job_1/rerun': () => json(job({ id: 'job_2', status: 'queued' }), 202),
    'GET /api/jobs/job_2': () => json(job({ id: 'job_2' })),
    'GET /api/jobs/job_2/results': () => json({ results: [result()] }),
  });
  const { router } = renderApp('/jobs/job_1', { signedIn: true });
  expect(await screen.findByText('resize:400x/png')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Run again' }));
  await waitFor(() => expect(router.state.location.pathname).toBe('/jobs/job_2'));
  expect(seen.filter(({ method }) => method === 'POST').at(-1)?.path).toBe('/api/jobs/job_1/rerun');
});

it('edits a job of another day, without the images that are gone', async () => {
  const tasks = job().tasks.flatMap((task) => [task, { ...task, id: 'task_2', image: 'img_2' }]);
  const seen = serve({
    ...SESSION,
    ...NO_JOBS,
    ...DONE_JOB,
    'GET /api/jobs/job_1': () => json(job({ tasks })),
    'GET /api/images/img_2': () => problem(404, 'not-found', 'There is no such image.'),
    'POST /api/jobs': () => json(job({ id: 'job_1' }), 202),
  });
  renderApp('/jobs/job_1', { signedIn: true });
  await userEvent.click(await screen.findByRole('button', { name: 'Edit as new' }));

  expect(await screen.findByText('800 × 1200 · 100 KB')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Run' }));
  await waitFor(() =>
    expect(
      seen.find(({ method, path }) => method === 'POST' && path === '/api/jobs')?.body,
    ).toEqual({ name: 'harbour.jpg', images: ['img_1'], outputs: [{ recipe: 'resize:400x/png' }] }),
  );
});

it('copies a link that shows the result to anybody', async () => {
  const url = 'https://images.example.org/i/1.a.0.b/resize:400x/png/img_1';
  const seen = serve({ ...SESSION, ...DONE_JOB, 'POST /api/links': () => json({ url }, 201) });
  const user = userEvent.setup();
  renderApp('/jobs/job_1', { signedIn: true });

  await user.click(await screen.findByRole('button', { name: 'Copy public link' }));
  expect(await screen.findByRole('button', { name: 'Link copied' })).toBeInTheDocument();
  expect(await navigator.clipboard.readText()).toBe(url);
  expect(seen.find(({ path }) => path === '/api/links')?.body).toEqual({
    image: 'img_1',
    recipe: 'resize:400x/png',
  });
});

it('says why a task failed', async () => {
  const failure = { code: 'corrupt-image', detail: 'The data ends in row 412.' };
  serve({
    ...SESSION,
    'GET /api/jobs/job_1': () =>
      json(
        job({
          status: 'failed',
          progress: { total: 1, done: 0, failed: 1 },
          tasks: job().tasks.map((task) => ({ ...task, status: 'failed', failure })),
        }),
      ),
    'GET /api/images/img_1': () => json(image()),
  });
  renderApp('/jobs/job_1', { signedIn: true });
  expect(await screen.findByText('The data ends in row 412.')).toBeInTheDocument();
});

it('explains a job that is not there', async () => {
  serve({
    ...SESSION,
    'GET /api/jobs/job_9': () => problem(404, 'not-found', 'There is no such thing'),
  });
  renderApp('/jobs/job_9', { signedIn: true });
  expect(await screen.findByText('There is no such job')).toBeInTheDocument();
});

it('signs out', async () => {
  const seen = serve({
    ...SESSION,
    ...NO_JOBS,
    'POST /api/auth/logout': () => new Response(null, { status: 204 }),
  });
  renderApp('/', { signedIn: true });
  await userEvent.click(await screen.findByRole('button', { name: 'Sign out' }));
  expect(await screen.findByRole('heading', { name: 'Sign in' })).toBeInTheDocument();
  expect(seen.at(-1)).toMatchObject({ path: '/api/auth/logout', token: 'access-1' });
  expect(localStorage).toHaveLength(0);
});
