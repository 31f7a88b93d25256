import { useId, useRef, useState } from 'react';
import { messageOf } from '@/api/problem';
import { Icon } from '@/components/ui/Icon';
import { cx } from '@/lib/cx';
import { count } from '@/lib/format';
import { ImageTile } from './ImageTile';
import { PasteButton } from './PasteButton';
import { sampleFile, SAMPLES, type Sample } from './samples';
import {
  isUploading,
  uploadedImages,
  type UploadItem,
  type UploadQueue,
} from '@/features/draft/UploadQueue';
import { useIncomingFiles } from './useIncomingFiles';

interface ImagePickerProps {
  queue: UploadQueue;
  items: readonly UploadItem[];
}

/** Gathers images: dropped, browsed, pasted or from the samples; shows each on its way. */
export function ImagePicker({ queue, items }: ImagePickerProps) {
  const [add] = useState(() => (files: File[]) => queue.add(files));
  const dragging = useIncomingFiles(add);
  const empty = items.length === 0;
  return (
    <div className="grid gap-4">
      {!empty && (
        <ul
          aria-label="Images"
          className="grid grid-cols-[repeat(auto-fit,minmax(clamp(6.5rem,22%,13rem),1fr))] gap-4"
        >
          {items.map((item) => (
            <li key={item.key}>
              <ImageTile
                item={item}
                onRemove={() => queue.remove(item.key)}
                onRetry={() => queue.retry(item.key)}
              />
            </li>
          ))}
        </ul>
      )}
      <DropZone large={empty} dragging={dragging} onFiles={add} />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <PasteButton onFiles={add} />
        <Samples onFiles={add} />
      </div>
      <p role="status" className="sr-only">
        {describe(items)}
      </p>
      {dragging && <DropHint />}
    </div>
  );
}

function describe(items: readonly UploadItem[]): string {
  if (items.length === 0) return '';
  const done = uploadedImages(items).length;
  return isUploading(items)
    ? `Uploading ${count(items.length, 'image')}.`
    : `${count(done, 'image')} of ${items.length} ready.`;
}

interface DropZoneProps {
  large: boolean;
  dragging: boolean;
  onFiles: (files: File[]) => void;
}

function DropZone({ large, dragging, onFiles }: DropZoneProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div
      className={cx(
        'relative grid place-items-center rounded-lg border border-dashed text-center transition-colors',
        'has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent',
        dragging ? 'border-accent bg-accent-soft' : 'border-line-strong hover:bg-hover',
        large ? 'min-h-72 p-6 sm:min-h-96' : 'p-4',
      )}
    >
      {/* The input covers the zone, so that a click anywhere in it browses. */}
      <input
        ref={input}
        id={id}
        type="file"
        multiple
        accept="image/*"
        aria-label="Add images"
        aria-describedby={`${id}-limits`}
        className="absolute inset-0 cursor-pointer opacity-0"
        onChange={(event) => {
          onFiles(Array.from(event.target.files ?? []));
          event.target.value = ''; // the same file may be chosen again
        }}
      />
      <div className="pointer-events-none grid justify-items-center gap-1">
        <Icon name="upload" className={cx('text-accent', large ? 'mb-2 size-7' : 'size-5')} />
        <p className="font-medium">
          {large ? 'Drop images here, paste, or browse' : 'Add more images'}
        </p>
        <p id={`${id}-limits`} className="text-sm text-ink-muted">
          JPEG, PNG, GIF, BMP or TIFF, up to 64 MiB each
        </p>
      </div>
    </div>
  );
}

function Samples({ onFiles }: { onFiles: (files: File[]) => void }) {
  const [problem, setProblem] = useState<string>();
  const add = async (sample: Sample) => {
    setProblem(undefined);
    try {
      onFiles([await sampleFile(sample)]);
    } catch (error) {
      setProblem(messageOf(error));
    }
  };
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span className="text-sm text-ink-muted">Or try a sample</span>
      {SAMPLES.map((sample) => (
        <button
          key={sample.name}
          type="button"
          aria-label={`Use sample ${sample.name}`}
          title={sample.alt}
          onClick={() => void add(sample)}
          className="size-11 overflow-hidden rounded-md transition-opacity hover:opacity-80"
        >
          <img src={sample.url} alt="" className="size-full object-cover" />
        </button>
      ))}
      <p role="alert" className="text-sm text-danger empty:hidden">
        {problem}
      </p>
    </div>
  );
}

/** Says that the whole page takes the drop. */
function DropHint() {
  return (
    <div className="pointer-events-none fixed inset-0 z-10 grid place-items-center bg-overlay p-6 text-on-overlay">
      <p className="text-xl font-semibold">Drop to add</p>
    </div>
  );
}
