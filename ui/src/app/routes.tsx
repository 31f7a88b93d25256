import { createBrowserRouter, type RouteObject } from 'react-router';
import { AppShell } from '@/components/layout/AppShell';
import { RegisterPage } from '@/features/auth/RegisterPage';
import { RequireSession } from '@/features/auth/RequireSession';
import { SignInPage } from '@/features/auth/SignInPage';
import { ComposePage } from '@/features/compose/ComposePage';
import { DraftProvider } from '@/features/draft/Draft';
import { JobPage } from '@/features/jobs/JobPage';
import { JobsPage } from '@/features/jobs/JobsPage';
import { SystemPage } from '@/features/system/SystemPage';
import { CrashPage, NotFoundPage } from './ErrorPages';

export const ROUTES: RouteObject[] = [
  {
    errorElement: <CrashPage />,
    children: [
      { path: '/sign-in', element: <SignInPage /> },
      { path: '/register', element: <RegisterPage /> },
      {
        element: <RequireSession />,
        children: [
          {
            element: (
              <DraftProvider>
                <AppShell />
              </DraftProvider>
            ),
            children: [
              { index: true, element: <ComposePage /> },
              { path: '/jobs', element: <JobsPage /> },
              { path: '/jobs/:id', element: <JobPage /> },
              { path: '/system', element: <SystemPage /> },
              { path: '*', element: <NotFoundPage /> },
            ],
          },
        ],
      },
    ],
  },
];

export function createRouter() {
  return createBrowserRouter(ROUTES);
}
