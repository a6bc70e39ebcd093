import { setTimeout as delay } from 'node:timers/promises';
import { StoreError } from '../../../store/store.ts';
import type { Spread, SpreadEnd, SpreadStage, SpreadTask } from '../spread.ts';
import { partName } from './part-names.ts';
import type { SpreadWorker } from './worker.ts';

/** How often what is still missing is asked for before it is computed here. */
const ROUNDS = 2;

/** What gathers the parts of one stage of a scan. */
export interface Gathering {
  readonly spread: Spread;
  /** Computes what nobody else does. */
  readonly here: SpreadWorker;
  readonly signal: AbortSignal | undefined;
  /** Takes in a part; each once, in any order. */
  readonly take: (part: number, bytes: Uint8Array) => void;
}

/**
 * Has all parts of some tasks computed and takes each of them in, once. Those that are kept already are not asked for; what is lost is asked for
 * again; what cannot be had from others is computed here.
 */
export async function gather(tasks: readonly SpreadTask[], gathering: Gathering): Promise<void> {
  const { here, signal } = gathering;
  const state = openState(tasks, gathering);
  const isGivenUp = new Set<SpreadTask>();
  for (let round = 0; round < ROUNDS; round++) {
    await state.takeKept();
    const asked = tasks.filter((task) => !isGivenUp.has(task) && state.isOpen(task));
    if (asked.length === 0) break;
    await runPatiently(asked, { gathering, state, onGivenUp: (task) => isGivenUp.add(task) });
  }
  for (const task of tasks) {
    if (!state.isOpen(task)) continue;
    signal?.throwIfAborted();
    await here.perform(task, signal);
    await state.takeParts(task);
    if (state.isOpen(task)) throw new StoreError('damaged', `parts of the scan ${task.scan} were computed and are not kept`);
  }
}

interface Taking {
  isOpen(task: SpreadTask): boolean;
  /** Takes what is kept of a task, one after another. */
  takeParts(task: SpreadTask): Promise<void>;
  /** Takes all that is kept. */
  takeKept(): Promise<void>;
}

function openState(tasks: readonly SpreadTask[], { spread: { parts }, take }: Gathering): Taking {
  const missing = new Map<SpreadStage, Set<number>>();
  for (const { stage, parts: own } of tasks) missing.set(stage, (missing.get(stage) ?? new Set()).union(new Set(own)));
  const isMissing = (stage: SpreadStage, part: number) => missing.get(stage)?.has(part) ?? false;
  async function takeParts({ scan, stage, parts: own }: SpreadTask): Promise<void> {
    for (const part of own) {
      if (!isMissing(stage, part)) continue;
      const bytes = await parts.read(scan, partName(stage, part));
      // Another call may have taken it meanwhile.
      if (bytes && missing.get(stage)?.delete(part)) take(part, bytes);
    }
  }
  return {
    isOpen: ({ stage, parts: own }) => own.some((part) => isMissing(stage, part)),
    takeParts,
    async takeKept() {
      const names = new Map<string, ReadonlySet<string>>();
      for (const task of tasks) {
        const kept = names.get(task.scan) ?? (await parts.names(task.scan));
        names.set(task.scan, kept);
        await takeParts({ ...task, parts: task.parts.filter((part) => kept.has(partName(task.stage, part))) });
      }
    },
  };
}

interface Running {
  readonly gathering: Gathering;
  readonly state: Taking;
  readonly onGivenUp: (task: SpreadTask) => void;
}

/** Runs tasks elsewhere; while none ends for long, computes them here, the last first. */
async function runPatiently(tasks: readonly SpreadTask[], { gathering, state, onGivenUp }: Running): Promise<void> {
  const { spread, here, signal } = gathering;
  const enough = new AbortController();
  let ended = 0;
  let taking = Promise.resolve();
  const onEnd = (task: SpreadTask, end: SpreadEnd): void => {
    ended++;
    if (!end.done) onGivenUp(task);
    else taking = taking.then(() => state.takeParts(task));
    // Thrown where it is waited for.
    taking.catch(() => {});
  };
  const running = spread.queue.run(tasks, { signal: signal ? AbortSignal.any([signal, enough.signal]) : enough.signal, onEnd });
  for (let [seen, isAlone] = [0, false]; ; ) {
    // Who computed one task alone need not wait as long for each of the others.
    if ((await firstOf(running, isAlone ? 0 : spread.patience)) === 'ended') break;
    isAlone = ended === seen;
    seen = ended;
    if (!isAlone) continue;
    await state.takeKept();
    const next = tasks.findLast((task) => state.isOpen(task));
    if (!next) break;
    await here.perform(next, signal);
    await state.takeParts(next);
  }
  // What is there already needs nobody any more.
  enough.abort();
  await running.catch((error: unknown) => {
    if (error !== enough.signal.reason) throw error;
  });
  await taking;
}

/** Which comes first: the end of what runs, or so many milliseconds. */
async function firstOf(running: Promise<void>, patience: number): Promise<'ended' | 'quiet'> {
  const waiting = new AbortController();
  const quiet = delay(patience, 'quiet' as const, { signal: waiting.signal });
  // It is stopped where it was not needed.
  quiet.catch(() => {});
  try {
    return await Promise.race([running.then(() => 'ended' as const), quiet]);
  } finally {
    waiting.abort();
  }
}
