import type { JobKind, QueuedJobOf } from '../../contract/queued-job.ts';
import type { Ending } from '../operation.ts';
import type { OnProgress } from '../progress.ts';

/** What a handler is told of its job beside its payload. */
export interface Handling {
  /** Stays the same however often the job is begun again: effects are named by it. */
  readonly id: string;
  /** Ends when the job was cancelled, or is another worker's. */
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
}

/** What a job gave. */
export interface HandledJob {
  readonly result: unknown;
  readonly ending: Ending;
}

/** What does a job of a kind. It may be begun again after its worker died, so that its effects must bear being done twice. */
export type JobHandler<Kind extends JobKind> = (job: QueuedJobOf<Kind>, handling: Handling) => Promise<HandledJob>;

/** What does the jobs of a worker, by their kinds. */
export type JobHandlers = { readonly [Kind in JobKind]?: JobHandler<Kind> };
