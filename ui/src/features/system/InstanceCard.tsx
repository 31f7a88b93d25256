import type { Instance, InstanceCheck } from '@/api/types';
import { Badge } from '@/components/ui/Badge';
import { checkName, checkText, healthLook, instanceLook, shownChecks } from './status';

/** One instance: where it is, what it was built from, and what it needs. */
export function InstanceCard({ instance }: { instance: Instance }) {
  const { label, tone } = instanceLook(instance);
  return (
    <li className="grid gap-3 rounded-lg border border-line p-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-mono text-sm wrap-anywhere">
          {instance.address ?? instance.instance}
        </span>
        {instance.version != null && (
          <span className="text-xs text-ink-muted">{instance.version}</span>
        )}
        <span className="ml-auto">
          <Badge tone={tone}>{label}</Badge>
        </span>
      </div>
      {instance.checks.length > 0 && (
        <dl className="grid gap-1.5 text-sm">
          {shownChecks(instance).map((check) => (
            <Check key={check.name} check={check} />
          ))}
        </dl>
      )}
    </li>
  );
}

function Check({ check }: { check: InstanceCheck }) {
  const { label, tone } = healthLook(check.status);
  return (
    <div className="flex items-start justify-between gap-3">
      <dt className="shrink-0 text-ink-muted">{checkName(check)}</dt>
      <dd className="min-w-0 text-right wrap-anywhere">
        {check.status === 'up' ? checkText(check) : <Badge tone={tone}>{label}</Badge>}
        {check.status !== 'up' && check.detail != null && (
          <span className="block text-xs text-ink-muted">{check.detail}</span>
        )}
      </dd>
    </div>
  );
}
