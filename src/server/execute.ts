import type { Ending, Operation } from '../app/operation.ts';
import type { OnProgress } from '../app/progress.ts';
import type { Format } from '../contract/formats.ts';

/** One use of an operation, by whichever face it came. */
export interface Call {
  readonly operation: Operation;
  /** As it came; the operation validates it. */
  readonly input: unknown;
  /** A form that is wanted beside the result; it must be one of the operation's. */
  readonly format?: Format | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: OnProgress | undefined;
  /** Where a team shares the store: the space in which it is carried out. */
  readonly space?: string | undefined;
  /** Who asks, in whatever way the face tells callers apart: where many wait, callers take turns. */
  readonly caller?: string | undefined;
}

/** What came of it. */
export interface Answer {
  readonly result: unknown;
  readonly ending: Ending;
  readonly rendered?: string | Uint8Array | undefined;
}

/** Carries out operations: in this process, or in workers. Throws what the operation throws. */
export type Execute = (call: Call) => Promise<Answer>;
