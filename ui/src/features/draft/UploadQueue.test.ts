import { expect, it, vi } from 'vitest';
import { ApiError, networkError } from '@/api/problem';
import type { Image } from '@/api/types';
import { type UploadOptions } from '@/api/upload';
import { image } from '@/test/fixtures';
import { isUploading, MAX_UPLOAD_BYTES, uploadedImages, UploadQueue } from './UploadQueue';

interface Sent {
  name: string;
  options: Omit<UploadOptions, 'token'>;
  resolve: (image: Image) => void;
  reject: (error: unknown) => void;
}

function queueWithServer() {
  const sent: Sent[] = [];
  const queue = new UploadQueue(
    (file, options) =>
      new Promise((resolve, reject) => sent.push({ name: file.name, options, resolve, reject })),
  );
  return { queue, sent };
}

function photo(name: string): File {
  return new File(['bytes'], name, { type: 'image/jpeg' });
}

function fileOfSize(size: number, type = 'image/jpeg'): File {
  return Object.defineProperty(new File(['x'], 'file', { type }), 'size', { value: size });
}

const settled = () => vi.waitFor(() => Promise.resolve());

it('sends three at a time and keeps the order', async () => {
  const { queue, sent } = queueWithServer();
  queue.add(['a', 'b', 'c', 'd'].map(photo));
  expect(sent.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  sent[1]?.resolve(image({ id: 'img_b' }));
  await vi.waitFor(() => expect(sent).toHaveLength(4));
  [0, 2, 3].forEach((n) => sent[n]?.resolve(image({ id: `img_${sent[n].name}` })));
  await vi.waitFor(() => expect(isUploading(queue.snapshot())).toBe(false));
  const ids = uploadedImages(queue.snapshot()).map(({ id }) => id);
  expect(ids).toEqual(['img_a', 'img_b', 'img_c', 'img_d']);
});

it('reports progress', () => {
  const { queue, sent } = queueWithServer();
  queue.add([photo('a')]);
  sent[0]?.options.onProgress?.(0.5);
  expect(queue.snapshot()[0]?.state).toEqual({ phase: 'sending', share: 0.5 });
});

it.each([
  ['an empty file', fileOfSize(0), 'empty'],
  ['a huge file', fileOfSize(MAX_UPLOAD_BYTES + 1), '64 MiB'],
  ['a text', fileOfSize(10, 'text/plain'), 'not an image'],
])('refuses %s without sending it', (_, file, words) => {
  const { queue, sent } = queueWithServer();
  queue.add([file]);
  expect(sent).toHaveLength(0);
  const state = queue.snapshot()[0]?.state;
  expect(state).toMatchObject({ phase: 'failed', retryable: false });
  expect(state?.phase === 'failed' && state.message).toContain(words);
});

it.each([
  [new ApiError(422, 'corrupt-image', 'The image is damaged.'), false],
  [networkError(), true],
])('says in words what failed: %s', async (error, retryable) => {
  const { queue, sent } = queueWithServer();
  queue.add([photo('a')]);
  sent[0]?.reject(error);
  await vi.waitFor(() =>
    expect(queue.snapshot()[0]?.state).toEqual({
      phase: 'failed',
      message: error.message,
      retryable,
    }),
  );
});

it('tries again', async () => {
  const { queue, sent } = queueWithServer();
  queue.add([photo('a')]);
  sent[0]?.reject(networkError());
  await vi.waitFor(() => expect(queue.snapshot()[0]?.state.phase).toBe('failed'));
  queue.retry(queue.snapshot()[0]?.key ?? '');
  expect(sent).toHaveLength(2);
});

it('cancels the upload of a removed image', async () => {
  const { queue, sent } = queueWithServer();
  queue.add([photo('a')]);
  queue.remove(queue.snapshot()[0]?.key ?? '');
  expect(sent[0]?.options.signal?.aborted).toBe(true);
  sent[0]?.reject(new DOMException('cancelled', 'AbortError'));
  await settled();
  expect(queue.snapshot()).toEqual([]);
});
