import { ApiError, messageOf } from '@/api/problem';
import type { Image } from '@/api/types';
import { contentTypeOf, type UploadOptions } from '@/api/upload';

export const MAX_UPLOAD_BYTES = 64 * 1024 * 1024;

/** Uploads at the same time: enough to fill the line, few enough that the first ones finish. */
const CONCURRENT = 3;

export type UploadState =
  | { phase: 'waiting' }
  /** `share` of the bytes sent, 0 to 1. */
  | { phase: 'sending'; share: number }
  | { phase: 'done'; image: Image }
  | { phase: 'failed'; message: string; retryable: boolean };

export interface UploadItem {
  key: string;
  name: string;
  /** Absent for an image that was stored before. */
  file?: File;
  state: UploadState;
}

type Upload = (file: File, options: Omit<UploadOptions, 'token'>) => Promise<Image>;

/** The images being gathered for a job; a store for `useSyncExternalStore`. */
export class UploadQueue {
  private items: readonly UploadItem[] = [];
  private readonly listeners = new Set<() => void>();
  private readonly running = new Map<string, AbortController>();
  private nextKey = 1;

  constructor(private readonly upload: Upload) {}

  readonly snapshot = (): readonly UploadItem[] => this.items;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  add(files: Iterable<File>): void {
    const added = Array.from(files, (file): UploadItem => {
      const message = reasonToRefuse(file);
      const state: UploadState =
        message === undefined
          ? { phase: 'waiting' }
          : { phase: 'failed', message, retryable: false };
      return { key: String(this.nextKey++), name: file.name, file, state };
    });
    this.change([...this.items, ...added]);
  }

  /** Starts again with images that the server has. */
  replaceWith(stored: readonly Image[]): void {
    this.clear();
    this.change(
      stored.map((image) => ({
        key: String(this.nextKey++),
        name: image.name,
        state: { phase: 'done', image },
      })),
    );
  }

  retry(key: string): void {
    this.set(key, { phase: 'waiting' });
  }

  remove(key: string): void {
    this.running.get(key)?.abort();
    this.change(this.items.filter((item) => item.key !== key));
  }

  clear(): void {
    this.running.forEach((upload) => upload.abort());
    this.change([]);
  }

  private start(key: string, file: File): void {
    const abort = new AbortController();
    this.running.set(key, abort);
    void this.upload(file, {
      signal: abort.signal,
      onProgress: (share) => this.set(key, { phase: 'sending', share }),
    })
      .then(
        (image): UploadState => ({ phase: 'done', image }),
        (error: unknown): UploadState => ({
          phase: 'failed',
          message: messageOf(error),
          retryable: error instanceof ApiError && error.retryable,
        }),
      )
      .then((state) => {
        this.running.delete(key);
        this.set(key, state);
      });
    // Last, because a change starts the next one.
    this.set(key, { phase: 'sending', share: 0 });
  }

  private set(key: string, state: UploadState): void {
    this.change(this.items.map((item) => (item.key === key ? { ...item, state } : item)));
  }

  private change(items: readonly UploadItem[]): void {
    this.items = items;
    this.listeners.forEach((listener) => listener());
    const next = this.items.find((item) => item.state.phase === 'waiting');
    if (next?.file !== undefined && this.running.size < CONCURRENT) this.start(next.key, next.file);
  }
}

/** Why a file need not be sent at all, in words. */
export function reasonToRefuse(file: File): string | undefined {
  if (file.size === 0) return 'The file is empty.';
  if (file.size > MAX_UPLOAD_BYTES) return 'The file is larger than 64 MiB.';
  if (!contentTypeOf(file).startsWith('image/')) return 'This is not an image.';
  return undefined;
}

/** The uploaded images, in the order they were added. */
export function uploadedImages(items: readonly UploadItem[]): Image[] {
  return items.flatMap(({ state }) => (state.phase === 'done' ? [state.image] : []));
}

export function isUploading(items: readonly UploadItem[]): boolean {
  return items.some(({ state }) => state.phase === 'waiting' || state.phase === 'sending');
}
