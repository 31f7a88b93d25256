import { Spinner } from '@/components/ui/Spinner';
import { useImageContent } from '@/features/images/queries';
import { useObjectUrl } from '@/lib/useObjectUrl';

interface DevelopingProps {
  aspectRatio: number;
  label: string;
  /** The original, to be seen under the safelight meanwhile. */
  imageId?: string;
}

/** Holds the place of a picture that is on its way. */
export function Developing({ aspectRatio, label, imageId }: DevelopingProps) {
  return (
    <div
      className="relative mx-auto grid max-w-full place-items-center overflow-hidden rounded-lg bg-matte text-ink-muted"
      style={{ aspectRatio, width: `min(100%, 68dvh * ${aspectRatio})` }}
    >
      {imageId !== undefined && <UnderSafelight imageId={imageId} />}
      <p className="relative flex items-center gap-2 rounded-md bg-surface px-3 py-1.5 text-sm">
        <Spinner /> {label}
      </p>
    </div>
  );
}

function UnderSafelight({ imageId }: { imageId: string }) {
  const url = useObjectUrl(useImageContent(imageId).data);
  if (url === undefined) return null;
  return (
    <div className="absolute inset-0">
      <img src={url} alt="" className="size-full object-contain grayscale" />
      <div className="absolute inset-0 bg-safelight mix-blend-multiply" />
    </div>
  );
}
