import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router';
import { messageOf } from '@/api/problem';
import type { Image, Job } from '@/api/types';
import { Alert } from '@/components/ui/Alert';
import { Button, buttonClass } from '@/components/ui/Button';
import { Icon } from '@/components/ui/Icon';
import { useDraft } from '@/features/draft/Draft';
import { imageQuery } from '@/features/images/queries';
import { useApi } from '@/session/SessionContext';
import { isFinal } from './status';

/** More than these are not gathered one by one; such a job is changed through the API. */
const MOST_IMAGES_TO_EDIT = 50;

interface JobActionsProps {
  job: Job;
  /** The recipe that is looked at; absent while the job has no task. */
  recipe: string | undefined;
}

/** What can be done with a job as a whole. */
export function JobActions({ job, recipe }: JobActionsProps) {
  const { queue } = useDraft();
  const images = [...new Set(job.tasks.map(({ image }) => image))];
  const editable = recipe !== undefined && images.length <= MOST_IMAGES_TO_EDIT;
  return (
    <div className="ml-auto flex flex-wrap gap-2">
      {!isFinal(job.status) && <CancelButton id={job.id} />}
      {isFinal(job.status) && <RerunButton id={job.id} />}
      {isFinal(job.status) && editable && <EditButton images={images} recipe={recipe} />}
      <Link to="/" className={buttonClass('secondary', 'sm')} onClick={() => queue.clear()}>
        <Icon name="plus" /> New job
      </Link>
    </div>
  );
}

function CancelButton({ id }: { id: string }) {
  const api = useApi();
  const cancel = useMutation({ mutationFn: () => api.cancelJob(id) });
  return (
    <Button size="sm" variant="ghost" busy={cancel.isPending} onClick={() => cancel.mutate()}>
      Cancel job
    </Button>
  );
}

function RerunButton({ id }: { id: string }) {
  const api = useApi();
  const navigate = useNavigate();
  const rerun = useMutation({
    mutationFn: () => api.rerunJob(id),
    onSuccess: (job) => navigate(`/jobs/${job.id}`),
  });
  return (
    <>
      {rerun.isError && <Alert>{messageOf(rerun.error)}</Alert>}
      <Button size="sm" variant="ghost" busy={rerun.isPending} onClick={() => rerun.mutate()}>
        <Icon name="retry" /> Run again
      </Button>
    </>
  );
}

/** Takes the job's images and the recipe into a new draft. */
function EditButton({ images, recipe }: { images: string[]; recipe: string }) {
  const api = useApi();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { queue, setRecipe } = useDraft();
  const edit = useMutation({
    mutationFn: async () =>
      thoseThere(await Promise.allSettled(images.map((id) => queries.query(imageQuery(api, id))))),
    onSuccess: (stored) => {
      queue.replaceWith(stored);
      setRecipe(recipe);
      return navigate('/');
    },
  });
  return (
    <>
      {edit.isError && <Alert>{messageOf(edit.error)}</Alert>}
      <Button size="sm" variant="ghost" busy={edit.isPending} onClick={() => edit.mutate()}>
        <Icon name="plus" /> Edit as new
      </Button>
    </>
  );
}

/** Images may have been deleted since; only if none is left, that is a reason to stop. */
function thoseThere(asked: PromiseSettledResult<Image>[]): Image[] {
  const there = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const missing = asked.find((one) => one.status === 'rejected');
  if (there.length === 0 && missing !== undefined) throw missing.reason;
  return there;
}
