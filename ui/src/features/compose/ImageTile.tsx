import { useState } from 'react';
import { IconButton } from '@/components/ui/Button';
import { Icon } from '@/components/ui/Icon';
import { Progress } from '@/components/ui/Progress';
import { formatBytes, formatDimensions } from '@/lib/format';
import { useObjectUrl } from '@/lib/useObjectUrl';
import { type UploadItem } from '@/features/draft/UploadQueue';
import { useImageContent } from '@/features/images/queries';

interface ImageTileProps {
  item: UploadItem;
  onRemove: () => void;
  onRetry: () => void;
}

/** One image on its way to the server, or there. */
export function ImageTile({ item, onRemove, onRetry }: ImageTileProps) {
  const { name, file, state } = item;
  return (
    <figure className="grid min-w-0 gap-2">
      <div className="relative overflow-hidden rounded-lg">
        {state.phase === 'done' && file === undefined ? (
          <StoredPreview imageId={state.image.id} />
        ) : (
          <Preview picture={file} />
        )}
        <div className="absolute top-2 right-2 flex gap-1 rounded-md bg-surface">
          {state.phase === 'failed' && state.retryable && (
            <IconButton label={`Retry ${name}`} icon="retry" onClick={onRetry} />
          )}
          <IconButton label={`Remove ${name}`} icon="close" onClick={onRemove} />
        </div>
        {state.phase === 'sending' && (
          <Progress
            className="absolute inset-x-0 bottom-0 rounded-none"
            label={`Uploading ${name}`}
            value={state.share}
          />
        )}
      </div>
      <figcaption className="min-w-0 text-sm">
        <p className="truncate font-medium">{name}</p>
        <Status item={item} />
      </figcaption>
    </figure>
  );
}

function StoredPreview({ imageId }: { imageId: string }) {
  return <Preview picture={useImageContent(imageId).data} />;
}

function Preview({ picture }: { picture: Blob | undefined }) {
  const [unseen, setUnseen] = useState(false);
  const url = useObjectUrl(picture);
  return (
    <div className="grid bg-matte aspect-4/3 max-h-96 w-full place-items-center">
      {unseen || url === undefined ? (
        <Icon name="image" className="size-8 text-ink-muted" />
      ) : (
        // The name stands below; a second reading of it would only be noise.
        <img
          src={url}
          alt=""
          decoding="async"
          onError={() => setUnseen(true)}
          className="absolute inset-0 size-full object-contain"
        />
      )}
    </div>
  );
}

function Status({ item: { file, state } }: { item: UploadItem }) {
  const size = formatBytes(file?.size ?? 0);
  switch (state.phase) {
    case 'waiting':
      return <p className="text-ink-muted">Waiting · {size}</p>;
    case 'sending':
      return (
        <p className="text-ink-muted tabular-nums">
          {state.share < 1 ? `${Math.round(state.share * 100)} % of ${size}` : 'Checking…'}
        </p>
      );
    case 'done':
      return (
        <p className="text-ink-muted tabular-nums">
          {formatDimensions(state.image)} · {formatBytes(state.image.bytes)}
        </p>
      );
    case 'failed':
      return (
        <p role="alert" className="wrap-anywhere text-danger">
          {state.message}
        </p>
      );
  }
}
