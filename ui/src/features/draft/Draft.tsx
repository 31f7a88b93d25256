import { createContext, type ReactNode, useContext, useState, useSyncExternalStore } from 'react';
import { useApi } from '@/session/SessionContext';
import { PRESETS } from './presets';
import { type UploadItem, UploadQueue } from './UploadQueue';

interface Draft {
  queue: UploadQueue;
  recipe: string;
  setRecipe: (recipe: string) => void;
}

const DraftContext = createContext<Draft | undefined>(undefined);

/**
 * Keeps the job that is being put together while the user looks at others, so that a recipe can be
 * changed and run again on the same images. Ends with the session, because it is mounted inside it.
 */
export function DraftProvider({ children }: { children: ReactNode }) {
  const api = useApi();
  const [queue] = useState(
    () => new UploadQueue((file, options) => api.uploadImage(file, options)),
  );
  const [recipe, setRecipe] = useState(PRESETS[0]?.recipe ?? '');
  return <DraftContext value={{ queue, recipe, setRecipe }}>{children}</DraftContext>;
}

export function useDraft(): Draft {
  const draft = useContext(DraftContext);
  if (draft === undefined) throw new Error('There is no DraftProvider above this component.');
  return draft;
}

export function useUploads(queue: UploadQueue): readonly UploadItem[] {
  return useSyncExternalStore(queue.subscribe, queue.snapshot);
}
