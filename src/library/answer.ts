import { z } from 'zod';
import { CallerError } from '../app/context.ts';

/**
 * Runs an operation for a program.
 *
 * @throws CallerError also where the input does not fit the contract, with the field's name.
 * @remarks Calendars with clocks of their own need `Temporal`; where the engine lacks it (Node 24), the polyfill is loaded first.
 */
export async function answer<T>(operation: () => Promise<T>): Promise<T> {
  if (!('Temporal' in globalThis)) await import('temporal-polyfill/global');
  try {
    return await operation();
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    const faults = error.issues.map(({ path, message }) => `${path.join('.') || 'the question'}: ${message}`);
    throw new CallerError(faults.join('; '), { cause: error });
  }
}

/** A question without what is of the library alone: what the contract knows, and fields that are not given left out. */
export function inputOf(question: object): Record<string, unknown> {
  const { series: _series, today: _today, events: _events, ...input } = question as Record<string, unknown>;
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}
