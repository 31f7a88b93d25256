import { type RefObject, useEffect, useRef } from 'react';

/**
 * Names the page and moves the focus to its heading, so that a screen reader announces where a
 * navigation led. Put the returned ref on an `h1` with `tabIndex={-1}`.
 */
export function usePageTitle(title: string): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Darkroom`;
  }, [title]);
  useEffect(() => {
    // A control with autofocus, such as the first field of a form, has taken the focus already.
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, []);
  return heading;
}
