import type { MessagePort } from 'node:worker_threads';
import type { CarriedError } from '../../app/carried-error.ts';
import type { Context } from '../../app/context.ts';
import type { Done, Ending } from '../../app/operation.ts';
import type { Progress } from '../../app/progress.ts';
import type { Format } from '../../contract/formats.ts';

/** What a thread knows of its context without asking. */
export interface ContextFacts extends Pick<Context, 'today' | 'version' | 'program' | 'dataOption'> {
  /** What the source of series is. */
  readonly source: string;
  /** The place of the store that the run reads from; undefined where it reads files. */
  readonly store: string | undefined;
  readonly storePlace: string;
  /** Whether it may share out a scan to workers: then it only waits for most of the time, and has a clock that goes on. */
  readonly spreads: boolean;
  /** The instant of the call, milliseconds since 1970-01-01T00:00Z: one answer has one now. */
  readonly now: number;
}

/** One operation for a thread to carry out. */
export interface Task {
  /** Name of the operation; both sides have the same registry. */
  readonly operation: string;
  readonly input: unknown;
  readonly format: Format | undefined;
  readonly facts: ContextFacts;
  /** Series that were loaded under another version are forgotten. */
  readonly dataVersion: string;
  /** The way back to the thread that owns the data. */
  readonly port: MessagePort;
}

/** What a thread gives back. */
export type TaskEnd =
  | {
      readonly ok: true;
      readonly result: unknown;
      readonly ending: Ending;
      readonly rendered: string | Uint8Array | undefined;
      readonly record: Done['record'];
    }
  | { readonly ok: false; readonly error: CarriedError };

/** From a thread to the owner of the data. */
export type FromThread =
  | { readonly kind: 'begun'; readonly thread: number }
  | { readonly kind: 'ask'; readonly id: number; readonly what: string; readonly args: readonly unknown[] }
  | { readonly kind: 'progress'; readonly progress: Progress };

/** From the owner of the data to a thread. */
export type ToThread =
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'refusal'; readonly id: number; readonly error: CarriedError }
  | { readonly kind: 'stop' };
