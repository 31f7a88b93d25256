import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { messageOf } from '@/api/problem';
import type { Image } from '@/api/types';
import { Alert } from '@/components/ui/Alert';
import { Button } from '@/components/ui/Button';
import { Section } from '@/components/ui/Card';
import { CodeBlock } from '@/components/ui/CodeBlock';
import { rememberUpload } from '@/features/images/queries';
import { RecentJobs } from '@/features/jobs/RecentJobs';
import { curlForNewJob } from '@/lib/curl';
import { usePageTitle } from '@/lib/usePageTitle';
import { useApi } from '@/session/SessionContext';
import { useDraft, useUploads } from '@/features/draft/Draft';
import { ImagePicker } from './ImagePicker';
import { recipeError } from './recipeError';
import { RecipeField } from './RecipeField';
import { isUploading, uploadedImages } from '@/features/draft/UploadQueue';

/** Where a job is put together: images on the one side, the recipe on the other. */
export function ComposePage() {
  const heading = usePageTitle('New job');
  const api = useApi();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { queue, recipe, setRecipe } = useDraft();
  const items = useUploads(queue);
  const [missing, setMissing] = useState<'images' | 'recipe'>();
  const images = uploadedImages(items);
  const uploading = isUploading(items);

  const run = useMutation({
    mutationFn: () =>
      api.createJob({
        name: nameFor(images),
        images: images.map(({ id }) => id),
        outputs: [{ recipe: recipe.trim() }],
      }),
    onSuccess: (job) => {
      for (const { file, state } of items) {
        if (state.phase === 'done' && file) rememberUpload(queries, state.image, file);
      }
      void queries.invalidateQueries({ queryKey: ['jobs'] });
      return navigate(`/jobs/${job.id}`);
    },
  });

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (uploading || run.isPending) return;
    const lack = images.length === 0 ? 'images' : recipe.trim() === '' ? 'recipe' : undefined;
    setMissing(lack);
    if (lack === undefined) run.mutate();
  };

  const changeRecipe = (text: string) => {
    setRecipe(text);
    setMissing(undefined);
    run.reset();
  };

  const refused = recipeError(run.error);
  return (
    <form onSubmit={submit} className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <h1 ref={heading} tabIndex={-1} className="sr-only">
        New job
      </h1>
      <Section
        title="Images"
        action={
          items.length > 1 && (
            <Button variant="ghost" size="sm" className="-mr-3" onClick={() => queue.clear()}>
              Remove all
            </Button>
          )
        }
      >
        <ImagePicker queue={queue} items={items} />
      </Section>
      <div className="grid min-w-0 gap-5">
        <Section title="What to make">
          <div className="grid gap-4">
            <RecipeField
              value={recipe}
              onChange={changeRecipe}
              error={missing === 'recipe' ? 'Type a recipe or pick a preset.' : refused}
            />
            {missing === 'images' && images.length === 0 && (
              <Alert tone="warning">Add an image first.</Alert>
            )}
            {run.isError && refused === undefined && <Alert>{messageOf(run.error)}</Alert>}
            <Button type="submit" variant="primary" busy={uploading || run.isPending}>
              {uploading ? 'Uploading…' : run.isPending ? 'Starting…' : 'Run'}
            </Button>
          </div>
        </Section>
        <RecentJobs />
        <CodeBlock
          title="From the command line"
          copyLabel="Copy curl commands"
          code={curlForNewJob({ origin: location.origin, images, recipe })}
        />
      </div>
    </form>
  );
}

/** The longest name the API takes. */
const MAX_NAME = 200;

/** A job is called after its images. */
function nameFor(images: Image[]): string {
  const [first, ...others] = images;
  const name = first?.name ?? 'Job';
  if (others.length === 0) return name.slice(0, MAX_NAME);
  const more = ` and ${others.length} more`;
  return name.slice(0, MAX_NAME - more.length) + more;
}
