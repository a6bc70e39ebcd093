import { fileURLToPath } from 'node:url';
import { MessageChannel, type MessagePort, type Worker } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { restoreError } from '../../app/carried-error.ts';
import { CallerError, type Context } from '../../app/context.ts';
import type { Task, TaskEnd, ToThread } from './messages.ts';
import { serveContext } from './serve-context.ts';

/** What a task may take. */
export interface Limits {
  /** How long it may compute. */
  readonly timeMs: number;
  /** How long one that nobody waits for any more may go on, so that a thread which is nearly done need not be started anew. */
  readonly graceMs: number;
  /** Objects of the language, and arrays of numbers, which lie outside them. */
  readonly heapMb: number;
  readonly arraysMb: number;
}

export const DEFAULT_LIMITS: Limits = { timeMs: 60_000, graceMs: 500, heapMb: 512, arraysMb: 512 };

/** What a thread made of a task that went well. */
export type ThreadAnswer = Extract<TaskEnd, { ok: true }>;

/** Threads that carry out tasks. */
export interface Threads {
  /** `answer` settles when the caller needs to know; `ended` when the thread is free again, or gone. */
  run(
    task: Omit<Task, 'port'>,
    context: Context,
    watch: { readonly signal: AbortSignal | undefined; readonly timeMs: number },
  ): { readonly answer: Promise<ThreadAnswer>; readonly ended: Promise<unknown> };
  /** Threads that were ended, since they took too much or died. */
  readonly lost: number;
  close(): Promise<void>;
}

/** Beside the sources, or beside the built chunk that this file became a part of. */
const WORKER = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.mjs', import.meta.url));
const MEBIBYTE = 2 ** 20;
const LOOK_AT_MEMORY_MS = 100;

/** Starts threads; each carries out one task at a time. */
export function startThreads({ count, limits }: { readonly count: number; readonly limits: Limits }): Threads {
  const piscina = new Piscina({
    filename: WORKER,
    minThreads: count,
    maxThreads: count,
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMb, maxYoungGenerationSizeMb: 64 },
    recordTiming: false,
  });
  const lost = { count: 0 };
  // One that dies between two tasks is replaced when the next one comes.
  piscina.on('error', () => lost.count++);
  return {
    run(task, context, { signal, timeMs }) {
      const { port1: ours, port2: port } = new MessageChannel();
      const watch = watchTask({
        limits: { ...limits, timeMs },
        signal,
        port: ours,
        threadOf: (id) => piscina.threads.find(({ threadId }) => threadId === id),
      });
      serveContext(ours, context, watch.begun);
      const ended = piscina
        .run({ ...task, port } satisfies Task, { transferList: [port] as never, signal: watch.killed })
        .then(watch.finish, (error: Error) => {
          lost.count++;
          watch.fail(describeLoss(error, limits));
        })
        .finally(watch.end);
      return { answer: watch.answer, ended };
    },
    get lost() {
      return lost.count;
    },
    close: () => piscina.destroy(),
  };
}

interface Watched {
  readonly limits: Limits;
  readonly signal: AbortSignal | undefined;
  readonly port: MessagePort;
  threadOf(id: number): Worker | undefined;
}

/** Sees to it that a task ends: when its caller gives it up, when it takes too long or too much memory. */
function watchTask({ limits, signal, port, threadOf }: Watched) {
  const { promise: answer, resolve, reject } = Promise.withResolvers<ThreadAnswer>();
  const kill = new AbortController();
  const timers: NodeJS.Timeout[] = [];
  const end = (error: Error) => {
    reject(error);
    kill.abort();
  };
  const giveUp = () => {
    reject(signal?.reason);
    port.postMessage({ kind: 'stop' } satisfies ToThread);
    timers.push(setTimeout(() => kill.abort(), limits.graceMs));
  };
  if (signal?.aborted) giveUp();
  signal?.addEventListener('abort', giveUp, { once: true });
  return {
    answer,
    killed: kill.signal,
    begun(id: number) {
      if (Number.isFinite(limits.timeMs)) timers.push(setTimeout(() => end(tookTooLong(limits)), limits.timeMs));
      const thread = threadOf(id);
      if (thread) timers.push(setInterval(() => void refuseWaste(thread, limits).catch(end), LOOK_AT_MEMORY_MS));
    },
    finish(made: TaskEnd) {
      if (made.ok) resolve(made);
      else reject(restoreError(made.error));
    },
    fail: (error: Error) => reject(error),
    end() {
      for (const timer of timers) clearTimeout(timer);
      signal?.removeEventListener('abort', giveUp);
      port.close();
    },
  };
}

const SMALLER = 'ask a smaller question: fewer outcomes or claims, shorter lookbacks, no curve';

const tookTooLong = ({ timeMs }: Limits): CallerError =>
  new CallerError(`it took longer than ${timeMs / 1000} s and was ended: ${SMALLER}`);

const tookTooMuch = (what: string, mebibytes: number): CallerError =>
  new CallerError(`it took more than ${mebibytes} MiB of ${what} and was ended: ${SMALLER}`);

/** Arrays of numbers do not count for the limits that the engine keeps by itself. */
async function refuseWaste(thread: Worker, { arraysMb }: Limits): Promise<void> {
  const { external_memory: bytes } = await thread.getHeapStatistics().catch(() => ({ external_memory: 0 }));
  if (bytes > arraysMb * MEBIBYTE) throw tookTooMuch('arrays', arraysMb);
}

function describeLoss(error: Error, { heapMb }: Limits): Error {
  if ((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY') return tookTooMuch('memory', heapMb);
  return new Error(`the thread that computed this ended before its answer: ${error.message}`, { cause: error });
}
