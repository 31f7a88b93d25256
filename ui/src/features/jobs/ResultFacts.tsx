import type { Image, Result, Timeline } from '@/api/types';
import { buttonClass } from '@/components/ui/Button';
import { Section } from '@/components/ui/Card';
import { Icon } from '@/components/ui/Icon';
import { formatBytes, formatDimensions, formatDuration, formatSaving } from '@/lib/format';
import { useObjectUrl } from '@/lib/useObjectUrl';
import { CopyLink } from './CopyLink';
import { useResultContent } from './queries';

interface ResultFactsProps {
  image: Image;
  result: Result;
  timeline: Timeline | undefined;
}

/** What became of the image in numbers, and the way to take it home. */
export function ResultFacts({ image, result, timeline }: ResultFactsProps) {
  const took = timeline && workerTime(timeline);
  return (
    <Section title="Result">
      <p className="text-xl font-semibold tabular-nums">
        {formatSaving(image.bytes, result.bytes)}
      </p>
      <dl className="mt-3 mb-4 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-sm">
        <Fact term="Original">{describe(image)}</Fact>
        <Fact term="Result">{describe(result)}</Fact>
        {took !== undefined && <Fact term="Took">{took}</Fact>}
      </dl>
      <DownloadLink result={result} />
      <CopyLink key={result.taskId} result={result} />
    </Section>
  );
}

function describe(picture: Image | Result): string {
  const format = picture.format.toUpperCase();
  return `${formatDimensions(picture)} · ${formatBytes(picture.bytes)} · ${format}`;
}

/** How long a worker was at it; undefined when that is not known. */
function workerTime(timeline: Timeline): string | undefined {
  if (timeline.cached) return 'no time, it was made before';
  const { decodeMs, stepsMs, encodeMs, storeMs } = timeline;
  const parts = [decodeMs, stepsMs, encodeMs, storeMs].filter((part) => part !== undefined);
  return parts.length === 0
    ? undefined
    : formatDuration(parts.reduce((sum, part) => sum + part, 0));
}

function Fact({ term, children }: { term: string; children: string }) {
  return (
    <>
      <dt className="text-ink-muted">{term}</dt>
      <dd className="text-right tabular-nums">{children}</dd>
    </>
  );
}

function DownloadLink({ result }: { result: Result }) {
  // The bytes need the Authorization header, so the link points to a local copy.
  const url = useObjectUrl(useResultContent(result).data);
  return (
    <a
      href={url}
      download={result.name}
      aria-disabled={url === undefined || undefined}
      className={buttonClass('primary', 'md', 'w-full')}
    >
      <Icon name="download" /> Download result
    </a>
  );
}
