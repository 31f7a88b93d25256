import { useQueryClient } from '@tanstack/react-query';
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useSyncExternalStore,
} from 'react';
import { DarkroomApi } from '@/api/darkroom';
import { HttpClient } from '@/api/http';
import { type Session, type SessionState } from './session';

interface Services {
  session: Session;
  api: DarkroomApi;
}

const ServicesContext = createContext<Services | undefined>(undefined);

/** Gives the session, and the API client that speaks for it, to everything below. */
export function SessionProvider({ session, children }: { session: Session; children: ReactNode }) {
  const services = useMemo(
    () => ({ session, api: new DarkroomApi(new HttpClient(session)) }),
    [session],
  );
  const queries = useQueryClient();
  useEffect(() => session.start(), [session]);
  useEffect(
    () =>
      session.subscribe(() => {
        // What one user saw must not be shown to the next.
        if (session.snapshot().status === 'signed-out') queries.clear();
      }),
    [session, queries],
  );
  return <ServicesContext value={services}>{children}</ServicesContext>;
}

function useServices(): Services {
  const services = useContext(ServicesContext);
  if (services === undefined) throw new Error('There is no SessionProvider above this component.');
  return services;
}

export function useApi(): DarkroomApi {
  return useServices().api;
}

export function useSession(): Session {
  return useServices().session;
}

export function useSessionState(): SessionState {
  const session = useSession();
  return useSyncExternalStore(session.subscribe, session.snapshot);
}
