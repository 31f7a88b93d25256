import { type ReactNode } from 'react';

/** One thing in the middle of an otherwise empty page. */
export function FullPage({ children }: { children: ReactNode }) {
  return <main className="grid min-h-dvh place-items-center p-6">{children}</main>;
}
