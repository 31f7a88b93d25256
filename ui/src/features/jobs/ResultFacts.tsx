import type { Image, Result } from '@/api/types';
import { buttonClass } from '@/components/ui/Button';
import { Section } from '@/components/ui/Card';
import { Icon } from '@/components/ui/Icon';
import { formatBytes, formatDimensions, formatSaving } from '@/lib/format';
import { useObjectUrl } from '@/lib/useObjectUrl';
import { useResultContent } from './queries';

/** What became of the image in numbers, and the way to take it home. */
export function ResultFacts({ image, result }: { image: Image; result: Result }) {
  return (
    <Section title="Result">
      <p className="text-xl font-semibold tabular-nums">
        {formatSaving(image.bytes, result.bytes)}
      </p>
      <dl className="mt-3 mb-4 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-sm">
        <Fact term="Original" picture={image} />
        <Fact term="Result" picture={result} />
      </dl>
      <DownloadLink result={result} />
    </Section>
  );
}

function Fact({ term, picture }: { term: string; picture: Image | Result }) {
  return (
    <>
      <dt className="text-ink-muted">{term}</dt>
      <dd className="text-right tabular-nums">
        {formatDimensions(picture)} · {formatBytes(picture.bytes)} · {picture.format.toUpperCase()}
      </dd>
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
