import { vi } from 'vitest';

/** Stands in for XMLHttpRequest in uploads: answers at once with what it was given. */
export function answerUploads(
  answer: (url: string, body: File) => { status: number; body: unknown },
) {
  const sent: { url: string; headers: Record<string, string> }[] = [];
  class FakeXhr {
    status = 0;
    responseText = '';
    readonly upload: { onprogress?: (event: ProgressEvent) => void } = {};
    onload?: () => void;
    onloadend?: () => void;
    private url = '';
    private readonly headers: Record<string, string> = {};

    open(_method: string, url: string) {
      this.url = url;
    }

    setRequestHeader(name: string, value: string) {
      this.headers[name] = value;
    }

    getResponseHeader() {
      return null;
    }

    send(file: File) {
      sent.push({ url: this.url, headers: this.headers });
      const { status, body } = answer(this.url, file);
      this.status = status;
      this.responseText = JSON.stringify(body);
      queueMicrotask(() => {
        this.onload?.();
        this.onloadend?.();
      });
    }
  }
  vi.stubGlobal('XMLHttpRequest', FakeXhr);
  return sent;
}
