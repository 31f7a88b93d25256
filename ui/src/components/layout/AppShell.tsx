import { Link, NavLink, Outlet } from 'react-router';
import { IconButton } from '@/components/ui/Button';
import { cx } from '@/lib/cx';
import { useSession, useSessionState } from '@/session/SessionContext';
import { ThemeSwitch } from './ThemeSwitch';
import { Wordmark } from './Wordmark';

/** The frame of every signed-in page. */
export function AppShell() {
  const session = useSession();
  const state = useSessionState();
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="sr-only rounded-md bg-accent px-4 py-2 text-on-accent focus:not-sr-only focus:absolute focus:z-10 focus:m-2"
      >
        Skip to content
      </a>
      <header className="border-b border-line bg-surface">
        <div className="mx-auto flex max-w-page flex-wrap items-center gap-x-6 px-4 py-2.5 sm:px-6">
          <Link to="/" className="inline-flex rounded-sm" aria-label="Darkroom, home">
            <Wordmark />
          </Link>
          <nav
            aria-label="Main"
            className="order-last -ml-3 flex w-full gap-1 sm:order-none sm:ml-0 sm:w-auto"
          >
            <NavItem to="/">New job</NavItem>
            <NavItem to="/jobs">Jobs</NavItem>
            {state.status === 'signed-in' && state.user.role === 'admin' && (
              <NavItem to="/system">System</NavItem>
            )}
          </nav>
          <div className="ml-auto flex items-center gap-2">
            <ThemeSwitch />
            {state.status === 'signed-in' && (
              <span className="hidden max-w-48 truncate text-sm text-ink-muted md:inline">
                {state.user.email}
              </span>
            )}
            <IconButton label="Sign out" icon="signOut" onClick={() => void session.signOut()} />
          </div>
        </div>
      </header>
      <main id="main" className="mx-auto w-full max-w-page flex-1 px-4 py-6 sm:px-6 sm:py-8">
        <Outlet />
      </main>
    </div>
  );
}

function NavItem({ to, children }: { to: string; children: string }) {
  return (
    <NavLink
      to={to}
      end
      className={({ isActive }) =>
        cx(
          'rounded-md px-3 py-1.5 text-sm font-medium transition-colors hover:bg-hover',
          isActive ? 'bg-sunken text-ink' : 'text-ink-muted',
        )
      }
    >
      {children}
    </NavLink>
  );
}
