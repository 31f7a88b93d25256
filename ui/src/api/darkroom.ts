import { type HttpClient } from './http';
import type { Image, Job, JobPage, NewJob, PublicLink, Result, SystemState } from './types';
import { uploadImage, type UploadOptions } from './upload';

/** The calls of the public API, one method each. */
export class DarkroomApi {
  constructor(private readonly http: HttpClient) {}

  uploadImage(file: File, options: Omit<UploadOptions, 'token'> = {}): Promise<Image> {
    return this.http.withToken((token) => uploadImage(file, { ...options, token }));
  }

  image(id: string, signal?: AbortSignal): Promise<Image> {
    return this.http.json(`/api/images/${encodeURIComponent(id)}`, { signal });
  }

  imageContent(id: string, signal?: AbortSignal): Promise<Blob> {
    return this.http.blob(`/api/images/${encodeURIComponent(id)}/content`, { signal });
  }

  createJob(job: NewJob): Promise<Job> {
    return this.http.json('/api/jobs', { json: job });
  }

  job(id: string, signal?: AbortSignal): Promise<Job> {
    return this.http.json(`/api/jobs/${encodeURIComponent(id)}`, { signal });
  }

  jobs(page: { limit: number; cursor?: string | undefined }, signal?: AbortSignal) {
    const query = new URLSearchParams({ limit: String(page.limit) });
    if (page.cursor !== undefined) query.set('cursor', page.cursor);
    return this.http.json<JobPage>(`/api/jobs?${query}`, { signal });
  }

  async cancelJob(id: string): Promise<void> {
    await this.http.send(`/api/jobs/${encodeURIComponent(id)}/cancel`, { method: 'POST' });
  }

  /** Starts a new job of the same images and recipes. */
  rerunJob(id: string): Promise<Job> {
    return this.http.json(`/api/jobs/${encodeURIComponent(id)}/rerun`, { method: 'POST' });
  }

  async results(jobId: string, signal?: AbortSignal): Promise<Result[]> {
    const path = `/api/jobs/${encodeURIComponent(jobId)}/results`;
    return (await this.http.json<{ results: Result[] }>(path, { signal })).results;
  }

  createLink({ image, recipe }: Pick<Result, 'image' | 'recipe'>): Promise<PublicLink> {
    return this.http.json('/api/links', { json: { image, recipe } });
  }

  /** How the platform fares; for administrators. */
  system(signal?: AbortSignal): Promise<SystemState> {
    return this.http.json('/api/system', { signal });
  }

  resultContent(result: Result, signal?: AbortSignal): Promise<Blob> {
    return this.http.blob(result.href, { signal });
  }
}
