/** The wire shapes of the public API, as far as this interface uses them. */

export interface User {
  id: string;
  email: string;
  name: string;
  role: string;
  createdAt: string;
}

export interface Tokens {
  accessToken: string;
  refreshToken: string;
  /** Life of the access token in seconds. */
  expiresIn: number;
  tokenType: string;
  user: User;
}

export interface Image {
  id: string;
  name: string;
  format: string;
  width: number;
  height: number;
  bytes: number;
  sha256: string;
  createdAt: string;
}

export type JobStatus = 'queued' | 'running' | 'succeeded' | 'partial' | 'failed' | 'cancelled';
export type TaskStatus = 'queued' | 'dispatched' | 'running' | 'succeeded' | 'failed' | 'cancelled';

export interface Progress {
  total: number;
  done: number;
  failed: number;
}

/** What a job makes of every image. */
export interface JobOutput {
  name: string;
  recipe: string;
}

export interface JobSummary {
  id: string;
  name?: string | null;
  status: JobStatus;
  progress: Progress;
  createdAt: string;
}

export interface Task {
  id: string;
  image: string;
  output: string | number;
  status: TaskStatus;
  attempt: number;
  failure?: { code: string; detail: string } | null;
  timeline?: Timeline;
}

/** When what happened to a task, and how long the worker took for its parts. */
export interface Timeline {
  decodeMs?: number;
  stepsMs?: number;
  encodeMs?: number;
  storeMs?: number;
  /** Whether the result had been made before. */
  cached?: boolean;
}

export interface Job extends JobSummary {
  outputs: JobOutput[];
  tasks: Task[];
}

export interface JobPage {
  items: JobSummary[];
  nextCursor?: string | null;
}

export interface Result {
  taskId: string;
  image: string;
  /** What made it, in its shortest text form. */
  recipe: string;
  name: string;
  format: string;
  width: number;
  height: number;
  bytes: number;
  href: string;
}

/** An address that shows an image through a recipe to anybody. */
export interface PublicLink {
  url: string;
  image: string;
  recipe: string;
  expiresAt?: string;
}

export interface NewJob {
  name?: string;
  images: string[];
  outputs: { name?: string; recipe: string }[];
}

export type Health = 'up' | 'degraded' | 'down';

/** Something an instance needs, or what is worth knowing of it. */
export interface InstanceCheck {
  name: string;
  status: Health;
  detail?: string | null;
}

export interface Instance {
  /** Absent for the gateway that answers. */
  address?: string | null;
  status: 'up' | 'down' | 'unreachable';
  instance?: string | null;
  version?: string | null;
  checks: InstanceCheck[];
}

export interface Service {
  name: 'auth' | 'gateway' | 'job' | 'processing';
  instances: Instance[];
  circuit?: 'closed' | 'open' | 'half-open' | null;
  inFlight?: number | null;
}

/** Work of all owners that waits. */
export interface Backlog {
  queues?: Record<string, number> | null;
  outbox: number;
  tasks: { queued: number; dispatched: number; running: number };
}

export interface SystemState {
  services: Service[];
  rateLimits: 'shared' | 'local';
  backlog?: Backlog | null;
}
