import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { EpochDay } from '../core/calendar/civil-date.ts';
import type { VerdictRecord } from '../store/store.ts';
import type { Context } from './context.ts';

/** What the store keeps of a run beside its input and result. */
export interface RunFacts {
  readonly asOf: EpochDay;
  readonly dataHash: string;
  readonly verdicts: readonly VerdictRecord[];
}

/** What an operation was asked and gave, and what of it is to be kept. */
export interface KeptRun {
  readonly operation: { readonly name: string; readonly input: z.ZodType };
  readonly input: unknown;
  readonly result: unknown;
  readonly record?: RunFacts | undefined;
}

/**
 * Keeps a run with its verdicts, where there is a store and the operation says what to keep. The input is kept with its defaults, so that
 * one question is one, whatever face it came by.
 */
export async function keepRun(
  { store, data, version, runId: id = randomUUID() }: Context,
  { operation, input, result, record }: KeptRun,
): Promise<void> {
  if (!store || !record) return;
  const asked = operation.input.parse(input);
  const isKept = async (): Promise<boolean> => (await store.runs({ id, limit: 1, isBrief: true })).length > 0;
  try {
    await store.recordRun({ id, at: data.now(), version, operation: operation.name, input: asked, result, ...record });
  } catch (error) {
    // A job that is done again finds its run there.
    if (!(await isKept().catch(() => false))) throw error;
  }
}
