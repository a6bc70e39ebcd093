import type { Format } from '../contract/formats.ts';
import type { CarriedError } from './carried-error.ts';
import type { Ending } from './operation.ts';
import type { Progress } from './progress.ts';

/** A server that owns the store, as commands of the same user find it: in a file beside the store that only its owner may read. */
export interface CommandServer {
  /** Address for commands; it listens on this machine alone. */
  readonly url: string;
  readonly pid: number;
  /** The program's version: both must be the same. */
  readonly version: string;
  /** Lets commands in, for the life of the server. */
  readonly secret: string;
}

/** A command for the server. */
export interface CommandCall {
  readonly operation: string;
  readonly input: unknown;
  readonly format: Format | undefined;
  /** The folder in which the command was given: files are named from there. */
  readonly folder: string;
}

/** What the server tells of a command, one JSON text a line; the last is an answer or a failure. */
export type CommandEvent =
  | { readonly kind: 'progress'; readonly progress: Progress }
  /** To be answered by a POST of `{ "yes": true }` or `{ "yes": false }` to `/answers/ID`. */
  | { readonly kind: 'question'; readonly id: string; readonly question: string }
  | { readonly kind: 'answer'; readonly result: unknown; readonly ending: Ending; readonly rendered: Rendered | undefined }
  | { readonly kind: 'failure'; readonly error: CarriedError };

/** A rendered form; bytes as base64. */
export type Rendered = { readonly text: string } | { readonly base64: string };
