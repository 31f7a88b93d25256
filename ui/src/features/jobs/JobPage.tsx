import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { ApiError, messageOf } from '@/api/problem';
import type { Job, Result, Task } from '@/api/types';
import { Alert } from '@/components/ui/Alert';
import { Badge } from '@/components/ui/Badge';
import { buttonClass } from '@/components/ui/Button';
import { Card, Section } from '@/components/ui/Card';
import { CodeBlock } from '@/components/ui/CodeBlock';
import { Progress } from '@/components/ui/Progress';
import { useImage } from '@/features/images/queries';
import { curlForResults } from '@/lib/curl';
import { count } from '@/lib/format';
import { usePageTitle } from '@/lib/usePageTitle';
import { Developing } from './Developing';
import { JobActions } from './JobActions';
import { useJob, useResults } from './queries';
import { ResultFacts } from './ResultFacts';
import { ResultView } from './ResultView';
import { describeProgress, isFinal, jobStatusLook, jobTitle, taskStatusLabel } from './status';
import { TaskList } from './TaskList';

export function JobPage() {
  const { id = '' } = useParams();
  // Keyed, so that nothing of one job stays on the screen of another.
  return <JobById key={id} id={id} />;
}

function JobById({ id }: { id: string }) {
  const { job, error } = useJob(id);
  if (error !== undefined) return <JobProblem error={error} />;
  if (job === undefined) {
    return <Developing aspectRatio={2} label="Loading the job…" />;
  }
  return <JobView job={job} />;
}

function JobProblem({ error }: { error: unknown }) {
  // An address that was cut short names no job either; the server answers that with 400.
  const missing = error instanceof ApiError && [400, 404].includes(error.status);
  return (
    <Alert
      title={missing ? 'There is no such job' : 'The job cannot be shown'}
      action={
        <Link to="/jobs" className={buttonClass('secondary', 'sm')}>
          All jobs
        </Link>
      }
    >
      {missing ? 'It may have been deleted, or belong to another account.' : messageOf(error)}
    </Alert>
  );
}

function JobView({ job }: { job: Job }) {
  const heading = usePageTitle(jobTitle(job));
  const results = useResults(job);
  const byTask = new Map(results.data?.map((result) => [result.taskId, result]));
  const [chosen, setChosen] = useState<string>();
  const task = job.tasks.find(({ id }) => id === chosen) ?? job.tasks[0];
  const result = task && byTask.get(task.id);
  const recipe = job.outputs.find(({ name }) => name === task?.output)?.recipe;
  const { label, tone } = jobStatusLook(job.status);
  return (
    <div className="grid gap-5">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 ref={heading} tabIndex={-1} className="min-w-0 truncate text-xl font-semibold">
          {jobTitle(job)}
        </h1>
        <Badge tone={tone}>{label}</Badge>
        <JobActions job={job} recipe={recipe} />
        <JobProgress job={job} />
      </header>
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <Card className="p-3" role="region" aria-label="Comparison">
          {task && <TaskView task={task} result={result} />}
        </Card>
        <div className="grid min-w-0 gap-5">
          {task && result && <Facts task={task} result={result} />}
          {recipe !== undefined && (
            <CodeBlock title="Recipe" copyLabel="Copy recipe" code={recipe} />
          )}
          {task && job.tasks.length > 1 && (
            <Section title={count(job.progress.total, 'result')}>
              <TaskList
                tasks={job.tasks}
                results={byTask}
                selected={task.id}
                onSelect={setChosen}
              />
            </Section>
          )}
          <CodeBlock
            title="From the command line"
            copyLabel="Copy curl commands"
            code={curlForResults({ origin: location.origin, jobId: job.id, result })}
          />
        </div>
      </div>
    </div>
  );
}

function JobProgress({ job }: { job: Job }) {
  const { total, done, failed } = job.progress;
  return (
    <div className="w-full">
      <p role="status" className="text-sm text-ink-muted">
        {describeProgress(job)}
      </p>
      {!isFinal(job.status) && (
        <Progress
          className="mt-2"
          label="Job progress"
          value={done + failed === 0 ? undefined : (done + failed) / total}
        />
      )}
    </div>
  );
}

function TaskView({ task, result }: { task: Task; result: Result | undefined }) {
  const image = useImage(task.image);
  if (task.status === 'failed') {
    return (
      <Alert title={image.data === undefined ? 'It failed' : `${image.data.name} failed`}>
        {task.failure?.detail ?? 'No reason was given.'}
      </Alert>
    );
  }
  if (task.status === 'cancelled') return <Alert tone="info">This one was cancelled.</Alert>;
  if (image.isError) return <Alert>{messageOf(image.error)}</Alert>;
  if (image.data === undefined || result === undefined) {
    const ratio = image.data ? image.data.width / image.data.height : 3 / 2;
    return (
      <Developing aspectRatio={ratio} label={`${taskStatusLabel(task)}…`} imageId={task.image} />
    );
  }
  return <ResultView key={task.id} image={image.data} result={result} />;
}

function Facts({ task, result }: { task: Task; result: Result }) {
  const image = useImage(task.image).data;
  return image === undefined ? null : (
    <ResultFacts image={image} result={result} timeline={task.timeline} />
  );
}
