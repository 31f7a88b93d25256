import { useCallback, useSyncExternalStore } from 'react';

/** The object URLs in use, with the number of components that show each. */
const live = new Map<Blob, { url: string; holders: number }>();

function hold(blob: Blob): () => void {
  const entry = live.get(blob) ?? { url: URL.createObjectURL(blob), holders: 0 };
  entry.holders += 1;
  live.set(blob, entry);
  return () => {
    entry.holders -= 1;
    if (entry.holders > 0) return;
    live.delete(blob);
    URL.revokeObjectURL(entry.url);
  };
}

/** An object URL for a blob, shared by all components that show it and revoked after the last. */
export function useObjectUrl(blob: Blob | undefined): string | undefined {
  const subscribe = useCallback(
    (changed: () => void) => {
      if (blob === undefined) return () => undefined;
      const release = hold(blob);
      changed();
      return release;
    },
    [blob],
  );
  return useSyncExternalStore(subscribe, () => blob && live.get(blob)?.url);
}
