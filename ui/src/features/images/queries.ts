import { type QueryClient, queryOptions, skipToken, useQuery } from '@tanstack/react-query';
import type { DarkroomApi } from '@/api/darkroom';
import type { Image } from '@/api/types';
import { useApi } from '@/session/SessionContext';

const infoKey = (id: string) => ['image', id];
const contentKey = (id: string) => ['image', id, 'content'];

/** An image never changes under its id, so it is fetched once. */
const IMMUTABLE = { staleTime: Infinity };

/** What is known of an image, asked for once. */
export function imageQuery(api: DarkroomApi, id: string) {
  return queryOptions({
    queryKey: infoKey(id),
    queryFn: ({ signal }) => api.image(id, signal),
    ...IMMUTABLE,
  });
}

export function useImage(id: string) {
  return useQuery(imageQuery(useApi(), id));
}

/** What is known of an image already; for lists, where a call for every row would be too much. */
export function useKnownImage(id: string): Image | undefined {
  return useQuery<Image>({ queryKey: infoKey(id), queryFn: skipToken, ...IMMUTABLE }).data;
}

export function useImageContent(id: string) {
  const api = useApi();
  return useQuery({
    queryKey: contentKey(id),
    queryFn: ({ signal }) => api.imageContent(id, signal),
    // Bytes are let go of soon after they were shown.
    gcTime: 60_000,
    ...IMMUTABLE,
  });
}

/** Keeps what was just uploaded, so that it need not come back over the network. */
export function rememberUpload(queries: QueryClient, image: Image, file: File): void {
  queries.setQueryData(infoKey(image.id), image);
  queries.setQueryData<Blob>(contentKey(image.id), file);
}
