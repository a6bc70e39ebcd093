import { type EpochDay, formatCivilDate } from '../core/calendar/civil-date.ts';
import { datesNote } from './dates-note.ts';
import { type FetchRequest, type Parsed, ProviderError } from './provider.ts';
import { type Answer, wrongShape } from './read-json.ts';

/**
 * One reading from several pages, which must follow one another without overlap. Notes that they share are kept once.
 *
 * @param pages - In ascending order of their dates; empty ones are allowed.
 * @throws ProviderError `changed-shape` where a page begins before the one before it has ended.
 */
export function joinPages(pages: readonly Parsed[], answer: Answer): Parsed {
  const filled = pages.filter(({ dates }) => dates.length > 0);
  for (const [i, { dates }] of filled.entries()) {
    const before = filled[i - 1]?.dates.at(-1) ?? Number.NEGATIVE_INFINITY;
    const first = dates[0] as EpochDay;
    if (first > before) continue;
    const problem = `its pages overlap: one ends on ${formatCivilDate(before)}, the next begins on ${formatCivilDate(first)}`;
    throw wrongShape(answer, problem, { body: '' });
  }
  return {
    dates: Int32Array.from(filled.flatMap(({ dates }) => [...dates])),
    values: Float64Array.from(filled.flatMap(({ values }) => [...values])),
    notes: [...new Set(pages.flatMap(({ notes }) => notes))],
  };
}

/**
 * Says so where there is nothing: in a note where only the days since a date were asked for, which may well have none.
 *
 * @throws ProviderError `not-found` where everything was asked for and there is no value at all.
 */
export function admitEmpty(parsed: Parsed, { address, since }: Pick<FetchRequest, 'address' | 'since'>, answer: Answer): Parsed {
  if (parsed.dates.length > 0) return parsed;
  const { provider, url } = answer;
  if (since === undefined)
    throw new ProviderError(`${provider}: there is no value at all of ${address}`, { provider, kind: 'not-found', request: url });
  return { ...parsed, notes: [...parsed.notes, `There is no value since ${formatCivilDate(since)}.`] };
}

/**
 * A note for a source that keeps only so much of the past, where what was asked for begins earlier than what came.
 *
 * @param limit - What it gives, as the beginning of a sentence: `Kraken gives only the last 720 days`.
 */
export function olderDaysNote({ dates }: Parsed, since: EpochDay | undefined, limit: string): string[] {
  const first = dates[0];
  if (first === undefined || (since !== undefined && since >= first)) return [];
  return [`${limit}; days before ${formatCivilDate(first)} are not here.`];
}

/** A note on the dates between the first and the last that have no value; for what is traded every day. */
export function missingDaysNote({ dates }: Parsed): string[] {
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined || last - first + 1 === dates.length) return [];
  const held = new Set(dates);
  const all = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  return datesNote(
    all.filter((day) => !held.has(day)),
    'day',
    'without trades, and so without a value',
  );
}
