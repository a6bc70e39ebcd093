import type { Context } from '../../app/context.ts';
import type { Spread, SpreadEnd } from '../../app/scan/spread.ts';
import type { RunCall, RunNews } from './spread-messages.ts';

type Door = (...args: never[]) => unknown;

/** What shares out the scan of a thread, by the names under which the thread asks for it; what was asked for is taken back with the signal. */
export function spreadDoors({ openSpread }: Pick<Context, 'openSpread'>, left: AbortSignal): Readonly<Record<string, Door>> {
  let spread: Spread | undefined;
  const opened = (): Spread => {
    if (!spread) throw new Error('a thread asked for workers that it has not opened');
    return spread;
  };
  const runs = new Map<number, Run>();
  return {
    async 'spread.open'(seconds: number) {
      spread = await openSpread?.(seconds);
      return spread && { patience: spread.patience };
    },
    'spread.write': (...given: Parameters<Spread['format']['write']>) => opened().format.write(...given),
    'spread.read': (...given: Parameters<Spread['format']['read']>) => opened().format.read(...given),
    'spread.panels.get': (hash: string) => opened().panels.get(hash),
    'spread.panels.put': (hash: string, bytes: Uint8Array) => opened().panels.put(hash, async () => bytes),
    'spread.parts.keep': (...given: Parameters<Spread['parts']['keep']>) => opened().parts.keep(...given),
    'spread.parts.read': (...given: Parameters<Spread['parts']['read']>) => opened().parts.read(...given),
    'spread.parts.names': (scan: string) => opened().parts.names(scan),
    'spread.parts.begin': (scan: string) => opened().parts.begin(scan),
    'spread.parts.end': (scan: string) => opened().parts.end(scan),
    'spread.workers': () => opened().queue.workers(),
    'spread.run': (call: RunCall) => void runs.set(call.id, startRun(call, { spread: opened(), left })),
    'spread.news': (id: number) => runs.get(id)?.news(),
    'spread.stop': (id: number) => runs.get(id)?.stop(),
  };
}

interface Run {
  /** What has ended since it was last asked; waits until there is something. @throws what the queue throws. */
  news(): Promise<RunNews>;
  stop(): void;
}

function startRun({ tasks }: RunCall, { spread, left }: { readonly spread: Spread; readonly left: AbortSignal }): Run {
  const stop = new AbortController();
  const places = new Map(tasks.map((task, place) => [task, place]));
  let ends: (readonly [number, SpreadEnd])[] = [];
  let bell = Promise.withResolvers<void>();
  let isOver = false;
  const running = spread.queue
    .run(tasks, {
      signal: AbortSignal.any([stop.signal, left]),
      onEnd(task, end) {
        ends.push([places.get(task) as number, end]);
        bell.resolve();
      },
    })
    .finally(() => {
      isOver = true;
      bell.resolve();
    });
  // Thrown to who asks for news.
  running.catch(() => {});
  return {
    async news() {
      await bell.promise;
      bell = Promise.withResolvers();
      const told = ends;
      ends = [];
      if (isOver) await running;
      return { ends: told, isOver };
    },
    stop: () => stop.abort(),
  };
}
