import type { CommandServer } from '../app/commands.ts';
import type { Context } from '../app/context.ts';
import type { Ending, Operation } from '../app/operation.ts';
import type { SpaceDesk } from '../app/space-desk.ts';
import type { JobKind } from '../contract/queued-job.ts';

/** What the command line needs of the world. */
export interface Terminal {
  write(text: string): void;
  writeError(text: string): void;
  writeFile(path: string, content: string | Uint8Array): Promise<void>;
  /** Refuses a file that could not be written, before anything is computed for it. */
  demandWritable(path: string): Promise<void>;
  /** Whether the reader sees colours. */
  readonly colour: boolean;
  /** How many columns a line has. */
  readonly columns: number;
  /** A context over a folder of files, or over the store, or for want of one over the table that ships. */
  openContext(data: DataChoice, watch: Watch): Promise<Context>;
  /** The server that owns the store, where one runs: commands go through it. */
  findServer(): Promise<CommandServer | undefined>;
  /** Where the command was given. */
  readonly folder: string;
  /** Whether somebody looks at the error stream as it comes. */
  readonly isLive: boolean;
  /** From now on Ctrl-C asks an operation to stop; before, it ends the process. */
  listenForStop(): AbortSignal;
  /** Asks the reader a question with yes or no; false where nobody can be asked. */
  confirm(question: string): Promise<boolean>;
  /** Serves over HTTP until it is told to stop. */
  serve(request: ServeRequest): Promise<void>;
  /** Watches alert rules until it is told to stop, or once. */
  watch(request: WatchRequest): Promise<Ending>;
  /** Takes jobs of a team until Ctrl-C or a signal to end. */
  work(request: WorkerRequest): Promise<void>;
  /** Serves a language model over standard input and output until they close. */
  serveMcp(data: DataChoice): Promise<void>;
  /** The tokens by which a server is reached from elsewhere. */
  openTokens(): Promise<TokenKeeper>;
  /** The space that commands work in, where a team shares the store. */
  readonly space: string;
  /** Spaces and their members. Throws CallerError where the store is one person's. */
  openSpaces(): Promise<SpaceDesk>;
  /** Keeps who gave a command, where a team shares the store. */
  keepCommand<T>(operation: Operation, input: unknown, work: () => Promise<T>): Promise<T>;
  readonly version: string;
  /** How the reader calls the program. */
  readonly program: string;
}

/** Where series are read from: a folder, or by default the store or the table that ships; `none` for what works on the store itself. */
export type DataChoice = { readonly folder: string } | 'default' | 'none';

/** What `harbinger serve` was asked for. */
export interface ServeRequest {
  readonly host: string;
  readonly port: number;
  readonly public: boolean;
  readonly data?: string | undefined;
  readonly files?: string | undefined;
  /** Where a team shares the store: the space of whoever sits at this machine. */
  readonly space?: string | undefined;
  readonly origin?: readonly string[] | undefined;
  readonly allowedHost?: readonly string[] | undefined;
  /** A file of alert rules that the server watches. */
  readonly watch?: string | undefined;
  /** Seconds in which it says that it is not ready, before it ends. */
  readonly drain?: number | undefined;
}

/** What `harbinger watch` was asked for. */
export interface WatchRequest {
  readonly rules: string;
  /** One round now, and no more. */
  readonly once: boolean;
}

/** What `harbinger worker` was asked for. */
export interface WorkerRequest {
  /** Jobs at once; default: one for each core. */
  readonly concurrency?: number | undefined;
  readonly only?: readonly JobKind[] | undefined;
  /** A file of alert rules that the workers are to watch; false: they are to watch none any more. */
  readonly watch?: string | false | undefined;
  /** The folder whose files jobs may name. */
  readonly files?: string | undefined;
}

export type TokenScope = 'read' | 'run' | 'admin';

/** Adds, lists, revokes and rotates tokens. Instants are milliseconds since 1970-01-01T00:00Z. */
export interface TokenKeeper {
  /** The token itself: it is not kept. */
  add(wanted: {
    readonly name: string;
    /** Whose it is, where a team shares the store. */
    readonly member?: string | undefined;
    /** By default `run`; of a member, as far as they may go. */
    readonly scope?: TokenScope | undefined;
    readonly expires?: string | undefined;
  }): Promise<string>;
  list(): Promise<
    readonly {
      readonly name: string;
      readonly member?: string | undefined;
      readonly scope: TokenScope;
      readonly createdAt: number;
      readonly expiresAt: number | null;
      readonly isOver: boolean;
      readonly lastUsed: number | null;
    }[]
  >;
  revoke(name: string): Promise<void>;
  rotate(name: string): Promise<{ readonly token: string; readonly previousUntil: number }>;
}

/** How an operation is watched and stopped. */
export type Watch = Pick<Context, 'onProgress' | 'signal' | 'confirm'>;
