/** The name with its mark: an aperture, half of it lit by the safelight. */
export function Wordmark() {
  return (
    <span className="inline-flex items-center gap-2 text-lg font-semibold tracking-tight">
      <svg viewBox="0 0 24 24" fill="none" aria-hidden="true" className="size-6">
        <circle cx="12" cy="12" r="9" stroke="currentColor" strokeWidth="2" />
        <path d="M12 3a9 9 0 0 1 0 18z" className="fill-accent" />
      </svg>
      Darkroom
    </span>
  );
}
