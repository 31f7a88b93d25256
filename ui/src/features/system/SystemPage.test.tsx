import { screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { SystemState } from '@/api/types';
import { ADA, tokens } from '@/test/fixtures';
import { renderApp } from '@/test/render';
import { json, problem, serve } from '@/test/server';

const AS_ADMIN = {
  'POST /api/auth/refresh': () => json({ ...tokens(1), user: { ...ADA, role: 'admin' } }),
};
const AS_USER = { 'POST /api/auth/refresh': () => json(tokens(1)) };

const STATE: SystemState = {
  rateLimits: 'local',
  backlog: {
    queues: { 'darkroom.tasks.normal': 7 },
    outbox: 2,
    tasks: { queued: 1200, dispatched: 16, running: 4 },
  },
  services: [
    {
      name: 'processing',
      circuit: 'closed',
      inFlight: 1,
      instances: [
        {
          address: '127.0.0.1:9003',
          status: 'up',
          version: '1.2.3',
          checks: [
            { name: 'engine', status: 'up', detail: 'libvips 8.18' },
            { name: 'lanes', status: 'up' },
            { name: 'redis', status: 'degraded', detail: 'no result cache' },
          ],
        },
        { address: '127.0.0.1:9004', status: 'unreachable', checks: [] },
      ],
    },
  ],
};

it('shows an administrator how every instance fares and what waits', async () => {
  serve({ ...AS_ADMIN, 'GET /api/system': () => json(STATE) });
  renderApp('/system', { signedIn: true });

  const processing = await screen.findByRole('region', { name: 'Processing' });
  const [first, second] = within(processing).getAllByRole('listitem');
  expect(first).toHaveTextContent(
    '127.0.0.1:90031.2.3DegradedImage laneslibvips 8.18RedisDegradedno result cache',
  );
  expect(second).toHaveTextContent('127.0.0.1:9004Unreachable');
  const waiting = screen.getByRole('region', { name: 'Waiting work' });
  expect(waiting).toHaveTextContent('Tasks waiting1,200');
  expect(waiting).toHaveTextContent('darkroom.tasks.normal7');
  expect(screen.getByRole('alert')).toHaveTextContent('Redis is away');
  expect(screen.getByRole('link', { name: 'System' })).toHaveAttribute('aria-current', 'page');
});

it('is not offered to others, who are told why they see nothing', async () => {
  serve({
    ...AS_USER,
    'GET /api/system': () => problem(403, 'forbidden', 'Only an administrator may do this'),
  });
  renderApp('/system', { signedIn: true });

  expect(await screen.findByRole('alert')).toHaveTextContent('Only an administrator may do this');
  expect(screen.queryByRole('link', { name: 'System' })).not.toBeInTheDocument();
});
