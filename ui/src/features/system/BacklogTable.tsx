import type { Backlog } from '@/api/types';

/** What waits, from the database to the broker's queues. */
export function BacklogTable({ backlog }: { backlog: Backlog }) {
  const queues = Object.entries(backlog.queues ?? {});
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-4">
      <Figure label="Tasks waiting" value={backlog.tasks.queued} />
      <Figure label="Tasks handed over" value={backlog.tasks.dispatched} />
      <Figure label="Tasks running" value={backlog.tasks.running} />
      <Figure label="Messages to send" value={backlog.outbox} />
      {queues.map(([name, depth]) => (
        <Figure key={name} label={name} value={depth} queue />
      ))}
    </dl>
  );
}

function Figure({ label, value, queue }: { label: string; value: number; queue?: boolean }) {
  return (
    <div className="min-w-0">
      <dt className={queue ? 'font-mono text-xs text-ink-muted' : 'text-sm text-ink-muted'}>
        {label}
      </dt>
      <dd className="text-lg font-semibold tabular-nums">{value.toLocaleString('en')}</dd>
    </div>
  );
}
