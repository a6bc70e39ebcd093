import type { EpochDay } from '../../core/calendar/civil-date.ts';
import { newYorkInstant } from '../../core/calendar/time-zone.ts';
import { arranged } from '../observations.ts';
import type { Parsed } from '../provider.ts';
import { type Answer, readJson } from '../read-json.ts';
import { counted } from '../wording.ts';
import { type Action, actionsSchema } from './schema.ts';
import { isKnownType, risesOf } from './stage.ts';

/** A page of actions, and how many there are in all. */
export interface Page {
  readonly actions: readonly Action[];
  readonly count: number;
  readonly hasNext: boolean;
  readonly notes: readonly string[];
}

/** What is made of the actions on a bill. */
export type Measure = 'stage' | 'actions';

/** One page. Throws ProviderError `changed-shape`. */
export function parsePage(body: string, answer: Answer): Page {
  const { data, notes } = readJson(body, actionsSchema, answer);
  return { actions: data.actions, count: data.pagination.count, hasNext: Boolean(data.pagination.next), notes };
}

/**
 * The stage that a bill had reached, on each date on which it rose; or the number of actions so far, on each date that has some.
 *
 * @param now - The instant of the request: a day that is not over in Washington by then may still bring more, and is left out.
 * @throws ProviderError `changed-shape`.
 */
export function parseActions(
  measure: Measure,
  actions: readonly Action[],
  place: Answer & { body: string; notes: readonly string[]; now: number },
): Parsed {
  const isOver = ({ actionDate }: Action) => endOfDay(actionDate) <= place.now;
  const past = actions.filter(isOver).sort((a, b) => a.actionDate - b.actionDate);
  const found = measure === 'stage' ? risesOf(past) : countsOf(past);
  const notes = [...place.notes];
  const strangers = actions.filter(({ type }) => !isKnownType(type)).length;
  if (strangers > 0) notes.push(`${counted(strangers, 'action')} of a type that is not known here.`);
  const running = actions.length - past.length;
  if (running > 0) notes.push(`${counted(running, 'action')} of a day that is not over in Washington left out.`);
  return arranged(
    found.map(({ date, value }) => ({ date, value, knownAt: endOfDay(date) })),
    { ...place, notes },
  );
}

/** Midnight in Washington after a date: an action is known by then, at whatever hour it was taken. */
const endOfDay = (date: EpochDay): number => newYorkInstant(date + 1, 0);

function countsOf(actions: readonly Action[]): { date: EpochDay; value: number }[] {
  const byDate = new Map(actions.map(({ actionDate }, i) => [actionDate, i + 1]));
  return Array.from(byDate, ([date, value]) => ({ date, value }));
}
