import { addSpan } from '../../calendar/civil-date.ts';
import { countUpTo } from '../../calendar/schedule.ts';
import { type EventSet, type Extent, isSpan } from '../../series/curve.ts';

/**
 * Events moved to another calendar: each to its next date there, that is the first on or after its own whose instant of
 * knowledge is not earlier than the event's. On one and the same calendar nothing moves.
 *
 * @returns 1 on the dates of the calendar to which an event came, else 0.
 */
export function movedTo(calendar: { readonly dates: Int32Array; readonly knownAt: Float64Array }, events: EventSet): Uint8Array {
  if (calendar.dates === events.dates && calendar.knownAt === events.knownAt) return events.on;
  const on = new Uint8Array(calendar.dates.length);
  events.on.forEach((fired, i) => {
    if (!fired) return;
    const at = Math.max(
      countUpTo(calendar.knownAt, (events.knownAt[i] as number) - 1),
      countUpTo(calendar.dates, (events.dates[i] as number) - 1),
    );
    if (at < on.length) on[at] = 1;
  });
  return on;
}

/** Whether two calendars have the very same dates. */
export function sameDates(a: Int32Array, b: Int32Array): boolean {
  return a === b || (a.length === b.length && a.every((day, i) => day === b[i]));
}

/**
 * Events that are kept when one with fewer than n observations strictly between it and the last one kept (for a span: less
 * than that span after it) is dropped.
 */
export function cooled(dates: Int32Array, on: Uint8Array, n: Extent): Uint8Array {
  let last = -1;
  return on.map((fired, i) => {
    if (!fired) return 0;
    const tooSoon = last >= 0 && (isSpan(n) ? (dates[i] as number) < addSpan(dates[last] as number, n) : i - last - 1 < n.count);
    if (tooSoon) return 0;
    last = i;
    return 1;
  });
}

/** Events of `a` that come 0 to n observations (or within the span) after one of `b`; parallel arrays. */
export function following(dates: Int32Array, { a, b }: { readonly a: Uint8Array; readonly b: Uint8Array }, n: Extent): Uint8Array {
  let last = -1;
  return a.map((fired, i) => {
    if (b[i]) last = i;
    if (!fired || last < 0) return 0;
    return (isSpan(n) ? (dates[i] as number) <= addSpan(dates[last] as number, n) : i - last <= n.count) ? 1 : 0;
  });
}
