import type { ClaimState } from '../../contract/state.ts';
import { type EpochDay, formatCivilDate } from '../../core/calendar/civil-date.ts';
import { countUpTo, nextScheduledDate } from '../../core/calendar/schedule.ts';
import { asOf, dateOfInstant, endOfDay } from '../../core/series/panel.ts';
import type { Series } from '../../core/series/series.ts';
import type { ClaimContext } from '../check/claim-context.ts';
import { expressionsOf } from '../pack.ts';
import { readExpression } from '../panel.ts';

/** The oldest last value among the series that a claim reads, those that only stand in for others left out; null where it reads none. */
export function dataAge({ claim, panel, asOf: date }: ClaimContext, at: number): ClaimState['data'] {
  const ids = expressionsOf(claim)
    .filter(({ at: [, field] }) => field !== 'instead')
    .flatMap(({ text, role }) => readExpression(text, role).series);
  const ages = [...new Set(ids)].flatMap((id) => {
    const series = panel.series.get(id);
    const known = series && asOf(series, endOfDay(date));
    const last = known?.dates.at(-1);
    return known && last !== undefined ? [{ series: id, last, ageDays: ageOf(known, at) }] : [];
  });
  ages.sort((a, b) => b.ageDays - a.ageDays || a.last - b.last);
  const [oldest] = ages;
  return oldest ? { series: oldest.series, to: formatCivilDate(oldest.last), ageDays: oldest.ageDays } : null;
}

/**
 * Days from the last value of a series to an instant; 0 while its calendar makes nothing newer due, so that no weekend, holiday or week in
 * progress counts as age. A newer value is due at the next scheduled close, as long after it as the last value came after its own.
 *
 * @param at - Milliseconds since 1970-01-01T00:00Z.
 */
export function ageOf({ dates, knownAt, schedule }: Pick<Series, 'dates' | 'knownAt' | 'schedule'>, at: number): number {
  const last = dates.at(-1);
  if (last === undefined) throw new Error('the age of a series without values');
  const next = nextScheduledDate(schedule, last);
  const closeOf = (day: EpochDay) => schedule.closes[countUpTo(schedule.dates, day) - 1] as number;
  const lag = Math.max(0, (knownAt.at(-1) as number) - closeOf(last));
  if (next !== undefined && !schedule.isUnscheduled && closeOf(next) + lag > at) return 0;
  return Math.max(0, dateOfInstant(at) - last);
}
