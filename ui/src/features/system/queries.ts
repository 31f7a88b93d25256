import { useQuery } from '@tanstack/react-query';
import { useApi } from '@/session/SessionContext';

const REFRESH_MS = 5_000;

/** How the platform fares, looked at again while the page is in sight. */
export function useSystem() {
  const api = useApi();
  return useQuery({
    queryKey: ['system'],
    queryFn: ({ signal }) => api.system(signal),
    refetchInterval: REFRESH_MS,
  });
}
