import type { Service, SystemState } from '@/api/types';
import { messageOf } from '@/api/problem';
import { Alert } from '@/components/ui/Alert';
import { Section } from '@/components/ui/Card';
import { usePageTitle } from '@/lib/usePageTitle';
import { BacklogTable } from './BacklogTable';
import { InstanceCard } from './InstanceCard';
import { useSystem } from './queries';
import { describeService, serviceName } from './status';

/** For administrators: which instances there are, how they fare, and what waits. */
export function SystemPage() {
  const heading = usePageTitle('System');
  const query = useSystem();
  return (
    <div className="grid gap-4">
      <h1 ref={heading} tabIndex={-1} className="text-xl font-semibold">
        System
      </h1>
      {query.isError && <Alert>{messageOf(query.error)}</Alert>}
      {query.isPending && <p className="text-ink-muted">Loading…</p>}
      {query.data !== undefined && <Overview state={query.data} />}
    </div>
  );
}

function Overview({ state }: { state: SystemState }) {
  return (
    <>
      {state.rateLimits === 'local' && (
        <Alert tone="warning" title="Rate limits are counted by each gateway alone">
          Redis is away; limits are shared again when it is back.
        </Alert>
      )}
      <Section title="Waiting work">
        {state.backlog == null ? (
          <p className="text-sm text-ink-muted">The job service does not say.</p>
        ) : (
          <BacklogTable backlog={state.backlog} />
        )}
      </Section>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        {state.services.map((service) => (
          <ServiceSection key={service.name} service={service} />
        ))}
      </div>
    </>
  );
}

function ServiceSection({ service }: { service: Service }) {
  return (
    <Section
      title={serviceName(service.name)}
      action={<span className="text-sm text-ink-muted">{describeService(service)}</span>}
    >
      <ul className="grid gap-3">
        {service.instances.map((instance, n) => (
          <InstanceCard key={instance.address ?? n} instance={instance} />
        ))}
      </ul>
    </Section>
  );
}
