import { setTimeout as sleep } from 'node:timers/promises';
import type { PgBoss } from 'pg-boss';

/** Where it is said that a job told something or is over: the payload is its id, and nothing of what it is about. */
export const CHANNEL = 'harbinger_job';

/** A job is looked at again after so long, also where nothing was heard of it: its worker may be gone. */
const LOOK_MS = 1000;

/** Rings when something of one job is new. */
export interface Bell {
  /** Comes back when there may be news. */
  rung(signal: AbortSignal): Promise<void>;
  close(): void;
}

/** News of jobs. */
export interface News {
  of(id: string): Bell;
  close(): Promise<void>;
}

/** Listens for news of jobs, on one connection for all who wait. */
export async function openNews(boss: PgBoss): Promise<News> {
  const bells = new Map<string, Set<() => void>>();
  const ringAll = () => {
    for (const bell of bells.values()) for (const ring of bell) ring();
  };
  const ring = (id: string) => {
    for (const each of bells.get(id) ?? []) each();
  };
  // Where nothing can be heard, looking each second is enough.
  const listening = await boss
    .getDb()
    .listen?.(CHANNEL, ring, ringAll)
    .catch(() => undefined);
  return {
    of(id) {
      let isRung = false;
      let wake = () => {};
      const hear = () => {
        isRung = true;
        wake();
      };
      const those = bells.get(id) ?? new Set();
      bells.set(id, those.add(hear));
      return {
        async rung(signal) {
          const heard = new Promise<void>((resolve) => {
            wake = resolve;
          });
          const end = new AbortController();
          if (!isRung)
            await Promise.race([heard, sleep(LOOK_MS, undefined, { signal: AbortSignal.any([signal, end.signal]) }).catch(() => {})]);
          end.abort();
          isRung = false;
        },
        close() {
          those.delete(hear);
          if (those.size === 0) bells.delete(id);
        },
      };
    },
    close: async () => listening?.close(),
  };
}
