import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { RouterProvider } from 'react-router';
import { ApiError } from '@/api/problem';
import { type Session } from '@/session/session';
import { SessionProvider } from '@/session/SessionContext';
import { createRouter } from './routes';

const RETRIES = 2;

function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        // A refusal stays a refusal; only what may pass is tried again.
        retry: (failures, error) =>
          failures < RETRIES && error instanceof ApiError && error.retryable,
      },
    },
  });
}

export function App({ session }: { session: Session }) {
  const [queries] = useState(createQueryClient);
  const [router] = useState(createRouter);
  return (
    <QueryClientProvider client={queries}>
      <SessionProvider session={session}>
        <RouterProvider router={router} />
      </SessionProvider>
    </QueryClientProvider>
  );
}
