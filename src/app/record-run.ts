import { randomUUID } from 'node:crypto';
import type { EpochDay } from '../core/calendar/civil-date.ts';
import type { VerdictRecord } from '../store/store.ts';
import type { Context } from './context.ts';

/** What the store keeps of a run beside its input and result. */
export interface RunFacts {
  readonly asOf: EpochDay;
  readonly dataHash: string;
  readonly verdicts: readonly VerdictRecord[];
}

/** Keeps a run with its verdicts in the store. */
export async function recordRun(
  { store, data, version }: Context,
  run: RunFacts & { readonly operation: string; readonly input: unknown; readonly result: unknown },
): Promise<void> {
  await store?.recordRun({ id: randomUUID(), at: data.now(), version, ...run });
}
