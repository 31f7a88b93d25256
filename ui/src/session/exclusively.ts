/**
 * Runs work under a lock shared by all tabs of this origin. The Web Locks API exists in secure
 * contexts only (HTTPS, localhost); elsewhere the work runs without the lock, and two tabs that
 * renew in the same instant may lose the session.
 */
export async function exclusively<T>(name: string, work: () => Promise<T>): Promise<T> {
  const { locks } = navigator as { locks?: LockManager };
  return locks === undefined ? work() : await locks.request(name, work);
}
