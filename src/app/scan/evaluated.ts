import type { EpochDay } from '../../core/calendar/civil-date.ts';
import type { Checked } from '../../core/language/check.ts';
import { evaluateTrigger } from '../../core/language/evaluate.ts';
import type { Environment } from '../../core/language/function-definition.ts';
import { indicesOf, joinedEvents } from '../../core/methods/scan/batch-triggers.ts';
import type { TriggerEvents } from '../../core/methods/scan/scan-batch.ts';
import type { EventSet } from '../../core/series/curve.ts';
import type { Series } from '../../core/series/series.ts';
import { environmentAsOf, type Panel } from '../panel.ts';

/** A calendar on which triggers fire: their dates, and the instants from which each was known. */
export type TriggerCalendar = Pick<EventSet, 'dates' | 'knownAt'>;

/** The events of some triggers of a scan, one after another; of each only the events are kept. */
export interface EvaluatedTriggers {
  /** Each once, in the order of the first trigger that fires on it. */
  readonly calendars: readonly TriggerCalendar[];
  /** Of each trigger: its calendar, by number, and the index there of the first date on which it could fire. */
  readonly calendarOf: Int32Array;
  readonly warmups: Int32Array;
  /** Indices into the dates of the trigger's own calendar. */
  readonly events: TriggerEvents;
}

/** Evaluates triggers as of a date, one after another. A trigger's events do not depend on the others. */
export function* evaluating(triggers: Iterable<{ readonly checked: Checked }>, environment: Environment): Generator<EvaluatedTriggers> {
  for (const { checked } of triggers) {
    const { dates, knownAt, on, warmup } = evaluateTrigger(checked, environment);
    const indices = indicesOf(on);
    yield {
      calendars: [{ dates, knownAt }],
      calendarOf: Int32Array.of(0),
      warmups: Int32Array.of(warmup),
      events: { offsets: Int32Array.of(0, indices.length), indices },
    };
  }
}

/** The events of several lots of triggers as those of one, in their order: the same however the triggers were shared out to the lots. */
export function joinEvaluated(lots: Iterable<EvaluatedTriggers>): EvaluatedTriggers {
  const calendars: TriggerCalendar[] = [];
  const [calendarOf, warmups, events]: [number[], number[], Int32Array[]] = [[], [], []];
  for (const lot of lots) {
    const numbers = lot.calendars.map((calendar) => placeAmong(calendar, calendars));
    for (const own of lot.calendarOf) calendarOf.push(numbers[own] as number);
    for (const warmup of lot.warmups) warmups.push(warmup);
    const { offsets, indices } = lot.events;
    for (let t = 0; t + 1 < offsets.length; t++) events.push(indices.subarray(offsets[t], offsets[t + 1]));
  }
  return { calendars, calendarOf: Int32Array.from(calendarOf), warmups: Int32Array.from(warmups), events: joinedEvents(events) };
}

/** Number of a calendar among those that are there; it is put last where it is not. */
function placeAmong(calendar: TriggerCalendar, calendars: TriggerCalendar[]): number {
  const known = calendars.findIndex((other) => isSame(calendar, other));
  return known >= 0 ? known : calendars.push(calendar) - 1;
}

function isSame(a: TriggerCalendar, b: TriggerCalendar): boolean {
  if (a.dates === b.dates && a.knownAt === b.knownAt) return true;
  if (a.dates.length !== b.dates.length || a.dates[0] !== b.dates[0] || a.dates.at(-1) !== b.dates.at(-1)) return false;
  return a.dates.every((day, i) => day === b.dates[i]) && a.knownAt.every((instant, i) => instant === b.knownAt[i]);
}

/** The panel as of a date, each series cut once, so that triggers of one series share its arrays. */
export function scanEnvironment(panel: Panel, asOf: EpochDay): Environment {
  const environment = environmentAsOf(panel, asOf);
  const kept = new Map<string, Series>();
  return {
    ...environment,
    series(id, adjusted) {
      const key = `${id}${adjusted ? '.adj' : ''}`;
      const known = kept.get(key) ?? environment.series(id, adjusted);
      kept.set(key, known);
      return known;
    },
  };
}
