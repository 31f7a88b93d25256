import { type ReactNode, useState } from 'react';
import { Navigate, useLocation } from 'react-router';
import ridges from '@/assets/samples/ridges.jpg';
import { ThemeSwitch } from '@/components/layout/ThemeSwitch';
import { Wordmark } from '@/components/layout/Wordmark';
import { CompareSlider } from '@/features/compare/CompareSlider';
import { useSessionState } from '@/session/SessionContext';

/** The page around signing in and registering: the form, and beside it what this is about. */
export function AuthLayout({ children }: { children: ReactNode }) {
  const state = useSessionState();
  const location = useLocation();
  if (state.status === 'signed-in' || state.status === 'restoring') {
    return <Navigate to={returnPath(location.state)} replace />;
  }
  return (
    <div className="grid min-h-dvh lg:grid-cols-2">
      <div className="flex flex-col px-4 py-4 sm:px-8 sm:py-6">
        <header className="flex items-center justify-between">
          <Wordmark />
          <ThemeSwitch />
        </header>
        <main className="m-auto w-full max-w-form py-10">{children}</main>
      </div>
      <Demonstration />
    </div>
  );
}

/** Where to go after signing in: the page that asked for it. */
export function returnPath(state: unknown): string {
  const from = (state as { from?: unknown } | null)?.from;
  return typeof from === 'string' && /^\/(?!\/)/.test(from) ? from : '/';
}

/** A negative that becomes a print under the slider. */
function Demonstration() {
  const [position, setPosition] = useState(38);
  return (
    <aside
      aria-label="Demonstration"
      className="hidden flex-col justify-center gap-8 border-l border-line bg-sunken p-12 lg:flex xl:p-16"
    >
      <p className="max-w-prose text-display font-semibold text-balance">
        Every image, developed to your recipe.
      </p>
      <CompareSlider
        label="Compare negative and print"
        position={position}
        onPositionChange={setPosition}
        aspectRatio={3 / 2}
        before={{ src: ridges, alt: 'Mountain ridges at dusk, as a negative', filter: 'negative' }}
        after={{ src: ridges, alt: 'Mountain ridges at dusk' }}
        beforeLabel="Negative"
        afterLabel="Print"
      />
      <p className="max-w-prose text-ink-muted">
        Drop an image, say what you want in one line, and take the result with you. One picture or
        ten thousand, from this page or from the API.
      </p>
    </aside>
  );
}
