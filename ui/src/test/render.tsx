import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { ROUTES } from '@/app/routes';
import { REFRESH_TOKEN_KEY, Session } from '@/session/session';
import { SessionProvider } from '@/session/SessionContext';

/** Renders the whole application at a path, signed in or out. */
export function renderApp(path: string, { signedIn }: { signedIn: boolean }) {
  if (signedIn) localStorage.setItem(REFRESH_TOKEN_KEY, 'refresh-0');
  const session = new Session(localStorage);
  const router = createMemoryRouter(ROUTES, { initialEntries: [path] });
  render(
    <QueryClientProvider
      client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}
    >
      <SessionProvider session={session}>
        <RouterProvider router={router} />
      </SessionProvider>
    </QueryClientProvider>,
  );
  return { session, router };
}
