import type { Health, Instance, InstanceCheck, Service } from '@/api/types';
import { type BadgeTone } from '@/components/ui/Badge';

interface Look {
  label: string;
  tone: BadgeTone;
}

const HEALTH: Record<Health, Look> = {
  up: { label: 'Up', tone: 'success' },
  degraded: { label: 'Degraded', tone: 'warning' },
  down: { label: 'Down', tone: 'danger' },
};

const SERVICE: Record<Service['name'], string> = {
  gateway: 'Gateway',
  auth: 'Accounts',
  job: 'Jobs',
  processing: 'Processing',
};

const CHECK: Record<string, string> = {
  postgres: 'PostgreSQL',
  redis: 'Redis',
  broker: 'Broker',
  tokens: 'Token keys',
  'token-keys': 'Token keys',
  'rate-limits': 'Rate limits',
  engine: 'Image lanes',
  lanes: 'Missing lanes',
};

export function healthLook(status: Health): Look {
  return HEALTH[status];
}

/** An instance that is up and lacks something shows that it does. */
export function instanceLook({ status, checks }: Instance): Look {
  if (status === 'unreachable') return { label: 'Unreachable', tone: 'danger' };
  const lacking = status === 'up' && checks.some((check) => check.status === 'degraded');
  return HEALTH[lacking ? 'degraded' : status];
}

export function serviceName(name: Service['name']): string {
  return SERVICE[name];
}

export function checkName({ name }: InstanceCheck): string {
  return CHECK[name] ?? name;
}

/** What a check that is well says. */
export function checkText({ name, detail }: InstanceCheck): string {
  return detail ?? (name === 'rate-limits' ? 'Shared through Redis' : HEALTH.up.label);
}

/** Checks worth a line: that nothing is missing is said by what is there. */
export function shownChecks({ checks }: Instance): InstanceCheck[] {
  return checks.filter((check) => check.name !== 'lanes' || check.status !== 'up');
}

/** What is worth a sentence about how the gateway treats a service. */
export function describeService({ circuit, inFlight, instances }: Service): string {
  if (instances.length === 0) return 'No instance is known';
  if (circuit === 'open') return 'Not asked for the moment: it only failed';
  if (circuit === 'half-open') return 'Failed lately, tried again';
  if (inFlight == null) return 'This instance';
  return inFlight === 1 ? '1 request under way' : `${inFlight} requests under way`;
}
