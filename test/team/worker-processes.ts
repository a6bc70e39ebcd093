import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { SpreadEnd, SpreadQueue, SpreadTask } from '../../src/app/scan/spread.ts';

const CHILD = fileURLToPath(new URL('./scan-worker-child.ts', import.meta.url));

/** Worker processes that this one hands tasks to. */
export interface WorkerProcesses {
  readonly queue: SpreadQueue;
  readonly children: readonly ChildProcess[];
  /** Tasks that were handed out, each as often as it was. */
  readonly handed: readonly SpreadTask[];
  /** Why tasks were given up. */
  readonly failures: readonly string[];
  /** Of all workers since they were started. */
  processorSeconds(): Promise<number>;
  close(): Promise<void>;
}

/** Starts worker processes; a task whose worker died is handed to another. */
export async function startWorkers({ count, url, folder, version }: WorkerOptions): Promise<WorkerProcesses> {
  const children = Array.from({ length: count }, () => fork(CHILD, [url, folder, version]));
  await Promise.all(children.map((child) => once(child, 'message')));
  const handed: SpreadTask[] = [];
  const failures: string[] = [];
  const isAlive = (child: ChildProcess) => child.exitCode === null && child.signalCode === null;
  /** Undefined where the worker died. */
  function hand(task: SpreadTask, child: ChildProcess): Promise<SpreadEnd | undefined> {
    handed.push(task);
    return new Promise((resolve) => {
      const gone = () => resolve(undefined);
      child.once('exit', gone);
      child.once('message', (end: SpreadEnd) => {
        child.off('exit', gone);
        if (!end.done) failures.push(end.why);
        resolve(end);
      });
      child.send(task);
    });
  }
  const queue: SpreadQueue = {
    workers: async () => children.filter(isAlive).length,
    async run(tasks, { onEnd, signal }) {
      const waiting = [...tasks];
      async function take(child: ChildProcess): Promise<void> {
        for (let task = waiting.shift(); task && isAlive(child); task = waiting.shift()) {
          const end = await hand(task, child);
          if (end) onEnd(task, end);
          else waiting.unshift(task);
          signal?.throwIfAborted();
        }
      }
      while (waiting.length > 0) await Promise.all(children.filter(isAlive).map(take));
    },
  };
  return {
    ...{ queue, children, handed, failures },
    async processorSeconds() {
      const spent = await Promise.all(
        children.filter(isAlive).map((child) => {
          const answer = once(child, 'message');
          child.send('processor');
          return answer as Promise<[number]>;
        }),
      );
      return spent.reduce((sum, [seconds]) => sum + seconds, 0);
    },
    async close() {
      await Promise.all(
        children.filter(isAlive).map((child) => {
          const ended = once(child, 'exit');
          child.disconnect();
          return ended;
        }),
      );
    },
  };
}

interface WorkerOptions {
  readonly count: number;
  readonly url: string;
  readonly folder: string;
  readonly version: string;
}
