import { networkError, problemFrom } from './problem';
import type { Image } from './types';

export interface UploadOptions {
  token: string | undefined;
  signal?: AbortSignal | undefined;
  /** Called with the share of the body that was sent, 0 to 1. */
  onProgress?: ((share: number) => void) | undefined;
}

/**
 * Sends one file as the raw body. XMLHttpRequest, because fetch does not report upload progress
 * in any browser.
 */
export function uploadImage(file: File, options: UploadOptions): Promise<Image> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    const abort = () => xhr.abort();
    xhr.open('POST', `/api/images?name=${encodeURIComponent(file.name)}`);
    xhr.setRequestHeader('Content-Type', contentTypeOf(file));
    if (options.token !== undefined) {
      xhr.setRequestHeader('Authorization', `Bearer ${options.token}`);
    }
    xhr.upload.onprogress = (event) => {
      if (event.lengthComputable) options.onProgress?.(event.loaded / event.total);
    };
    xhr.onload = () => {
      if (xhr.status === 201) resolve(JSON.parse(xhr.responseText) as Image);
      else {
        reject(problemFrom(xhr.status, xhr.responseText, xhr.getResponseHeader('Retry-After')));
      }
    };
    xhr.onerror = () => reject(networkError());
    xhr.onabort = () => reject(new DOMException('The upload was cancelled.', 'AbortError'));
    xhr.onloadend = () => options.signal?.removeEventListener('abort', abort);
    options.signal?.addEventListener('abort', abort);
    xhr.send(file);
  });
}

const TYPE_BY_EXTENSION: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  bmp: 'image/bmp',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  webp: 'image/webp',
  avif: 'image/avif',
  heic: 'image/heic',
  svg: 'image/svg+xml',
};

/** The content type of a file; some systems leave it empty, then the extension decides. */
export function contentTypeOf(file: File): string {
  if (file.type !== '') return file.type;
  const extension = file.name.slice(file.name.lastIndexOf('.') + 1).toLowerCase();
  return TYPE_BY_EXTENSION[extension] ?? 'application/octet-stream';
}
