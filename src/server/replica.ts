import { setTimeout as sleep } from 'node:timers/promises';
import type { OpenCounter } from './http/counting.ts';
import { Refusal } from './http/refusal.ts';
import type { TeamFigures } from './http/team-metrics.ts';

/** What the replicas of a server share, over one database: nothing that one of them keeps for itself is needed by another. */
export interface Replica {
  /** The space that is served. */
  readonly space: string;
  /** Counts what callers take, for all replicas together. */
  readonly openCounter: OpenCounter;
  /** Hears notices of a channel; undefined where some may have been missed. */
  listen(channel: string, onNotice: (payload: string | undefined) => void): Promise<{ close(): Promise<void> }>;
  /** A name for the state of a space's data, which changes with each addition. */
  dataState(space: string): Promise<string>;
  /** Throws where the database does not answer within two seconds or so. */
  check(): Promise<void>;
  readonly figures: Omit<TeamFigures, 'alerts'>;
  close(): Promise<void>;
}

/** What is done where another process has written; undefined for a space where it may have been any. */
export interface OnWritten {
  data(space: string | undefined): void;
  /** A question that was kept, by a name that is the same each time; undefined where some may have been missed. */
  run(space: string | undefined, question: string | undefined): void;
}

/** Hears what is written as it is committed, by whatever process, this one too. */
export async function followWrites({ listen }: Pick<Replica, 'listen'>, { data, run }: OnWritten): Promise<void> {
  await listen('harbinger_data', data);
  await listen('harbinger_runs', (told) => {
    const [space, question] = told?.split(' ') ?? [];
    run(space, question);
  });
}

/** Whether a load balancer should send anybody here. */
export interface Readiness {
  /** @throws Refusal 503 while the server is about to end, and what the database says where it does not answer. */
  demand(): Promise<void>;
  /** From now on it is not ready; comes back after so many seconds, in which whoever sends callers may notice. */
  drain(seconds: number): Promise<void>;
}

/** Ready, until it is drained, while the database answers. */
export function readiness(replica: Pick<Replica, 'check'> | undefined): Readiness {
  let isDraining = false;
  return {
    async demand() {
      if (isDraining) throw new Refusal(503, 'the server is about to end: send callers to another one', { retryAfter: 10 });
      await replica?.check();
    },
    async drain(seconds) {
      isDraining = true;
      await sleep(seconds * 1000);
    },
  };
}
