import { useState } from 'react';
import { messageOf } from '@/api/problem';
import type { Image, Result } from '@/api/types';
import { Alert } from '@/components/ui/Alert';
import { Segmented } from '@/components/ui/Segmented';
import { CompareSlider } from '@/features/compare/CompareSlider';
import { useImageContent } from '@/features/images/queries';
import { useObjectUrl } from '@/lib/useObjectUrl';
import { Developing } from './Developing';
import { useResultContent } from './queries';

const VIEWS = [
  { value: 'compare', label: 'Compare' },
  { value: 'result', label: 'Result only' },
] as const;

type View = (typeof VIEWS)[number]['value'];

function mayBeTransparent(format: string): boolean {
  return format !== 'jpeg' && format !== 'bmp';
}

/** A result beside its original. */
export function ResultView({ image, result }: { image: Image; result: Result }) {
  const [view, setView] = useState<View>('compare');
  const [position, setPosition] = useState(50);
  const [unseen, setUnseen] = useState<string>();
  const original = useImageContent(image.id);
  const made = useResultContent(result);
  const originalUrl = useObjectUrl(original.data);
  const resultUrl = useObjectUrl(made.data);

  const error = original.error ?? made.error;
  if (error !== null) return <Alert>{messageOf(error)}</Alert>;
  if (originalUrl === undefined || resultUrl === undefined) {
    return <Developing aspectRatio={result.width / result.height} label="Loading the pictures…" />;
  }
  return (
    <div className="grid gap-3">
      {unseen !== undefined && (
        <Alert tone="info">
          {unseen} cannot be shown by this browser; the file itself is fine.
        </Alert>
      )}
      {view === 'compare' ? (
        <CompareSlider
          label="Compare original and result"
          position={position}
          onPositionChange={setPosition}
          aspectRatio={result.width / result.height}
          before={{
            src: originalUrl,
            alt: `Original: ${image.name}`,
            transparent: mayBeTransparent(image.format),
            onError: () => setUnseen(`The original (${image.format.toUpperCase()})`),
          }}
          after={{
            src: resultUrl,
            alt: `Result: ${result.name}`,
            transparent: mayBeTransparent(result.format),
            onError: () => setUnseen(`The result (${result.format.toUpperCase()})`),
          }}
          beforeLabel="Original"
          afterLabel="Result"
        />
      ) : (
        <img
          src={resultUrl}
          alt={`Result: ${result.name}`}
          className="checkerboard mx-auto max-h-[68dvh] max-w-full rounded-lg"
        />
      )}
      <div className="justify-self-center">
        <Segmented label="View" options={VIEWS} value={view} onChange={setView} />
      </div>
    </div>
  );
}
